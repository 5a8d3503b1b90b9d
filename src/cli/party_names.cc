#include "cli/party_names.h"

#include <algorithm>

namespace dragoman {
namespace {

bool is_code(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

bool needs_knowledge(const std::string& written) {
  return !is_code(std::string_view(written).substr(0, written.find(':')));
}

PartyFilter party_of(const std::string& written, const Knowledge* knowledge) {
  PartyFilter party;
  std::string name = written;
  if (const auto colon = written.find(':'); colon != std::string::npos) {
    name = written.substr(0, colon);
    party.sector = written.substr(colon + 1);
  }
  if (is_code(name)) {
    party.code = name;
    return party;
  }
  if (knowledge != nullptr)
    for (const Candidate& candidate : knowledge->find(name))
      if (candidate.kind == FactKind::Country) {
        party.code = knowledge->country(candidate.row).code;
        return party;
      }
  party.name = name;
  return party;
}

}  // namespace dragoman
