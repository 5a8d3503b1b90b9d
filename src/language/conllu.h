// CoNLL-U, the exchange format of Universal Dependencies: reading gold or foreign annotation into
// documents, and writing what the language stages found (`dragoman parse`).
//
//   auto documents = read_conllu(bytes, "en_gum-dev.conllu");   // one Document for each "# newdoc"
//   std::string out;
//   write_conllu(document, out);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"

namespace dragoman {

// Every "# newdoc" begins a document, every "# newpar" a Paragraph block; a file without them is
// one document of one block. The text is put together from the words and SpaceAfter=No, blocks
// apart by an empty line. Fills tokens, sentences, blocks; empty nodes are skipped. Words of a
// multi-word token get their own stretch of its text where they spell it, else shares of it in
// order. The document's id is that of "newdoc", else `file` and a number. Errors: E160-bad-conllu
// with the line number as offset.
Result<std::vector<Document>> read_conllu(std::string_view bytes, const std::string& file);

struct ConlluOptions {
  bool mentions =
      false;  // write "Entity=(c3-name...c3)" in MISC: chain number and kind of each mention
};

// Appends the document. Layers not yet filled are written as "_".
void write_conllu(const Document& document, std::string& out, const ConlluOptions& options = {});

}  // namespace dragoman
