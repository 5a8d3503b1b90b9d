// What all fuzz targets of readers do: read everything, then find blocks and the day of
// publication.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "reading/furniture.h"
#include "reading/published.h"
#include "reading/reader.h"

namespace dragoman {

inline int fuzz_reader(Format format, const std::uint8_t* data, std::size_t size) {
  ReadOptions options;
  options.format = format;
  options.document_limit = 1 << 20;
  auto stream = DocumentStream::from_memory(std::string(reinterpret_cast<const char*>(data), size),
                                            "fuzz", options);
  // A byte of gzip is at most 1032 bytes of text, each of which may be a bad line.
  for (std::size_t guard = 0; guard < 1032 * size + 16; ++guard) {
    auto next = stream.next();
    if (!next) continue;
    if (!*next) return 0;
    Source& s = **next;
    for (const std::string* field : {&s.id, &s.text, &s.title, &s.url, &s.publication, &s.language})
      if (find_invalid_utf8(*field) != std::string::npos) std::abort();
    if (s.text.empty()) std::abort();
    Document document(std::move(s));
    find_blocks(document);
    find_published(document);
    std::uint32_t at = 0;
    for (const Block& block : document.blocks) {
      if (block.span.begin < at || block.span.empty() || block.span.end > document.text().size())
        std::abort();
      at = block.span.end;
    }
  }
  std::abort();  // more results than bytes: the stream does not end
}

}  // namespace dragoman
