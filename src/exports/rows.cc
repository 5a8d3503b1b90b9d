#include "exports/rows.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dragoman {
namespace {

constexpr std::array<std::string_view, 6> kFormats = {"table", "json", "jsonl",
                                                      "csv",   "tsv",  "markdown"};
constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kPlain = "\x1b[0m";

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string tsv_cell(const std::string& text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markdown_cell(const std::string& text) {
  std::string out;
  for (char c : printable(text)) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string padded(const std::string& text, int width, bool right) {
  const std::string fill(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return right ? fill + text : text + fill;
}

}  // namespace

std::optional<OutputFormat> output_format_of(std::string_view name) {
  const auto found = std::find(kFormats.begin(), kFormats.end(), name);
  if (found == kFormats.end()) return std::nullopt;
  return static_cast<OutputFormat>(found - kFormats.begin());
}

RowWriter::RowWriter(RowOptions options, RowLayout layout, Sink sink)
    : options_(options), layout_(std::move(layout)), sink_(std::move(sink)) {
  if (layout_.table.empty()) layout_.table = layout_.columns;
  wide_known_ = true;
  for (const auto& column : layout_.table) {
    widths_.push_back(column.width);
    if (column.width == 0) wide_known_ = false;
  }
}

std::string RowWriter::header() {
  std::string out;
  switch (options_.format) {
    case OutputFormat::JsonArray:
      return "[";
    case OutputFormat::JsonLines:
      return "";
    case OutputFormat::Table: {
      TableRow names;
      for (const auto& column : layout_.table) names.cells.push_back(column.name);
      return table_line(names, options_.colour ? kBold : "");
    }
    case OutputFormat::Markdown:
      for (const auto& column : layout_.columns) out += "| " + column.name + " ";
      out += "|\n";
      for (const auto& column : layout_.columns) out += column.right ? "| ---: " : "| --- ";
      return out + "|\n";
    case OutputFormat::Csv:
    case OutputFormat::Tsv:
      break;
  }
  const char separator = options_.format == OutputFormat::Csv ? ',' : '\t';
  for (const auto& column : layout_.columns) {
    if (!out.empty()) out += separator;
    out += column.name;
  }
  return out + '\n';
}

std::string RowWriter::line(const Json& row) const {
  if (options_.format == OutputFormat::JsonLines) return to_line(row) + '\n';
  if (options_.format == OutputFormat::JsonArray) return (begun_ ? ",\n " : "\n ") + to_line(row);
  std::string out;
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    const std::string cell = layout_.columns[i].cell(row);
    if (options_.format == OutputFormat::Markdown) {
      out += "| " + markdown_cell(cell) + " ";
      continue;
    }
    const bool csv = options_.format == OutputFormat::Csv;
    if (i > 0) out += csv ? ',' : '\t';
    out += csv ? csv_cell(cell) : tsv_cell(cell);
  }
  return out + (options_.format == OutputFormat::Markdown ? "|\n" : "\n");
}

std::string RowWriter::table_line(const TableRow& row, std::string_view colour) const {
  std::string out;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (i > 0) out += "  ";
    out += padded(cut_to_width(row.cells[i], widths_[i]), widths_[i], layout_.table[i].right);
  }
  out.erase(out.find_last_not_of(' ') + 1);
  if (!colour.empty()) out = std::string(colour) + out + std::string(kPlain);
  out += '\n';
  const int width = std::max(20, options_.width - 4);
  for (const auto& note : row.notes)
    for (const auto& piece : wrap(note, width)) {
      out += "    ";
      if (options_.colour) out += kDim;
      out += piece;
      if (options_.colour) out += kPlain;
      out += '\n';
    }
  return out;
}

bool RowWriter::add(const Json& row) {
  if (options_.format == OutputFormat::Table) {
    TableRow made;
    for (const auto& column : layout_.table) made.cells.push_back(printable(column.cell(row)));
    if (layout_.notes)
      for (const auto& note : layout_.notes(row)) made.notes.push_back(printable(note));
    if (!wide_known_) {
      held_.push_back(std::move(made));
      return true;
    }
    std::string out = begun_ ? "" : header();
    begun_ = true;
    return sink_(out + table_line(made, ""));
  }
  std::string out = begun_ ? "" : header();
  out += line(row);
  begun_ = true;
  return sink_(out);
}

bool RowWriter::flush_table() {
  for (std::size_t i = 0; i < layout_.table.size(); ++i) {
    if (layout_.table[i].width != 0) continue;
    widths_[i] = display_width(layout_.table[i].name);
    for (const auto& row : held_) widths_[i] = std::max(widths_[i], display_width(row.cells[i]));
  }
  std::string out = header();
  begun_ = true;
  for (const auto& row : held_) out += table_line(row, "");
  return sink_(out);
}

bool RowWriter::finish() {
  switch (options_.format) {
    case OutputFormat::Table:
      return held_.empty() || flush_table();
    case OutputFormat::JsonArray:
      return sink_(begun_ ? "\n]\n" : "[]\n");
    case OutputFormat::JsonLines:
      return true;
    default:
      // A table without rows still has its header, so that a reader knows the columns.
      return begun_ || sink_(header());
  }
}

}  // namespace dragoman
