#include "language/network_features.h"

#include <algorithm>
#include <iterator>

namespace dragoman {
namespace {

struct Fold {
  std::uint16_t code;
  char ascii;
};
// Ascending; written by training/export.py from features.fold_table().
constexpr Fold kFold[] = {
#include "language/network_fold.inc"
};

// One code point of valid UTF-8; moves `at` past it. A stray byte stands for itself.
std::uint32_t next_code_point(std::string_view s, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(s[i]); };
  const std::uint8_t lead = byte(at);
  const std::size_t left = s.size() - at;
  std::uint32_t code = lead;
  std::size_t length = 1;
  if (lead >= 0xF0 && left >= 4) {
    code = (lead & 0x07u) << 18 | (byte(at + 1) & 0x3Fu) << 12 | (byte(at + 2) & 0x3Fu) << 6 |
           (byte(at + 3) & 0x3Fu);
    length = 4;
  } else if (lead >= 0xE0 && left >= 3) {
    code = (lead & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
    length = 3;
  } else if (lead >= 0xC0 && left >= 2) {
    code = (lead & 0x1Fu) << 6 | (byte(at + 1) & 0x3Fu);
    length = 2;
  }
  at += length;
  return code;
}

std::uint32_t hash(std::string_view text, std::uint32_t feature) {
  std::uint32_t value = 2166136261u + feature * 0x9E3779B9u;
  for (const char c : text) value = (value ^ static_cast<std::uint8_t>(c)) * 16777619u;
  return value ^ (value >> 15);
}

}  // namespace

std::string fold_word(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    if (static_cast<std::uint8_t>(word[at]) < 0x80) {
      out += word[at++];
      continue;
    }
    const std::size_t begin = at;
    const std::uint32_t code = next_code_point(word, at);
    const Fold* found = std::lower_bound(std::begin(kFold), std::end(kFold), code,
                                         [](const Fold& f, std::uint32_t c) { return f.code < c; });
    if (found != std::end(kFold) && found->code == code)
      out += found->ascii;
    else
      out.append(word.substr(begin, at - begin));
  }
  return out;
}

FeatureRows feature_rows(std::string_view word) {
  const std::string folded = fold_word(word);
  std::string lower = folded, shape;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c + 32);
    else if (c >= '0' && c <= '9')
      c = '0';
  }
  char last = 0;
  int run = 0;
  for (const char c : folded) {
    const auto byte = static_cast<std::uint8_t>(c);
    char kind = c;
    if (c >= 'A' && c <= 'Z')
      kind = 'X';
    else if ((c >= 'a' && c <= 'z') || byte >= 128)
      kind = 'x';
    else if (c >= '0' && c <= '9')
      kind = '0';
    run = run > 0 && kind == last ? run + 1 : 1;
    last = kind;
    if (run <= 4) shape += kind;
  }
  const std::string_view low = lower;
  const auto suffix = [&](std::size_t n) {
    return low.size() > n ? low.substr(low.size() - n) : low;
  };
  const std::string_view strings[kFeatures] = {
      folded, low, low.substr(0, 3), low.substr(0, 5), suffix(2), suffix(3), suffix(5), shape};
  FeatureRows rows;
  std::uint32_t start = 0;
  for (int i = 0; i < kFeatures; ++i) {
    rows[i] = start + (hash(strings[i], static_cast<std::uint32_t>(i)) & (kFeatureBlock[i] - 1));
    start += kFeatureBlock[i];
  }
  return rows;
}

}  // namespace dragoman
