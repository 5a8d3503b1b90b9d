// Rows on their way out, in the formats that every command shares. A row is a JSON object; JSON and
// JSON Lines write it whole, the others write the cells that the layout's columns make of it.
//
//   RowWriter rows({OutputFormat::Csv, 80, false}, event_layout(80), sink);
//   for (const Json& record : records) if (!rows.add(record)) break;   // false: nobody reads on
//   rows.finish();
//
// CSV is RFC 4180 with line feeds; TSV escapes tab, line ends and backslash as \t \n \r \\. Lists
// inside a cell are separated by ";".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exports/json.h"

namespace dragoman {

enum class OutputFormat : std::uint8_t { Table, JsonArray, JsonLines, Csv, Tsv, Markdown };
std::optional<OutputFormat> output_format_of(std::string_view name);

struct Column {
  std::string name;
  std::function<std::string(const Json&)> cell;
  bool right = false;  // aligned to the right in a table
  int width = 0;  // in a table; 0: as wide as the cells, which holds the rows back until the end
};

struct RowLayout {
  std::vector<Column> columns;  // csv, tsv, markdown
  std::vector<Column> table;    // table; empty: the same
  // Lines under a row of a table, such as the sentence that says so.
  std::function<std::vector<std::string>(const Json&)> notes;
};

struct RowOptions {
  OutputFormat format = OutputFormat::JsonLines;
  int width = 80;  // columns of the terminal
  bool colour = false;
};

class RowWriter {
 public:
  using Sink = std::function<bool(std::string_view)>;
  RowWriter(RowOptions options, RowLayout layout, Sink sink);
  bool add(const Json& row);
  bool finish();

 private:
  struct TableRow {
    std::vector<std::string> cells, notes;
  };
  std::string header();
  std::string line(const Json& row) const;
  std::string table_line(const TableRow& row, std::string_view colour) const;
  bool flush_table();

  RowOptions options_;
  RowLayout layout_;
  Sink sink_;
  bool begun_ = false, wide_known_ = false;
  std::vector<int> widths_;
  std::vector<TableRow> held_;
};

// How many columns of a terminal the text takes, and the text cut to so many, with an ellipsis.
int display_width(std::string_view text);
std::string cut_to_width(std::string_view text, int width);
// Broken at spaces into lines no wider than that.
std::vector<std::string> wrap(std::string_view text, int width);
// Control characters, which a terminal would obey, become spaces.
std::string printable(std::string_view text);

}  // namespace dragoman
