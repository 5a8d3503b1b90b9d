// Cuts one block of text into words by the conventions of the English Universal Dependencies
// treebanks (EWT, GUM): "don't" is do + n't, "Turkey's" is Turkey + 's (each pair one multi-word
// token), "U.S." and "Gen." keep their stop, "Su-24" and "four-unit" are three tokens, "post-war"
// and "Jong-un" one, "$3.6bn" is $ + 3.6 + bn. Tags left over from HTML count as white space.
//
//   tokenise(document, block.span);   // appends to document.tokens
#pragma once

#include "language/document.h"

namespace dragoman {

// Fills span, lower, space_after and surface_first. The last token of a block has space_after set.
void tokenise(Document& document, Span block);

// Sets Token::lower of a token whose span is set. Words that are their own lower case are slices of
// the text unless the text is so short that moving the document would move its bytes.
void set_lower(Document& document, Token& token);

}  // namespace dragoman
