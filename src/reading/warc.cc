// WARC 1.0 and 1.1 (ISO 28500): HTTP responses that hold HTML become documents, and so do plain
// text conversions (WET); everything else is passed over.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "reading/encoding.h"
#include "reading/main_text.h"
#include "reading/reader.h"

namespace dragoman {
namespace {

constexpr std::size_t kHeaderLimit = 1 << 16;

struct Header {
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case
  std::string get(std::string_view name) const {
    for (const auto& [n, value] : fields)
      if (n == name) return value;
    return "";
  }
};

std::string_view trim(std::string_view s) {
  const std::size_t first = s.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(" \t\r\n") - first + 1);
}

std::string ascii_lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

void add_field(std::string_view line, Header& header) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  header.fields.emplace_back(ascii_lower(trim(line.substr(0, colon))),
                             trim(line.substr(colon + 1)));
}

// The body of an HTTP message sent in chunks; what is not in that form stays as it is.
std::string unchunk(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  for (;;) {
    const std::size_t end = rest.find("\r\n");
    std::size_t size = 0, digits = 0;
    for (; end != std::string_view::npos && digits < end && digits < 8; ++digits) {
      const char c = rest[digits];
      const int v = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
      if (v < 0) break;
      size = size * 16 + static_cast<std::size_t>(v);
    }
    if (digits == 0) return out.empty() ? std::string(body) : out;
    if (size == 0) return out;
    rest.remove_prefix(end + 2);
    out += rest.substr(0, size);
    if (rest.size() < size + 2) return out;
    rest.remove_prefix(size + 2);
  }
}

class WarcReader : public DocumentStream::Reader {
 public:
  WarcReader(ByteStream& bytes, const ReadOptions& options)
      : bytes_(bytes), limit_(options.document_limit) {}

  Result<std::optional<Source>> next() override {
    for (;;) {
      Header header;
      std::string line;
      // Records are parted by two empty lines; be lenient about their number.
      do {
        at_ = static_cast<std::int64_t>(bytes_.offset());
        const auto part = bytes_.read_line(line, kHeaderLimit);
        if (part == ByteStream::Part::End) return std::optional<Source>();
        if (part == ByteStream::Part::TooLong) line = "?";
      } while (trim(line).empty());
      if (line.compare(0, 5, "WARC/") != 0) return broken("a record does not begin with WARC/");
      std::size_t size = 0;
      for (;;) {
        const auto part = bytes_.read_line(line, kHeaderLimit);
        if (part == ByteStream::Part::End) return std::optional<Source>(broken_end());
        if (part == ByteStream::Part::TooLong || (size += line.size()) > kHeaderLimit)
          return broken("the header of a record is too long");
        if (trim(line).empty()) break;
        add_field(line, header);
      }
      const std::string length = header.get("content-length");
      if (length.empty() || length.size() > 15 ||
          !std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return broken("a record has no proper Content-Length");
      const std::size_t n = std::stoull(length);
      ++number_;
      const std::string type = ascii_lower(header.get("warc-type"));
      const std::string media = ascii_lower(header.get("content-type"));
      const bool response = type == "response" && media.find("application/http") == 0;
      const bool conversion = type == "conversion" && media.find("text/plain") == 0;
      if (!response && !conversion) {
        bytes_.skip(n);
        continue;
      }
      if (n > limit_) {
        bytes_.skip(n);
        return fail("E108-too-large", fmt::format("the record is longer than {} bytes", limit_),
                    "raise the limit");
      }
      std::string block;
      if (bytes_.read(block, n) < n) {
        if (bytes_.failure()) return std::optional<Source>();
        return fail("E130-bad-warc", "the file ends inside a record", "fetch the file again");
      }
      std::optional<Source> source;
      if (auto error = conversion ? text(block, source) : page(block, source)) return *error;
      if (!source) continue;
      source->url = header.get("warc-target-uri");
      if (source->url.size() > 2 && source->url.front() == '<')
        source->url = source->url.substr(1, source->url.size() - 2);
      if (find_invalid_utf8(source->url) != std::string::npos) source->url.clear();
      source->id = source->url.empty() ? fmt::format("{}:{}", base_name(bytes_.name()), number_)
                                       : source->url;
      source->file = bytes_.name();
      source->offset = at_;
      return source;
    }
  }

 private:
  Error fail(std::string code, std::string message, std::string hint) const {
    return Error{std::move(code), fmt::format("record {}: {}", number_, message), bytes_.name(),
                 at_, std::move(hint)};
  }
  // Where records cannot be told apart any more, the rest is lost.
  Error broken(std::string message) {
    bytes_.skip(std::string::npos);
    return fail("E130-bad-warc", std::move(message), "fetch the file again");
  }
  std::optional<Source> broken_end() { return std::nullopt; }

  std::optional<Error> text(std::string& block, std::optional<Source>& source) {
    if (auto error = check_text(block, bytes_.name(), static_cast<std::size_t>(at_))) return error;
    if (trim(block).empty()) return std::nullopt;
    source.emplace();
    source->text = std::move(block);
    return std::nullopt;
  }

  std::optional<Error> page(std::string_view block, std::optional<Source>& source) {
    std::size_t end = block.find("\r\n\r\n"), skip = 4;
    if (end == std::string_view::npos) end = block.find("\n\n"), skip = 2;
    if (end == std::string_view::npos)
      return fail("E130-bad-warc", "the HTTP response has no end of header", "");
    Header http;
    std::string_view head = block.substr(0, end);
    const std::string_view status = head.substr(0, head.find('\n'));
    while (!head.empty()) {
      const std::size_t eol = std::min(head.find('\n'), head.size());
      add_field(head.substr(0, eol), http);
      head.remove_prefix(std::min(eol + 1, head.size()));
    }
    const std::size_t space = status.find(' ');
    if (space == std::string_view::npos || status.substr(space + 1, 3) != "200")
      return std::nullopt;
    const std::string media = ascii_lower(http.get("content-type"));
    if (media.find("html") == std::string::npos) return std::nullopt;
    std::string body(block.substr(end + skip));
    if (ascii_lower(http.get("transfer-encoding")).find("chunked") != std::string::npos)
      body = unchunk(body);
    const std::string coding = ascii_lower(http.get("content-encoding"));
    const bool packed = body.compare(0, 2, "\x1f\x8b") == 0;
    if (packed || coding == "deflate") {
      auto inflated = inflate_all(body, limit_);
      if (inflated)
        body = std::move(*inflated);
      else if (packed)
        return fail(inflated.error().code, inflated.error().message, inflated.error().hint);
    }
    auto result = source_of_page(body, charset_of_content_type(media));
    if (!result) return fail(result.error().code, result.error().message, result.error().hint);
    source = std::move(*result);
    return std::nullopt;
  }

  ByteStream& bytes_;
  std::size_t limit_;
  std::int64_t at_ = 0, number_ = 0;
};

}  // namespace

std::unique_ptr<DocumentStream::Reader> read_warc(ByteStream& bytes, const ReadOptions& options) {
  return std::make_unique<WarcReader>(bytes, options);
}

}  // namespace dragoman
