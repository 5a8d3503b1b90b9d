// Text as a terminal shows it.
#include <utf8proc.h>

#include <algorithm>

#include "exports/rows.h"

namespace dragoman {
namespace {

// Length in bytes and width in columns of the character that begins at i.
std::pair<std::size_t, int> character(std::string_view text, std::size_t i) {
  utf8proc_int32_t c = 0;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + i,
                                  static_cast<utf8proc_ssize_t>(text.size() - i), &c);
  if (n <= 0) return {1, 1};
  return {static_cast<std::size_t>(n), std::max(0, utf8proc_charwidth(c))};
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [bytes, columns] = character(text, i);
    i += bytes;
    width += columns;
  }
  return width;
}

std::string cut_to_width(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  int used = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto [bytes, columns] = character(text, i);
    if (used + columns > width - 1) break;
    used += columns;
    i += bytes;
  }
  return std::string(text.substr(0, i)) + "…";
}

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t i = 0; i < text.size();) {
    const auto end = std::min(text.find(' ', i), text.size());
    const auto word = text.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool c1 = c == 0xC2 && i + 1 < text.size() &&
                    static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
                    static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F || c1)
      out += ' ';
    else
      out += text[i];
    if (c1) ++i;
  }
  return out;
}

}  // namespace dragoman
