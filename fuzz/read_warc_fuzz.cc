// Any bytes as a warc file: whatever they are, the stream ends, and what it hands over is valid
// UTF-8.
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dragoman::fuzz_reader(dragoman::format_of("warc").value(), data, size);
}
