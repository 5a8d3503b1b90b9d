// From whatever bytes a page is written in to UTF-8. The rule: a declared encoding is believed,
// except that text which is flawless UTF-8 with letters beyond ASCII is UTF-8 whatever it declares;
// undeclared bytes that are not UTF-8 are an error, never a guess.
//
//   auto text = to_utf8(bytes, declared_charset(bytes));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dragoman {

// UTF-8 of the bytes; declared may be empty. Errors E101 (byte offset), E117, E118.
Result<std::string> to_utf8(std::string_view bytes, std::string_view declared);

// The encoding named in the first 4 KiB by an XML declaration or a meta element, lower case, or "".
std::string declared_charset(std::string_view bytes);
// The charset parameter of a Content-Type value, lower case, or "".
std::string charset_of_content_type(std::string_view value);

// UTF-16 in pieces of any size.
class Utf16Decoder {
 public:
  // A decoder if the bytes begin with a UTF-16 byte order mark (which is two bytes).
  static std::optional<Utf16Decoder> for_mark(std::string_view bytes);
  // Appends UTF-8; false where a surrogate stands alone.
  bool decode(std::string_view bytes, std::string& out);
  bool complete() const { return !odd_ && high_ == 0; }

 private:
  bool big_endian_ = false, odd_ = false;
  unsigned char first_ = 0;
  std::uint32_t high_ = 0;
};

void append_utf8(std::uint32_t code_point, std::string& out);

// Whether the bytes look like no text at all (a picture, a program, a PDF file).
bool looks_binary(std::string_view head);

// E101, E107 or E109 where the bytes are no clean UTF-8 text; offsets count from `base`.
std::optional<Error> check_text(std::string_view bytes, const std::string& file, std::size_t base);

}  // namespace dragoman
