// Any bytes as a dictionary of actors: names are text, codes have one, spans run forwards.
#include <cstdlib>

#include "base/text.h"
#include "knowledge/dictionary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;
  const auto dictionary = read_dictionary({reinterpret_cast<const char*>(data), size}, "fuzz");
  for (const auto& entry : dictionary.entries) {
    if (entry.names.empty() || entry.codes.empty()) std::abort();
    for (const auto& name : entry.names)
      if (name.text.empty() || find_invalid_utf8(name.text) != std::string::npos) std::abort();
    for (const auto& code : entry.codes)
      if (code.code.empty() || (code.start && code.end && *code.end < *code.start)) std::abort();
  }
  for (const auto& problem : dictionary.problems)
    if (problem.offset < 1 || problem.hint.empty()) std::abort();
  return 0;
}
