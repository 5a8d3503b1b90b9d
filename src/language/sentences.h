// Finds where sentences end among the tokens of one block.
//
//   split_sentences(document, {first, last}, block_index);   // appends to document.sentences
#pragma once

#include "language/document.h"

namespace dragoman {

// Appends sentences that cover the tokens of `range` and sets their span, block and `quoted`, and
// Token::sentence.
void split_sentences(Document& document, TokenRange range, std::int32_t block);

}  // namespace dragoman
