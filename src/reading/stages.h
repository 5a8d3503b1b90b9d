// The stages that look at layout: what is news text and what is furniture, and when the report was
// published.
#pragma once

#include "language/document.h"

namespace dragoman {

// Divides the text into blocks (blocks, contributors, and the dateline as a Dateline block).
void find_blocks(Document& document);
// Sets source.published and published_basis where the metadata gave none.
void find_published(Document& document);

}  // namespace dragoman
