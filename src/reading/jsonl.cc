// JSON Lines: one object a line with text and, where known, id, title, published, url, publication,
// language; other keys are left alone. Empty lines count but say nothing.
#include <fmt/format.h>
#include <simdjson.h>

#include "base/text.h"
#include "reading/date_text.h"
#include "reading/reader.h"

namespace dragoman {
namespace {

constexpr const char* kShape =
    "one JSON object a line, {\"text\": ..., \"id\": ..., \"published\": \"YYYY-MM-DD\", ...}";

class JsonLinesReader : public DocumentStream::Reader {
 public:
  JsonLinesReader(ByteStream& bytes, const ReadOptions& options)
      : bytes_(bytes), limit_(options.document_limit) {}

  Result<std::optional<Source>> next() override {
    for (;;) {
      const auto part = bytes_.read_line(line_, limit_);
      if (part == ByteStream::Part::End) return std::optional<Source>();
      ++number_;
      if (part == ByteStream::Part::TooLong)
        return fail("E108-too-large", fmt::format("the line is longer than {} bytes", limit_),
                    "raise the limit or split the document");
      if (line_.find_first_not_of(" \t\r") == std::string::npos) continue;
      return document();
    }
  }

 private:
  Error fail(std::string code, std::string message, std::string hint) const {
    return Error{std::move(code), fmt::format("line {}: {}", number_, message), bytes_.name(),
                 number_, std::move(hint)};
  }

  Result<std::optional<Source>> document() {
    const std::size_t size = line_.size();
    line_.reserve(size + simdjson::SIMDJSON_PADDING);
    simdjson::dom::element element;
    const auto status = parser_.parse(line_.data(), size, false).get(element);
    if (status != simdjson::SUCCESS) {
      if (const std::size_t bad = find_invalid_utf8(line_); bad != std::string::npos)
        return fail("E101-bad-utf8", fmt::format("not valid UTF-8 at byte {} of the line", bad),
                    "convert the file to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)");
      return fail("E110-bad-json", simdjson::error_message(status), kShape);
    }
    simdjson::dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS)
      return fail("E111-not-an-object", "the line is valid JSON but no object", kShape);
    Source source;
    source.file = bytes_.name();
    source.offset = number_;
    std::string published;
    struct Field {
      const char* key;
      std::string* to;
    };
    const Field fields[] = {{"text", &source.text},         {"title", &source.title},
                            {"url", &source.url},           {"publication", &source.publication},
                            {"language", &source.language}, {"published", &published}};
    bool has_text = false;
    for (const auto& field : fields) {
      simdjson::dom::element value;
      if (object.at_key(field.key).get(value) != simdjson::SUCCESS || value.is_null()) continue;
      std::string_view view;
      if (value.get_string().get(view) != simdjson::SUCCESS)
        return fail("E113-wrong-type", fmt::format("\"{}\" is not a string", field.key), kShape);
      field.to->assign(view);
      has_text = has_text || field.to == &source.text;
    }
    if (!has_text) return fail("E112-missing-text", "the object has no \"text\"", kShape);
    if (simdjson::dom::element id; object.at_key("id").get(id) == simdjson::SUCCESS) {
      std::string_view view;
      if (id.get_string().get(view) == simdjson::SUCCESS)
        source.id = std::string(view);
      else if (id.is_int64() || id.is_uint64())
        source.id = simdjson::minify(id);
      else if (!id.is_null())
        return fail("E113-wrong-type", "\"id\" is neither a string nor a whole number", kShape);
    }
    if (source.id.empty()) source.id = fmt::format("{}:{}", base_name(bytes_.name()), number_);
    if (source.text.find('\0') != std::string::npos)
      return fail("E109-nul-byte", "the text holds a NUL character", "remove it");
    if (source.text.find_first_not_of(" \t\r\n\f\v") == std::string::npos)
      return fail("E116-empty-text", "the text is empty", "leave such documents out");
    if (!published.empty()) {
      source.published = parse_published(published);
      if (!source.published)
        return fail("E114-bad-date",
                    fmt::format("\"published\" is no date: \"{}\"", published.substr(0, 60)),
                    "write it as YYYY-MM-DD, or leave it out and it is looked for in the text");
    }
    return std::optional<Source>(std::move(source));
  }

  ByteStream& bytes_;
  std::size_t limit_;
  simdjson::dom::parser parser_;
  std::string line_;
  std::int64_t number_ = 0;
};

}  // namespace

std::unique_ptr<DocumentStream::Reader> read_json_lines(ByteStream& bytes,
                                                        const ReadOptions& options) {
  return std::make_unique<JsonLinesReader>(bytes, options);
}

}  // namespace dragoman
