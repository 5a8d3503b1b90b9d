#include "language/characters.h"

#include <utf8proc.h>

#include <array>

namespace dragoman {
namespace {

enum : std::uint8_t { kSpace = 1, kDigit = 2, kUpper = 4, kLower = 8, kWord = 16 };

constexpr std::array<std::uint8_t, 128> make_table() {
  std::array<std::uint8_t, 128> table{};
  for (char c : {' ', '\t', '\n', '\r', '\v', '\f'}) table[static_cast<unsigned char>(c)] = kSpace;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = kDigit | kWord;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = kUpper | kWord;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = kLower | kWord;
  for (int c = 0; c < 32; ++c) table[static_cast<std::size_t>(c)] |= kSpace;  // control characters
  return table;
}
constexpr auto kAscii = make_table();

bool in(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

}  // namespace

char32_t decode(std::string_view text, std::size_t i, std::uint32_t* length) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte < 0x80) {
    *length = 1;
    return byte;
  }
  const std::uint32_t n = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
  if (byte < 0xC0 || i + n > text.size()) {  // never in valid text; a single byte keeps us moving
    *length = 1;
    return 0xFFFD;
  }
  char32_t c = byte & (0xFFu >> (n + 1));
  for (std::uint32_t k = 1; k < n; ++k)
    c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
  *length = n;
  return c;
}

char32_t decode_before(std::string_view text, std::size_t i) {
  std::size_t j = i - 1;
  while (j > 0 && (static_cast<unsigned char>(text[j]) & 0xC0) == 0x80) --j;
  std::uint32_t length;
  return decode(text, j, &length);
}

bool is_space(char32_t c) {
  if (c < 128) return kAscii[c] & kSpace;
  return c == 0x85 || c == 0xA0 || in(c, 0x2000, 0x200F) || in(c, 0x2028, 0x202F) || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) {
  return in(c, '0', '9');
}

bool is_upper(char32_t c) {
  if (c < 128) return kAscii[c] & kUpper;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_lower(char32_t c) {
  if (c < 128) return kAscii[c] & kLower;
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LL;
}

bool is_word(char32_t c) {
  if (c < 128) return kAscii[c] & kWord;
  if (c < 0xC0)
    return c == 0xAA || c == 0xB5 || c == 0xAD || c == 0xBA || c == 0xB2 || c == 0xB3 || c == 0xB9;
  if (c == 0xD7 || c == 0xF7 || is_space(c)) return false;
  return !(in(c, 0x2010, 0x206F) || in(c, 0x20A0, 0x20CF) || in(c, 0x2190, 0x2BFF) ||
           in(c, 0x3001, 0x303F) || in(c, 0xFE30, 0xFE6F) || in(c, 0xFF01, 0xFF0F) ||
           in(c, 0xE000, 0xF8FF) || c == 0xFFFD || in(c, 0x1F000, 0x1FAFF));
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2BC || c == '`';
}

bool is_opening(char32_t c) {
  return c == '(' || c == '[' || c == '{' || c == 0x201C || c == 0x2018 || c == 0xAB ||
         c == 0x201E || c == 0x201A;
}

bool is_closing(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == 0x201D || c == 0x2019 || c == 0xBB;
}

bool is_currency(char32_t c) {
  return c == '$' || in(c, 0xA2, 0xA5) || in(c, 0x20A0, 0x20CF);
}

bool is_all_upper(std::string_view word) {
  bool any = false;
  for (std::size_t i = 0; i < word.size();) {
    std::uint32_t length;
    const char32_t c = decode(word, i, &length);
    if (is_lower(c)) return false;
    any = any || is_upper(c);
    i += length;
  }
  return any;
}

bool starts_upper(std::string_view word) {
  std::uint32_t length;
  return !word.empty() && is_upper(decode(word, 0, &length));
}

bool starts_lower(std::string_view word) {
  std::uint32_t length;
  return !word.empty() && is_lower(decode(word, 0, &length));
}

}  // namespace dragoman
