// The day of publication, from the surest evidence that there is: what the input says, a line with
// the day in the text, the dateline, the address of the page, and last what the text itself implies
// ("the Kremlin said on April 2" in a text whose latest year is November 2017 is of April 2018).
//
//   find_blocks(document);
//   find_published(document);     // fills source.published and source.published_basis
#pragma once

#include "language/document.h"

namespace dragoman {

// Bases: "metadata", "meta tag", "body", "dateline", "url", "narrowed"; "" where nothing supports a
// day, and then source.published stays empty.
void find_published(Document& document);

}  // namespace dragoman
