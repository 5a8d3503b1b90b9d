// Prints what the readers make of files, one JSON object a document; measuring scripts drive it.
//   read_tool [--blocks] FILE...
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>

#include "reading/furniture.h"
#include "reading/published.h"
#include "reading/reader.h"

int main(int argc, char** argv) {
  using namespace dragoman;
  bool blocks = false;
  int status = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--blocks") == 0) {
      blocks = true;
      continue;
    }
    auto stream = DocumentStream::open(argv[i]);
    if (!stream) {
      std::cerr << argv[i] << ": " << stream.error().code << ": " << stream.error().message << "\n";
      status = 2;
      continue;
    }
    for (;;) {
      auto next = stream->next();
      if (!next) {
        const Error& e = next.error();
        std::cerr << e.file << ": " << e.code << ": " << e.message << " (" << e.hint << ")\n";
        status = 2;
        continue;
      }
      if (!*next) break;
      Document document(std::move(**next));
      const auto& s = document.source;
      if (blocks) {
        find_blocks(document);
        find_published(document);
        std::cout << "== " << s.id << " | " << s.title << " | "
                  << (s.published ? s.published->iso() : "?") << " " << s.published_basis << "\n";
        for (const Block& b : document.blocks)
          std::cout << name_of(b.kind) << " [" << b.reason << "] " << document.text_of(b.span)
                    << "\n";
        for (const auto& c : document.contributors) std::cout << "contributor " << c << "\n";
      } else {
        nlohmann::json out = {{"id", s.id},
                              {"text", s.text},
                              {"title", s.title},
                              {"url", s.url},
                              {"publication", s.publication},
                              {"language", s.language}};
        if (s.published) out["published"] = s.published->iso();
        std::cout << out.dump() << "\n";
      }
    }
  }
  return status;
}
