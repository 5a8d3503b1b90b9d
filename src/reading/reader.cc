#include "reading/reader.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <utility>

#include "base/text.h"

namespace dragoman {
namespace {

constexpr std::size_t kHead = 4096;
constexpr std::size_t kGeneration = std::size_t{1} << 18;

bool ends_with(std::string_view s, std::string_view ending) {
  return s.size() >= ending.size() && s.substr(s.size() - ending.size()) == ending;
}

bool starts_with(std::string_view s, std::string_view beginning) {
  return s.substr(0, beginning.size()) == beginning;
}

Format guess(std::string_view file, std::string_view head) {
  std::string name = lower_case(file);
  if (ends_with(name, ".gz")) name.resize(name.size() - 3);
  static constexpr std::array<std::pair<std::string_view, Format>, 16> endings = {{
      {".jsonl", Format::JsonLines},
      {".ndjson", Format::JsonLines},
      {".json", Format::JsonLines},
      {".txt", Format::Text},
      {".text", Format::Text},
      {".html", Format::Html},
      {".htm", Format::Html},
      {".xhtml", Format::Html},
      {".warc", Format::Warc},
      {".wet", Format::Warc},
      {".rss", Format::Feed},
      {".atom", Format::Feed},
      {".rdf", Format::Feed},
      {".csv", Format::Csv},
      {".tsv", Format::Csv},
      {".md", Format::Text},
  }};
  if (starts_with(head, "WARC/")) return Format::Warc;
  for (auto [ending, format] : endings)
    if (ends_with(name, ending)) return format;
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Format::Text;
  head.remove_prefix(first);
  if (head[0] == '{') return Format::JsonLines;
  if (head[0] != '<') return Format::Text;
  // Bytes beyond ASCII are no part of the marks looked for.
  std::string lower(head);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  for (auto mark : {"<rss", "<feed", "<rdf:rdf"})
    if (lower.find(mark) != std::string::npos) return Format::Feed;
  for (auto mark : {"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<!--", "<meta"})
    if (lower.find(mark) != std::string::npos) return Format::Html;
  return starts_with(lower, "<?xml") ? Format::Feed : Format::Text;
}

}  // namespace

std::optional<Format> format_of(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Format>, 7> names = {{
      {"guess", Format::Guess},
      {"jsonl", Format::JsonLines},
      {"text", Format::Text},
      {"html", Format::Html},
      {"warc", Format::Warc},
      {"feed", Format::Feed},
      {"csv", Format::Csv},
  }};
  for (auto [n, format] : names)
    if (n == name) return format;
  return std::nullopt;
}

bool SeenIds::insert(std::string_view id) {
  const XXH128_hash_t h = XXH3_128bits(id.data(), id.size());
  const Digest digest{h.low64, h.high64};
  if (old_.count(digest) || !young_.insert(digest).second) return false;
  if (young_.size() >= kGeneration) {
    old_.swap(young_);
    young_.clear();
  }
  return true;
}

std::string base_name(std::string_view file) {
  if (const auto slash = file.rfind('/'); slash != std::string_view::npos)
    file.remove_prefix(slash + 1);
  for (std::string_view ending :
       {".gz", ".txt", ".html", ".htm", ".jsonl", ".csv", ".tsv", ".xml", ".warc", ".rss", ".atom"})
    if (ends_with(file, ending) && file.size() > ending.size()) file.remove_suffix(ending.size());
  return std::string(file);
}

struct DocumentStream::State {
  ByteStream bytes;
  ReadOptions options;
  std::unique_ptr<Reader> reader;
  bool finished = false, told_failure = false;
  State(ByteStream b, ReadOptions o) : bytes(std::move(b)), options(o) {}
};

DocumentStream::DocumentStream(ByteStream bytes, ReadOptions options)
    : state_(std::make_unique<State>(std::move(bytes), options)) {}
DocumentStream::DocumentStream(DocumentStream&&) noexcept = default;
DocumentStream& DocumentStream::operator=(DocumentStream&&) noexcept = default;
DocumentStream::~DocumentStream() = default;

Result<DocumentStream> DocumentStream::open(const std::string& file, ReadOptions options) {
  auto bytes = ByteStream::open(file);
  if (!bytes) return bytes.error();
  return DocumentStream(std::move(*bytes), options);
}

DocumentStream DocumentStream::from_memory(std::string bytes, std::string name,
                                           ReadOptions options) {
  return DocumentStream(ByteStream::from_memory(std::move(bytes), std::move(name)), options);
}

Result<std::optional<Source>> DocumentStream::next() {
  State& s = *state_;
  if (s.finished) return std::optional<Source>();
  if (!s.reader) {
    const std::string_view head = s.bytes.peek(kHead);
    if (head.empty() && !s.bytes.failure()) {
      s.finished = true;
      return Error{"E104-empty-file", "the file is empty", s.bytes.name(), 0,
                   "check how it was made"};
    }
    Format format = s.options.format;
    if (format == Format::Guess) format = guess(s.bytes.name(), head);
    switch (format) {
      case Format::JsonLines:
        s.reader = read_json_lines(s.bytes, s.options);
        break;
      case Format::Html:
        s.reader = read_html(s.bytes, s.options);
        break;
      case Format::Warc:
        s.reader = read_warc(s.bytes, s.options);
        break;
      case Format::Feed:
        s.reader = read_feed(s.bytes, s.options);
        break;
      case Format::Csv:
        s.reader = read_csv(s.bytes, s.options);
        break;
      default:
        s.reader = read_plain_text(s.bytes, s.options);
        break;
    }
  }
  auto result = s.reader->next();
  if (!result) {
    Error error = result.error();
    if (error.file.empty()) error.file = s.bytes.name();
    return error;
  }
  if (!*result) {
    s.finished = true;
    if (s.bytes.failure()) return *s.bytes.failure();
    return std::optional<Source>();
  }
  Source& source = **result;
  if (source.file.empty()) source.file = s.bytes.name();
  if (source.published && source.published_basis.empty()) source.published_basis = "metadata";
  if (s.options.seen && !s.options.seen->insert(source.id))
    return Error{"E115-duplicate-id",
                 fmt::format("a document with id \"{}\" was read before", source.id), source.file,
                 source.offset, "give every document its own id, or none"};
  return result;
}

}  // namespace dragoman
