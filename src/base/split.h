// Cells of a line: "a\tb" at '\t' is {"a", "b"}, and "" is {""}.
#pragma once

#include <string_view>
#include <vector>

namespace dragoman {

// The pieces view into `text`. None is trimmed and empty ones stay, so that columns keep their
// place.
inline std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const auto cut = text.find(separator);
    out.push_back(text.substr(0, cut));
    if (cut == std::string_view::npos) return out;
    text.remove_prefix(cut + 1);
  }
}

}  // namespace dragoman
