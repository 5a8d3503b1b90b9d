// A piece of the name of a feature ("way ", "obj>nmod:of", " & "), hashed once. The stages name a
// hundred features for everything they weigh, almost all of which no table knows: so a name is
// never written out to be looked up, its hash is put together from those of its pieces.
//
//   FeaturePart type("ASSAULT"), name = FeaturePart("type ") + type;
//   name.hash() == FeaturePart("type ASSAULT").hash()
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

class FeaturePart {
 public:
  constexpr FeaturePart() = default;
  // A literal is hashed when the program is compiled.
  template <std::size_t N>
  consteval FeaturePart(const char (&literal)[N]) : FeaturePart(std::string_view(literal, N - 1)) {}
  template <std::same_as<const char*> Pointer>
  FeaturePart(const Pointer& words) : FeaturePart(std::string_view(words)) {}
  FeaturePart(const std::string& words) : FeaturePart(std::string_view(words)) {}
  // The words must outlive the part.
  constexpr FeaturePart(std::string_view words) : words_(words) {
    for (const char c : words) {
      hash_ = hash_ * kBase + static_cast<unsigned char>(c) + 1;
      power_ *= kBase;
    }
  }
  // A number of one figure.
  static constexpr FeaturePart figure(std::integral auto n) {
    return std::string_view("0123456789").substr(static_cast<std::size_t>(n), 1);
  }
  // Both, one after the other. It can be hashed but not read: see FeatureList::join.
  constexpr FeaturePart operator+(FeaturePart next) const {
    FeaturePart both;
    both.hash_ = hash_ * next.power_ + next.hash_;
    both.power_ = power_ * next.power_;
    return both;
  }
  constexpr std::uint64_t hash() const { return hash_; }
  constexpr std::string_view words() const { return words_; }

 private:
  // The bytes are the digits of a number in this base, modulo 2^64: such hashes can be joined.
  static constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15;
  std::uint64_t hash_ = 0, power_ = 1;  // power_: of the base, to the number of bytes
  std::string_view words_;
};

}  // namespace dragoman
