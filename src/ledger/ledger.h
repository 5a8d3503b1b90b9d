// A ledger: one SQLite file that holds documents, their events and who took part in them. Each
// document is written in one transaction, so that a program killed in the middle leaves only whole
// documents, and the same command run again goes on where it stopped.
//
//   auto ledger = Ledger::open("news.ledger", Ledger::Access::Write);
//   auto seen = ledger->look_up(source);            // before the work of coding
//   if (*seen == Ledger::Seen::New || *seen == Ledger::Seen::Changed)
//     ledger->write(read, document, records, engine.version());
//
// A document is known by its id. The same id with other content becomes a revision: the events of
// the earlier one stay in the file and no longer count. The same text of the same day under another
// id is kept as a duplicate, without events of its own. One Ledger belongs to one thread; several
// may have the same file open. Errors E5xx.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "exports/json.h"
#include "exports/party.h"
#include "language/document.h"
#include "ledger/sqlite.h"

namespace dragoman {

// What `events` asks for. Empty members do not restrict; several values of one are alternatives.
struct EventQuery {
  std::vector<PartyFilter> actors, recipients;
  // Both parties take part, on whichever side, not both on the recipients' side.
  std::optional<std::pair<PartyFilter, PartyFilter>> dyad;
  std::vector<std::string> types, modes, countries, documents, ids;
  std::vector<std::string> statuses;  // historical, future, hypothetical, negation, actual
  std::optional<Date> since, until;   // the event's days meet this range
  std::string place, words;
  double min_confidence = 0.0;
  std::int64_t limit = -1;
};

struct LedgerCounts {
  std::int64_t documents = 0, revisions = 0, duplicates = 0, events = 0;
};

// A document as it was read, for coding it once more.
struct StoredDocument {
  Source source;
  std::string coder;
  std::int64_t revision = 1;
};

class Ledger {
 public:
  using Access = Database::Access;
  enum class Seen { New, Same, Changed, Duplicate };

  // Write makes a new ledger where there is none. A file that is no ledger, of another program or
  // of another version is refused untouched.
  static Result<Ledger> open(const std::string& file, Access access);

  Result<Seen> look_up(const Source& source);
  // Writes a coded document and its records; `read` is the source before coding. What look_up
  // says then decides: nothing is written twice.
  Result<Seen> write(const Source& read, const Document& document, const std::vector<Json>& records,
                     std::string_view coder);
  // Notes that the text of this source is already here under another id.
  Result<void> write_duplicate(const Source& source);

  // Calls `take` for each event, by date, then document; false from it ends the query.
  Result<void> events(const EventQuery& query, const std::function<bool(const Json&)>& take) const;
  // The source of the document in which that event was found (events of old revisions too).
  Result<std::optional<StoredDocument>> document_of_event(std::string_view event_id) const;
  Result<LedgerCounts> counts() const;
  // Reads everything and compares it with itself; one line for each complaint.
  Result<std::vector<std::string>> check() const;

 private:
  explicit Ledger(Database database);
  Result<void> prepare_writing();
  Result<std::optional<std::int64_t>> current_key(std::string_view id, std::string_view content,
                                                  bool* same);
  Result<std::int64_t> write_document(const Source& read, const Source& coded,
                                      const std::vector<std::string>& contributors,
                                      std::optional<std::int64_t> duplicate_of,
                                      std::size_t event_count, std::string_view coder);
  Result<void> write_event(std::int64_t document_key, std::size_t sequence, const Json& record);
  Result<std::optional<std::int64_t>> twin_key(const Source& source);

  Database database_;
  struct Statements;
  std::unique_ptr<Statements> statements_;

 public:
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();
};

}  // namespace dragoman
