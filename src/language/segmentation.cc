#include "language/sentences.h"
#include "language/stages.h"
#include "language/tokeniser.h"

namespace dragoman {

void segment(Document& document) {
  document.tokens.clear();
  document.sentences.clear();
  document.tokens.reserve(document.text().size() / 5 + 8);
  for (std::size_t b = 0; b < document.blocks.size(); ++b) {
    const Block& block = document.blocks[b];
    if (block.kind == BlockKind::Furniture) continue;
    const auto first = static_cast<TokenId>(document.tokens.size());
    tokenise(document, block.span);
    split_sentences(document, {first, static_cast<TokenId>(document.tokens.size())},
                    static_cast<std::int32_t>(b));
  }
}

}  // namespace dragoman
