// CSV with a header line and a column of text (RFC 4180; a tab or semicolon parts the columns if
// the header holds more of them than commas). Quoted fields may hold line breaks.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "reading/date_text.h"
#include "reading/encoding.h"
#include "reading/reader.h"

namespace dragoman {
namespace {

class CsvReader : public DocumentStream::Reader {
 public:
  CsvReader(ByteStream& bytes, const ReadOptions& options)
      : bytes_(bytes), limit_(options.document_limit) {}

  Result<std::optional<Source>> next() override {
    if (!started_) {
      started_ = true;
      if (auto error = read_header()) {
        bytes_.skip(std::string::npos);
        return *error;
      }
    }
    std::vector<std::string> row;
    for (;;) {
      const std::int64_t line = line_ + 1;
      const State state = read_row(row);
      if (state == State::End) return std::optional<Source>();
      if (state == State::TooLarge)
        return fail("E108-too-large", line, fmt::format("the row is longer than {} bytes", limit_),
                    "raise the limit or split the document");
      if (state == State::Unclosed)
        return fail("E150-bad-csv", line, "a quotation mark is opened and never closed",
                    "double the quotation marks inside a quoted field");
      if (row.size() == 1 && row[0].empty()) continue;
      if (row.size() != columns_.size())
        return fail("E150-bad-csv", line,
                    fmt::format("{} fields where the header has {}", row.size(), columns_.size()),
                    "quote fields that hold the separator or line breaks");
      return document(row, line);
    }
  }

 private:
  enum class State { Row, End, TooLarge, Unclosed };
  enum Column { Text, Id, Title, Published, Url, Publication, Language, Other };

  Error fail(std::string code, std::int64_t line, std::string message, std::string hint) const {
    return Error{std::move(code), fmt::format("line {}: {}", line, message), bytes_.name(), line,
                 std::move(hint)};
  }

  static Column column_of(std::string name) {
    static constexpr std::array<std::pair<std::string_view, Column>, 24> names = {{
        {"text", Text},
        {"body", Text},
        {"content", Text},
        {"article", Text},
        {"story", Text},
        {"id", Id},
        {"doc_id", Id},
        {"docid", Id},
        {"title", Title},
        {"headline", Title},
        {"published", Published},
        {"date", Published},
        {"publish_date", Published},
        {"publication_date", Published},
        {"pubdate", Published},
        {"published_at", Published},
        {"url", Url},
        {"link", Url},
        {"publication", Publication},
        {"source", Publication},
        {"outlet", Publication},
        {"newspaper", Publication},
        {"language", Language},
        {"lang", Language},
    }};
    name = lower_case(name);
    for (auto [n, column] : names)
      if (n == name) return column;
    return Other;
  }

  std::optional<Error> read_header() {
    const std::string_view head = bytes_.peek(1 << 14);
    const std::string_view first = head.substr(0, head.find('\n'));
    const auto count = [&](char c) { return std::count(first.begin(), first.end(), c); };
    if (count('\t') > count(','))
      separator_ = '\t';
    else if (count(';') > count(','))
      separator_ = ';';
    if (auto error = check_text(first, bytes_.name(), 0)) return error;
    std::vector<std::string> row;
    if (read_row(row) != State::Row)
      return fail("E150-bad-csv", 1, "no header line", "the first line names the columns");
    std::array<bool, Other + 1> taken{};
    for (auto& name : row) {
      Column column = column_of(name);
      if (column != Other && taken[column]) column = Other;
      taken[column] = true;
      columns_.push_back(column);
    }
    if (!taken[Text])
      return fail("E151-missing-column", 1, "no column is called \"text\"",
                  "name the column of the text \"text\" in the first line");
    return std::nullopt;
  }

  State read_row(std::vector<std::string>& row) {
    row.clear();
    std::string field, line;
    std::size_t size = 0;
    bool quoted = false, too_large = false, any = false;
    for (;;) {
      const auto part = bytes_.read_line(line, limit_);
      if (part == ByteStream::Part::End)
        return bytes_.failure() || !any ? State::End
               : too_large              ? State::TooLarge
                                        : State::Unclosed;
      any = true;
      ++line_;
      if (part == ByteStream::Part::TooLong) return State::TooLarge;
      size += line.size();
      too_large = too_large || size > limit_;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
          if (c != '"')
            field += c;
          else if (i + 1 < line.size() && line[i + 1] == '"')
            field += line[++i];
          else
            quoted = false;
        } else if (c == '"' && field.empty()) {
          quoted = true;
        } else if (c == separator_) {
          row.push_back(std::move(field));
          field.clear();
        } else {
          field += c;
        }
      }
      if (too_large) field.clear();
      if (!quoted) break;
      field += '\n';
    }
    row.push_back(std::move(field));
    return too_large ? State::TooLarge : State::Row;
  }

  Result<std::optional<Source>> document(std::vector<std::string>& row, std::int64_t line) {
    Source source;
    source.file = bytes_.name();
    source.offset = line;
    std::string published;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const std::size_t bad = find_invalid_utf8(row[i]); bad != std::string::npos)
        return fail("E101-bad-utf8", line,
                    fmt::format("not valid UTF-8 at byte {} of column {}", bad, i + 1),
                    "convert the file to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)");
      std::string* const to[] = {&source.text, &source.id,          &source.title,   &published,
                                 &source.url,  &source.publication, &source.language};
      if (columns_[i] != Other) *to[columns_[i]] = std::move(row[i]);
    }
    if (source.id.empty()) source.id = fmt::format("{}:{}", base_name(bytes_.name()), line);
    if (source.text.find('\0') != std::string::npos)
      return fail("E109-nul-byte", line, "the text holds a NUL byte", "remove it");
    if (source.text.find_first_not_of(" \t\r\n\f\v") == std::string::npos)
      return fail("E116-empty-text", line, "the text is empty", "leave such rows out");
    if (!published.empty()) {
      source.published = parse_published(published);
      if (!source.published)
        return fail("E114-bad-date", line,
                    fmt::format("this is no date: \"{}\"", published.substr(0, 60)),
                    "write it as YYYY-MM-DD, or leave it empty");
    }
    return std::optional<Source>(std::move(source));
  }

  ByteStream& bytes_;
  std::size_t limit_;
  std::vector<Column> columns_;
  char separator_ = ',';
  std::int64_t line_ = 0;
  bool started_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream::Reader> read_csv(ByteStream& bytes, const ReadOptions& options) {
  return std::make_unique<CsvReader>(bytes, options);
}

}  // namespace dragoman
