// A file of any bytes opened as a ledger: an error or an answer, never a crash. The bytes are laid
// over a sound ledger's own, so that they reach past the header: three say where, one how many.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>

#include "ledger/ledger.h"
#include "scratch.h"

namespace {

using namespace dragoman;

Json record(const std::string& id, const std::string& document) {
  return {{"id", id},
          {"event", {"CONSULT"}},
          {"mode", {"meet"}},
          {"quad_code", 1},
          {"event_scale", 2.5},
          {"date", "2016-08-09"},
          {"enddate", "2016-08-09"},
          {"auxiliary", Json::array()},
          {"actor", Json::array({{{"code", "RUS"}, {"sector", {"GOV"}}}})},
          {"recipient", Json::array({{{"code", "TUR"}}})},
          {"text", "They held talks."},
          {"confidence", 0.9},
          {"cite_info", {{"document", document}}}};
}

// Two documents with an event each.
void write_documents(Ledger& ledger) {
  for (const char* id : {"a", "b"}) {
    Source source;
    source.id = id;
    source.text = std::string("They held talks. This is report ") + id + ".";
    source.published = Date::make(2016, 8, 10);
    (void)ledger.write(source, Document(source), {record(std::string("event-") + id, id)}, "fuzz");
  }
}

std::string sound_ledger(const std::string& file) {
  if (auto ledger = Ledger::open(file, Ledger::Access::Write)) write_documents(*ledger);
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string file = fuzz_scratch("ledger").string();
  static const std::string sound = sound_ledger(file);
  std::string bytes = sound;
  while (size > 4) {
    const std::size_t at = (data[0] << 16 | data[1] << 8 | data[2]) % bytes.size();
    const std::size_t n = std::min<std::size_t>({data[3] % 64u, size - 4, bytes.size() - at});
    std::memcpy(bytes.data() + at, data + 4, n);
    data += 4 + n;
    size -= 4 + n;
  }
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  if (auto ledger = Ledger::open(file, Ledger::Access::Read)) {
    const auto take = [&](const Json& event) {
      (void)ledger->document_of_event(text_or(member(event, "id")));
      return true;
    };
    EventQuery query;
    (void)ledger->events(query, take);
    query.words = "talks";
    (void)ledger->events(query, take);
    (void)ledger->counts();
    (void)ledger->check();
  }
  if (auto ledger = Ledger::open(file, Ledger::Access::Write)) write_documents(*ledger);
  for (const char* end : {"", "-wal", "-shm", "-journal"}) ::unlink((file + end).c_str());
  return 0;
}
