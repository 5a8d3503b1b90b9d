// From a text to its paragraphs. A blank line always ends one. Single line breaks end one unless
// the text is wrapped at a column, as wire copy is; there an indented line begins a new one.
#pragma once

#include <string_view>
#include <vector>

#include "base/text.h"

namespace dragoman {

// Spans without blank space at either end, in order.
std::vector<Span> split_paragraphs(std::string_view text);

}  // namespace dragoman
