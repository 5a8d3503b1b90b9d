#include "ledger/schema.h"

#include <fmt/format.h>

namespace dragoman {
namespace {

// documents.content is a hash of all that is known of the source, .body one of text and day alone.
// entities has whoever takes part under a name, by the record's entity_id; .name is the first of
// its names in order of letters, so that the order of documents does not matter.
// participants.sector is ";GOV;MIL;"; .name is folded for searching. words has one row an event.
constexpr const char* kTables = R"sql(
CREATE TABLE documents(
  document_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  current INTEGER NOT NULL,
  content TEXT NOT NULL,
  body TEXT NOT NULL,
  duplicate_of INTEGER REFERENCES documents,
  title TEXT, publication TEXT, url TEXT, language TEXT,
  published TEXT, published_basis TEXT,
  contributors TEXT NOT NULL,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  coder TEXT NOT NULL,
  event_count INTEGER NOT NULL,
  UNIQUE(id, revision));
CREATE UNIQUE INDEX documents_current ON documents(id) WHERE current;
CREATE INDEX documents_body ON documents(body);
CREATE TABLE events(
  event_key INTEGER PRIMARY KEY,
  document_key INTEGER NOT NULL REFERENCES documents,
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  modes TEXT NOT NULL,
  quad_code INTEGER NOT NULL,
  event_scale REAL NOT NULL,
  date TEXT, enddate TEXT,
  status TEXT NOT NULL,
  country TEXT, place TEXT,
  confidence REAL NOT NULL,
  record TEXT NOT NULL,
  UNIQUE(document_key, sequence));
CREATE INDEX events_id ON events(id);
CREATE INDEX events_date ON events(date);
CREATE INDEX events_type ON events(type, date);
CREATE TABLE entities(
  entity TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  wikidata TEXT) WITHOUT ROWID;
CREATE TABLE participants(
  event_key INTEGER NOT NULL REFERENCES events,
  role TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  code TEXT, sector TEXT NOT NULL, name TEXT NOT NULL,
  entity TEXT REFERENCES entities,
  PRIMARY KEY(event_key, role, sequence)) WITHOUT ROWID;
CREATE INDEX participants_entity ON participants(entity);
CREATE INDEX participants_code ON participants(code, role, event_key);
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
)sql";

}  // namespace

Result<void> prepare_schema(Database& database, Database::Access access) {
  // In this order: where another program makes the tables meanwhile, who sees them sees its marks.
  auto tables = database.integer("SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  auto mark = database.integer("PRAGMA application_id");
  if (!mark) return mark.error();
  auto version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*tables == 0 && (*mark == 0 || *mark == kLedgerMark)) {
    if (access == Database::Access::Read)
      return Error{"E501-not-a-ledger", "the file is empty", database.file(), -1,
                   "run 'dragoman ingest LEDGER FILES' first"};
    if (auto wal = database.use_write_ahead_log(); !wal) return wal.error();
    auto transaction = Transaction::begin(database);
    if (!transaction) return transaction.error();
    // Another program may have made the tables while we waited for the lock.
    tables = database.integer("SELECT count(*) FROM sqlite_master");
    if (!tables) return tables.error();
    if (*tables == 0) {
      if (auto made = database.run(kTables); !made) return made.error();
      const std::string marks = fmt::format("PRAGMA application_id={}; PRAGMA user_version={}",
                                            kLedgerMark, kLedgerVersion);
      if (auto marked = database.run(marks.c_str()); !marked) return marked.error();
    }
    return transaction->commit();
  }
  if (*mark != kLedgerMark)
    return Error{"E503-foreign-ledger", "this is a SQLite database of another program",
                 database.file(), -1, "give a file that 'dragoman ingest' made, or a new name"};
  if (*version != kLedgerVersion)
    return Error{"E504-ledger-version",
                 fmt::format("the ledger has version {}, this program reads version {}", *version,
                             kLedgerVersion),
                 database.file(), -1,
                 *version > kLedgerVersion ? "use the newer program that made it"
                                           : "ingest the documents into a new ledger"};
  return {};
}

}  // namespace dragoman
