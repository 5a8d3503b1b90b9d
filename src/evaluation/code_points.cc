#include "evaluation/code_points.h"

#include <utf8proc.h>

namespace dragoman {

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  const auto* p = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  for (std::size_t i = 0; i < utf8.size();) {
    utf8proc_int32_t c = 0;
    const auto n = utf8proc_iterate(p + i, static_cast<utf8proc_ssize_t>(utf8.size() - i), &c);
    out += n > 0 ? static_cast<char32_t>(c) : U'\uFFFD';
    i += n > 0 ? static_cast<std::size_t>(n) : 1;
  }
  return out;
}

std::u32string lower_points(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (char32_t c : text) {
    if (c == U'\u0130')
      out += U"i\u0307";  // the one letter whose lower case is longer
    else
      out += static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
  }
  return out;
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

std::vector<std::u32string> split_words(std::u32string_view text) {
  std::vector<std::u32string> words;
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && is_white_space(text[i])) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !is_white_space(text[i])) ++i;
    if (i > begin) words.emplace_back(text.substr(begin, i - begin));
  }
  return words;
}

std::vector<Range> rough_sentences(std::u32string_view text) {
  constexpr std::u32string_view closers = U".!?\"\u201D", openers = U"\"\u201C";
  std::vector<Range> sentences;
  std::size_t begin = 0, i = 0;
  const auto cut = [&](std::size_t at) {
    sentences.emplace_back(static_cast<long>(begin), static_cast<long>(at));
    begin = at;
    i = at;
  };
  while (i < text.size()) {
    if (is_white_space(text[i]) && i > 0 && closers.find(text[i - 1]) != closers.npos) {
      std::size_t end = i;
      while (end < text.size() && is_white_space(text[end])) ++end;
      if (end < text.size() &&
          ((text[end] >= U'A' && text[end] <= U'Z') || openers.find(text[end]) != openers.npos)) {
        cut(end);
        continue;
      }
    }
    if (text[i] == U'\n') {
      std::size_t end = i;
      while (end < text.size() && text[end] == U'\n') ++end;
      cut(end);
      continue;
    }
    ++i;
  }
  sentences.emplace_back(static_cast<long>(begin), static_cast<long>(text.size()));
  return sentences;
}

}  // namespace dragoman
