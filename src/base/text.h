// UTF-8: validation, folding, and the map from byte offsets to code points. Inside the program a
// place in a text is a byte offset; the event record counts code points (record.md), so offsets are
// translated once, on the way out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

// A half-open range of byte offsets into a document's text.
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return end - begin; }
  bool overlaps(Span o) const { return begin < o.end && o.begin < end; }
  bool contains(Span o) const { return begin <= o.begin && o.end <= end; }
  bool operator==(const Span&) const = default;
};

inline std::string_view slice(std::string_view text, Span s) {
  return text.substr(s.begin, s.end - s.begin);
}

// Offset of the first byte that is not valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

// Lower case, compatibility-decomposed, without diacritics: "Erdoğan" and "ERDOGAN" fold alike.
std::string fold(std::string_view text);
// Without diacritics but with case kept.
std::string strip_diacritics(std::string_view text);
std::string lower_case(std::string_view text);

// Translates byte offsets of one text to code points; O(1) for ASCII text, else O(64).
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  std::uint32_t code_point(std::uint32_t byte_offset) const;
  std::uint32_t byte_offset(std::uint32_t code_point) const;

 private:
  std::string_view text_;
  bool ascii_ = true;
  std::vector<std::uint32_t> checkpoints_;  // code points before byte 64 * i
};

}  // namespace dragoman
