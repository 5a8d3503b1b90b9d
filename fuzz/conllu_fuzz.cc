// Any bytes as CoNLL-U: a complaint, or documents that can be written again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "language/conllu.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;
  const auto documents = read_conllu({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!documents) return 0;
  for (const Document& document : *documents) {
    for (const Token& token : document.tokens)
      if (token.span.end > document.text().size() || token.span.begin > token.span.end)
        std::abort();
    std::string out;
    write_conllu(document, out, {});
  }
  return 0;
}
