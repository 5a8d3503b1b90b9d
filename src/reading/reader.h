// Reads documents one by one from JSON Lines, plain text, HTML, WARC, RSS/Atom and CSV, each
// optionally gzip. At most one document (for a feed: one file) is in memory. A bad document is an
// Error with its place, and the stream goes on with the next one; a stream that cannot go on gives
// its Error once and then ends.
//
//   auto stream = DocumentStream::open("news.jsonl.gz");
//   for (;;) {
//     auto source = stream->next();
//     if (!source) { report(source.error()); continue; }
//     if (!*source) break;             // the end
//     Document document(std::move(**source));
//   }
//
// Error codes E1xx: docs/errors.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"
#include "language/document.h"
#include "reading/bytes.h"

namespace dragoman {

enum class Format { Guess, JsonLines, Text, Html, Warc, Feed, Csv };
// "jsonl", "text", "html", "warc", "feed", "csv", "guess".
std::optional<Format> format_of(std::string_view name);

// Remembers the ids of a run, so that a second document of the same id is an error (E115). Bounded:
// it recalls at least the last quarter of a million ids, by 128-bit digest, in about 30 MB.
class SeenIds {
 public:
  bool insert(std::string_view id);  // false if it was there

 private:
  struct Digest {
    std::uint64_t low, high;
    bool operator==(const Digest&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Digest& d) const { return d.low; }
  };
  std::unordered_set<Digest, Hash> young_, old_;
};

struct ReadOptions {
  Format format = Format::Guess;
  std::size_t document_limit = std::size_t{64} << 20;  // bytes of one document
  SeenIds* seen = nullptr;  // shared by the streams of a run; may be null
};

class DocumentStream {
 public:
  // "-" is standard input. Errors E100 to E103; everything else shows in next().
  static Result<DocumentStream> open(const std::string& file, ReadOptions options = {});
  static DocumentStream from_memory(std::string bytes, std::string name, ReadOptions options = {});
  DocumentStream(DocumentStream&&) noexcept;
  DocumentStream& operator=(DocumentStream&&) noexcept;
  ~DocumentStream();

  // The next document, nothing at the end, or what is wrong with one document or with the rest.
  Result<std::optional<Source>> next();

  // One per format; how next() gets at documents.
  class Reader {
   public:
    virtual ~Reader() = default;
    virtual Result<std::optional<Source>> next() = 0;
  };

 private:
  DocumentStream(ByteStream bytes, ReadOptions options);
  struct State;
  std::unique_ptr<State> state_;
};

// The readers; each takes the stream from its first byte.
std::unique_ptr<DocumentStream::Reader> read_json_lines(ByteStream& bytes, const ReadOptions&);
std::unique_ptr<DocumentStream::Reader> read_plain_text(ByteStream& bytes, const ReadOptions&);
std::unique_ptr<DocumentStream::Reader> read_html(ByteStream& bytes, const ReadOptions&);
std::unique_ptr<DocumentStream::Reader> read_warc(ByteStream& bytes, const ReadOptions&);
std::unique_ptr<DocumentStream::Reader> read_feed(ByteStream& bytes, const ReadOptions&);
std::unique_ptr<DocumentStream::Reader> read_csv(ByteStream& bytes, const ReadOptions&);

// The name of a file without folders and the endings that say only how it is packed.
std::string base_name(std::string_view file);

}  // namespace dragoman
