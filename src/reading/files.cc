// Plain text (a form feed parts the stories of one file) and single HTML pages.
#include <fmt/format.h>

#include "base/text.h"
#include "reading/encoding.h"
#include "reading/main_text.h"
#include "reading/reader.h"

namespace dragoman {
namespace {

class PlainTextReader : public DocumentStream::Reader {
 public:
  PlainTextReader(ByteStream& bytes, const ReadOptions& options)
      : bytes_(bytes), limit_(options.document_limit) {}

  Result<std::optional<Source>> next() override {
    for (;;) {
      const auto begin = static_cast<std::int64_t>(bytes_.offset());
      Source source;
      const auto part = bytes_.read_until('\f', source.text, limit_);
      if (part == ByteStream::Part::End) {
        if (number_ == 0 && !bytes_.failure() && !told_empty_) return empty(begin);
        return std::optional<Source>();
      }
      if (part == ByteStream::Part::TooLong) {
        ++number_;
        return Error{"E108-too-large", fmt::format("the text is longer than {} bytes", limit_),
                     bytes_.name(), begin, "raise the limit or split the text"};
      }
      const bool only = number_ == 0 && bytes_.at_end();
      if (only && bytes_.failure()) continue;  // the story broke off
      if (source.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        if (only) return empty(begin);
        continue;  // nothing between two form feeds
      }
      ++number_;
      if (auto error = check_text(source.text, bytes_.name(), static_cast<std::size_t>(begin))) {
        if (error->code == "E107-binary") bytes_.skip(std::string::npos);
        return *error;
      }
      source.file = bytes_.name();
      source.offset = begin;
      source.id = base_name(bytes_.name());
      if (!only) source.id += fmt::format(":{}", number_);
      return std::optional<Source>(std::move(source));
    }
  }

 private:
  Error empty(std::int64_t at) {
    told_empty_ = true;
    return Error{"E116-empty-text", "there is nothing but blank space", bytes_.name(), at,
                 "check how the file was made"};
  }

  ByteStream& bytes_;
  std::size_t limit_;
  std::int64_t number_ = 0;
  bool told_empty_ = false;
};

class HtmlReader : public DocumentStream::Reader {
 public:
  HtmlReader(ByteStream& bytes, const ReadOptions& options)
      : bytes_(bytes), limit_(options.document_limit) {}

  Result<std::optional<Source>> next() override {
    if (done_) return std::optional<Source>();
    done_ = true;
    std::string raw;
    bytes_.read(raw, limit_ + 1);
    if (bytes_.failure()) return std::optional<Source>();  // told by the stream
    if (raw.size() > limit_) {
      bytes_.skip(std::string::npos);
      return Error{"E108-too-large", fmt::format("the page is longer than {} bytes", limit_),
                   bytes_.name(), 0, "raise the limit"};
    }
    auto source = source_of_page(raw, "");
    if (!source) return source.error();
    source->id = base_name(bytes_.name());
    source->file = bytes_.name();
    return std::optional<Source>(std::move(*source));
  }

 private:
  ByteStream& bytes_;
  std::size_t limit_;
  bool done_ = false;
};

}  // namespace

Result<Source> source_of_page(std::string_view raw, std::string_view charset) {
  if (looks_binary(raw)) return Error{"E107-binary", "this is no text", "", 0, "pass HTML pages"};
  auto html = to_utf8(raw, charset.empty() ? declared_charset(raw) : std::string(charset));
  if (!html) return html.error();
  auto page = read_page(*html);
  if (!page) return page.error();
  Source source;
  source.text = std::move(page->text);
  source.title = std::move(page->title);
  source.url = std::move(page->url);
  source.publication = std::move(page->publication);
  source.language = std::move(page->language);
  source.published = page->published;
  if (source.published) source.published_basis = "meta tag";
  return source;
}

std::unique_ptr<DocumentStream::Reader> read_plain_text(ByteStream& bytes,
                                                        const ReadOptions& options) {
  return std::make_unique<PlainTextReader>(bytes, options);
}

std::unique_ptr<DocumentStream::Reader> read_html(ByteStream& bytes, const ReadOptions& options) {
  return std::make_unique<HtmlReader>(bytes, options);
}

}  // namespace dragoman
