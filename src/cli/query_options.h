// The flags by which `events` and `relations` choose events of a ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/share.h"
#include "ledger/ledger.h"

namespace dragoman {

struct QueryOptions {
  std::vector<std::string> actors, recipients, dyad, types, modes, statuses, countries, documents,
      ids;
  std::string since, until, place, words;
  double min_confidence = 0.0;
  std::int64_t limit = -1;
  ShareOptions share;
};

void add_period_flags(Command& command, QueryOptions& options);
void add_query_flags(Command& command, QueryOptions& options);
// Checks what was written, and resolves names.
Result<EventQuery> query_of(const QueryOptions& options);
// Parties in the order written; loads the knowledge only where a name is not a code.
Result<std::vector<PartyFilter>> parties_of(const std::vector<std::string>& written,
                                            const ShareOptions& share);

}  // namespace dragoman
