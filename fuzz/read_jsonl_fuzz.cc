// Any bytes as a jsonl file: whatever they are, the stream ends, and what it hands over is valid
// UTF-8.
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dragoman::fuzz_reader(dragoman::format_of("jsonl").value(), data, size);
}
