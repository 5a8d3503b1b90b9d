// Hashed features of a word, computed from its text alone: the same numbers as
// training/features.py, which says what each feature is for; tests/unit/network_features_test.cc
// holds them together by golden vectors that training exports.
//
//   FeatureRows rows = feature_rows("Erdoğan");   // eight rows of the model's one table
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

inline constexpr int kFeatures = 8;
// Rows each feature owns: exact, lower, prefix 3 and 5, suffix 2, 3 and 5, shape.
inline constexpr std::array<std::uint32_t, kFeatures> kFeatureBlock = {32768, 65536, 8192,  16384,
                                                                       2048,  8192,  16384, 2048};
inline constexpr std::uint32_t kFeatureTableRows = 151552;

using FeatureRows = std::array<std::uint32_t, kFeatures>;

FeatureRows feature_rows(std::string_view word);

// The word with typographic variants and diacritics folded to ASCII, as the features see it.
std::string fold_word(std::string_view word);

}  // namespace dragoman
