// Classes of characters, as the tokeniser and its neighbours need them: what is white space, what
// may stand inside a word, what is punctuation. ASCII is answered by a table, the rest of Unicode
// by ranges; no locale is read.
//
//   std::uint32_t length;
//   char32_t c = decode(text, i, &length);
//   if (is_word(c)) i += length;
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman {

// The code point at byte i of valid UTF-8 and how many bytes it takes.
char32_t decode(std::string_view text, std::size_t i, std::uint32_t* length);
// The code point that ends just before byte i (i > 0).
char32_t decode_before(std::string_view text, std::size_t i);

bool is_space(char32_t c);  // also no-break and zero-width spaces
bool is_digit(char32_t c);  // 0 to 9
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_word(
    char32_t c);  // letters, digits, marks, '_': everything that is no space and no punctuation
bool is_apostrophe(char32_t c);  // ' ’ ʼ `
bool is_opening(char32_t c);     // brackets and quotation marks that only open
bool is_closing(char32_t c);     // brackets and quotation marks that only close
bool is_currency(char32_t c);

inline bool is_ascii_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
inline bool is_ascii_lower(char c) {
  return c >= 'a' && c <= 'z';
}
inline bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_ascii_letter(char c) {
  return is_ascii_upper(c) || is_ascii_lower(c);
}

// "McCAIN" and "U.S" are not; "NATO" and "S-400" are.
bool is_all_upper(std::string_view word);
// True for a word whose first letter is a capital.
bool starts_upper(std::string_view word);
bool starts_lower(std::string_view word);

}  // namespace dragoman
