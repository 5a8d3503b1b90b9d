// Text as sequences of code points, for definitions that are written in terms of them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dragoman {

std::u32string code_points(std::string_view utf8);
// Lower case code point by code point, without folding diacritics.
std::u32string lower_points(std::u32string_view text);
bool is_white_space(char32_t c);
std::vector<std::u32string> split_words(std::u32string_view text);

using Range = std::pair<long, long>;  // half-open, in code points

// Sentences by punctuation alone: cut after white space that follows . ! ? or a closing quotation
// mark and precedes a capital or an opening quotation mark, and after line ends.
std::vector<Range> rough_sentences(std::u32string_view text);

}  // namespace dragoman
