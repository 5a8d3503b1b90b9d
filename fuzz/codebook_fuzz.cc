// Any bytes as a frame file: complaints or a codebook whose every pattern can be looked up. A file
// of many classes that name each other must not grow without bound.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "coding/codebook_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CodebookReader reader;
  // Two files, as classes and frames of one are used by another.
  const auto cut = text.find('\0');
  reader.read_file("_first.frames", text.substr(0, cut));
  if (cut != std::string_view::npos) reader.read_file("second.frames", text.substr(cut + 1));
  const Codebook book = reader.finish();
  std::size_t found = 0;
  for (const Frame& frame : book.frames())
    if (frame.parent >= static_cast<FrameId>(book.frames().size())) std::abort();
  for (WordClass word_class : {WordClass::Verb, WordClass::Noun, WordClass::Adjective})
    for (std::string_view lemma : {"meet", "talk", "hostile"})
      for (const Pattern& pattern : book.patterns(book.word(lemma), word_class)) {
        if (pattern.lemma != lemma || book.frame(pattern.frame).id.size() > size) std::abort();
        ++found;
      }
  if (found > book.pattern_count()) std::abort();
  (void)book.in_class(book.class_id("talks"), book.word("talk"));
  return 0;
}
