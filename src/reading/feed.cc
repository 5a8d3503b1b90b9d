// RSS 0.9 to 2.0, RDF and Atom. Each item is a document; its text is the longest of the bodies it
// carries (content:encoded, content, description, summary), HTML taken out.
#include <fmt/format.h>

#include <deque>
#include <pugixml.hpp>

#include "base/text.h"
#include "reading/date_text.h"
#include "reading/encoding.h"
#include "reading/main_text.h"
#include "reading/reader.h"

namespace dragoman {
namespace {

std::string_view local_name(const pugi::xml_node& node) {
  std::string_view name = node.name();
  if (const std::size_t colon = name.find(':'); colon != std::string_view::npos)
    name.remove_prefix(colon + 1);
  return name;
}

std::string child_text(const pugi::xml_node& item, std::initializer_list<const char*> names) {
  for (const char* name : names)
    for (const pugi::xml_node& child : item.children())
      if (std::string_view(child.name()) == name)
        if (const char* value = child.text().get(); *value) return value;
  return "";
}

std::string link_of(const pugi::xml_node& item) {
  std::string any;
  for (const pugi::xml_node& child : item.children("link")) {
    const std::string_view rel = child.attribute("rel").value();
    std::string href = child.attribute("href").value();
    if (href.empty()) {
      if (*child.text().get()) return child.text().get();
    } else if (rel.empty() || rel == "alternate") {
      return href;
    } else if (any.empty()) {
      any = href;
    }
  }
  return any;
}

class FeedReader : public DocumentStream::Reader {
 public:
  FeedReader(ByteStream& bytes, const ReadOptions& options)
      : bytes_(bytes), limit_(options.document_limit) {}

  Result<std::optional<Source>> next() override {
    if (!loaded_) {
      loaded_ = true;
      if (auto error = load()) return *error;
    }
    while (next_ < items_.size()) {
      const pugi::xml_node item = items_[next_++];
      return document(item);
    }
    return std::optional<Source>();
  }

 private:
  Error fail(std::string code, std::string message, std::int64_t at, std::string hint) const {
    return Error{std::move(code), std::move(message), bytes_.name(), at, std::move(hint)};
  }

  std::optional<Error> load() {
    std::string raw;
    bytes_.read(raw, limit_ + 1);
    if (bytes_.failure()) return std::nullopt;
    if (raw.size() > limit_) {
      bytes_.skip(std::string::npos);
      return fail("E108-too-large", fmt::format("the feed is longer than {} bytes", limit_), 0,
                  "raise the limit");
    }
    if (looks_binary(raw))
      return fail("E107-binary", "this is no text", 0, "pass an RSS or Atom file");
    auto text = to_utf8(raw, declared_charset(raw));
    if (!text) return text.error();
    const auto parsed =
        tree_.load_buffer(text->data(), text->size(),
                          pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
    // Items before the place where the XML breaks are good; the break is told after them.
    collect(tree_);
    if (!parsed && !items_.empty()) items_.pop_back();  // the one that the break runs through
    if (!parsed)
      return fail("E140-bad-feed", fmt::format("the XML is broken: {}", parsed.description()),
                  static_cast<std::int64_t>(parsed.offset), "fetch the feed again");
    if (items_.empty())
      return fail("E141-empty-feed", "no item or entry in it", 0,
                  "pass an RSS, RDF or Atom file; for pages use HTML");
    return std::nullopt;
  }

  void collect(const pugi::xml_node& root) {
    // Channel, feed and RDF hold items at most two levels down; no recursion is needed.
    for (const pugi::xml_node& top : root.children()) {
      gather(top);
      for (const pugi::xml_node& channel : top.children())
        if (local_name(channel) == "channel") gather(channel);
    }
  }

  void gather(const pugi::xml_node& parent) {
    for (const pugi::xml_node& child : parent.children()) {
      const auto name = local_name(child);
      if (name == "item" || name == "entry") items_.push_back(child);
      if (name == "title" && publication_.empty()) publication_ = child.text().get();
      if (name == "language") language_ = child.text().get();
      if (name == "channel" && publication_.empty()) publication_ = child_text(child, {"title"});
    }
  }

  Result<std::optional<Source>> document(const pugi::xml_node& item) {
    const auto at = static_cast<std::int64_t>(item.offset_debug());
    Source source;
    source.file = bytes_.name();
    source.offset = at;
    source.url = link_of(item);
    source.id = child_text(item, {"guid", "id"});
    if (source.id.empty()) source.id = source.url;
    if (source.id.empty()) source.id = fmt::format("{}:{}", base_name(bytes_.name()), next_);
    for (const std::string* field : {&source.url, &source.id, &publication_, &language_})
      if (find_invalid_utf8(*field) != std::string::npos)
        return fail("E101-bad-utf8",
                    fmt::format("item {} names a character that does not exist", next_), at,
                    "fetch the feed again");
    source.publication = publication_;
    source.language = language_;
    if (auto title = text_of_html(child_text(item, {"title"}))) source.title = *title;
    for (const pugi::xml_node& child : item.children()) {
      const std::string_view name = child.name();
      if (name != "content:encoded" && name != "content" && name != "description" &&
          name != "summary" && name != "atom:summary")
        continue;
      std::string html = child.text().get();
      if (std::string_view(child.attribute("type").value()) == "xhtml") html = xhtml_of(child);
      auto text = text_of_html(html);
      if (!text) return fail(text.error().code, text.error().message, at, text.error().hint);
      if (text->size() > source.text.size()) source.text = std::move(*text);
    }
    if (source.text.empty()) source.text = source.title;  // headlines are all that some feeds carry
    if (source.text.empty())
      return fail("E116-empty-text", fmt::format("item {} has neither text nor title", next_), at,
                  "leave such items out");
    const std::string published =
        child_text(item, {"pubDate", "published", "dc:date", "updated", "date", "issued"});
    if (!published.empty()) {
      source.published = parse_published(published);
      if (!source.published)
        return fail("E114-bad-date",
                    fmt::format("this is no date: \"{}\"", published.substr(0, 60)), at,
                    "write it as RFC 822 or YYYY-MM-DD");
    }
    return std::optional<Source>(std::move(source));
  }

  static std::string xhtml_of(const pugi::xml_node& node) {
    struct Writer : pugi::xml_writer {
      std::string out;
      void write(const void* data, std::size_t size) override {
        out.append(static_cast<const char*>(data), size);
      }
    } writer;
    for (const pugi::xml_node& child : node.children()) child.print(writer, "", pugi::format_raw);
    return writer.out;
  }

  ByteStream& bytes_;
  std::size_t limit_;
  pugi::xml_document tree_;
  std::deque<pugi::xml_node> items_;
  std::size_t next_ = 0;
  std::string publication_, language_;
  bool loaded_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream::Reader> read_feed(ByteStream& bytes, const ReadOptions& options) {
  return std::make_unique<FeedReader>(bytes, options);
}

}  // namespace dragoman
