// A file of any bytes opened as a ledger: an error or an answer, never a crash. The bytes are laid
// over a sound ledger's own, so that they reach past the header.
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "ledger/ledger.h"

namespace {

std::string fresh_ledger(const std::string& file) {
  { (void)dragoman::Ledger::open(file, dragoman::Ledger::Access::Write); }
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string file = "/tmp/dragoman-ledger-fuzz-" + std::to_string(getpid());
  static const std::string sound = fresh_ledger(file);
  if (size < 2) return 0;
  std::string bytes = sound;
  const std::size_t at = (data[0] << 8 | data[1]) % bytes.size();
  for (std::size_t i = 2; i < size && at + i - 2 < bytes.size(); ++i)
    bytes[at + i - 2] = static_cast<char>(data[i]);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  if (auto ledger = dragoman::Ledger::open(file, dragoman::Ledger::Access::Read)) {
    dragoman::EventQuery query;
    query.words = "talks";
    (void)ledger->events(query, [](const dragoman::Json&) { return true; });
    (void)ledger->counts();
    (void)ledger->check();
  }
  ::unlink(file.c_str());
  return 0;
}
