#include "base/text.h"

#include <simdjson.h>
#include <utf8proc.h>

#include <cstdlib>

namespace dragoman {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::uint32_t count_code_points(std::string_view text) {
  std::uint32_t n = 0;
  for (char c : text) n += !is_continuation(c);
  return n;
}

bool is_ascii(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::string map(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                              static_cast<utf8proc_ssize_t>(text.size()), &out,
                              static_cast<utf8proc_option_t>(options));
  if (n < 0) return std::string(text);  // invalid UTF-8 never reaches here; keep it as it is
  std::string result(reinterpret_cast<char*>(out), static_cast<std::size_t>(n));
  std::free(out);
  return result;
}

// Letters that Unicode does not decompose but newspapers do.
std::string spell_plain(std::string_view text) {
  struct Plain {
    std::string_view from, to;
  };
  static constexpr Plain table[] = {{"ı", "i"},  {"ł", "l"},  {"Ł", "L"},  {"ø", "o"},  {"Ø", "O"},
                                    {"đ", "d"},  {"Đ", "D"},  {"ß", "ss"}, {"æ", "ae"}, {"Æ", "AE"},
                                    {"œ", "oe"}, {"Œ", "OE"}, {"ð", "d"},  {"þ", "th"}, {"’", "'"},
                                    {"‘", "'"},  {"ʻ", "'"},  {"ʼ", "'"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    bool replaced = false;
    if (static_cast<unsigned char>(text[i]) >= 0x80)
      for (const auto& p : table)
        if (text.substr(i, p.from.size()) == p.from) {
          out += p.to;
          i += p.from.size();
          replaced = true;
          break;
        }
    if (!replaced) out += text[i++];
  }
  return out;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return std::string_view::npos;
  const auto* p = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  std::size_t i = 0;
  while (i < bytes.size()) {
    utf8proc_int32_t c;
    const auto n = utf8proc_iterate(p + i, static_cast<utf8proc_ssize_t>(bytes.size() - i), &c);
    if (n <= 0) return i;
    i += static_cast<std::size_t>(n);
  }
  return std::string_view::npos;
}

std::string lower_case(std::string_view text) {
  if (!is_ascii(text)) return map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string strip_diacritics(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return spell_plain(
      map(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK));
}

std::string fold(std::string_view text) {
  return lower_case(strip_diacritics(text));
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text), ascii_(is_ascii(text)) {
  if (ascii_) return;
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < text.size(); i += 64) {
    checkpoints_.push_back(n);
    n += count_code_points(text.substr(i, 64));
  }
  checkpoints_.push_back(n);
}

std::uint32_t CodePointIndex::code_point(std::uint32_t byte) const {
  if (ascii_) return byte;
  const std::size_t block = byte / 64;
  return checkpoints_[block] + count_code_points(text_.substr(block * 64, byte - block * 64));
}

std::uint32_t CodePointIndex::byte_offset(std::uint32_t code_point) const {
  if (ascii_) return code_point;
  std::size_t low = 0, high = checkpoints_.size() - 1;
  while (low < high) {  // last checkpoint not after the code point
    const std::size_t middle = (low + high + 1) / 2;
    if (checkpoints_[middle] <= code_point)
      low = middle;
    else
      high = middle - 1;
  }
  std::uint32_t n = checkpoints_[low];
  std::size_t i = low * 64;
  while (i < text_.size() && is_continuation(text_[i])) ++i;
  while (i < text_.size() && n < code_point) {
    ++i;
    while (i < text_.size() && is_continuation(text_[i])) ++i;
    ++n;
  }
  return static_cast<std::uint32_t>(i);
}

}  // namespace dragoman
