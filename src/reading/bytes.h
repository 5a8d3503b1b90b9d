// Bytes from a file, standard input or memory, as one forward stream that never holds more than a
// window: gzip (any number of members) is inflated and UTF-16 with a byte order mark becomes UTF-8
// on the way, so the readers above see plain bytes.
//
//   auto stream = ByteStream::open("news.jsonl.gz");
//   std::string line;
//   while (stream->read_line(line, limit) == ByteStream::Part::Whole) use(line);
//   if (stream->failure()) report(*stream->failure());   // truncated, damaged, unreadable
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dragoman {

class ByteStream {
 public:
  // "-" is standard input.
  static Result<ByteStream> open(const std::string& file);
  static ByteStream from_memory(std::string bytes, std::string name);
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  // The next bytes without taking them; shorter than n only near the end. n at most 64 KiB.
  std::string_view peek(std::size_t n);
  // Appends up to n bytes to out; less only at the end.
  std::size_t read(std::string& out, std::size_t n);
  void skip(std::size_t n);
  bool at_end();

  enum class Part { Whole, TooLong, End };
  // The next stretch up to (and without) the delimiter. A stretch longer than the limit is passed
  // over and reported as TooLong. The last stretch needs no delimiter, unless the stream broke off:
  // half a line is not a line.
  Part read_until(char delimiter, std::string& out, std::size_t limit);
  Part read_line(std::string& out, std::size_t limit) { return read_until('\n', out, limit); }

  std::size_t offset() const;  // bytes handed out so far (after inflating and transcoding)
  const std::string& name() const;
  // What ended the stream early. What was read before it is good.
  const std::optional<Error>& failure() const;

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  bool fill();
  std::unique_ptr<State> state_;
};

// The whole of a gzip or zlib byte string, at most limit bytes of it (for HTTP bodies).
Result<std::string> inflate_all(std::string_view bytes, std::size_t limit);

}  // namespace dragoman
