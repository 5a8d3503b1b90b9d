#include "ledger/sqlite.h"

#include <sqlite3.h>

namespace dragoman {
namespace {

constexpr int kWaitMilliseconds = 10'000;  // for another program that is writing

Error error_of(int code, const char* message, const std::string& file) {
  const std::string what = message != nullptr ? message : sqlite3_errstr(code);
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return {"E501-not-a-ledger", "this is not a ledger", file, -1,
              "give a file that 'dragoman ingest' made, or a new name"};
    case SQLITE_CORRUPT:
      return {"E502-damaged-ledger", "the ledger is damaged: " + what, file, -1,
              "restore a copy, or ingest the documents into a new ledger"};
    case SQLITE_FULL:
      return {"E505-disk-full", "no room left to write the ledger", file, -1,
              "make room and run the same command again: finished documents are kept"};
    case SQLITE_IOERR:
      return {"E506-ledger-io", "the ledger could not be read or written: " + what, file, -1,
              "check the disk, its free space and any limit on the size of files, then run the "
              "same command again: finished documents are kept"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"E507-ledger-busy", "another program is writing to the ledger", file, -1,
              "wait until it has finished"};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"E508-ledger-access", "the ledger cannot be opened: " + what, file, -1,
              "check that the folder exists and that you may write in it"};
    default:
      return {"E509-ledger", "the ledger failed: " + what, file, -1,
              "this is a fault of Dragoman or of the file; please report it"};
  }
}

Error error_of(sqlite3* handle, const std::string& file) {
  return error_of(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle), file);
}

}  // namespace

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this != &other) {
    sqlite3_finalize(handle_);
    handle_ = other.handle_;
    file_ = std::move(other.file_);
    other.handle_ = nullptr;
  }
  return *this;
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement& Statement::bind(int at, std::string_view text) {
  sqlite3_bind_text64(handle_, at, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(handle_, at, number);
  return *this;
}
Statement& Statement::bind(int at, double number) {
  sqlite3_bind_double(handle_, at, number);
  return *this;
}
Statement& Statement::bind_null(int at) {
  sqlite3_bind_null(handle_, at);
  return *this;
}
Statement& Statement::bind_or_null(int at, std::string_view text) {
  return text.empty() ? bind_null(at) : bind(at, text);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return error_of(sqlite3_db_handle(handle_), file_);
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}
bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& file, Access access) {
  const int flags =
      access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, file);
  if (code != SQLITE_OK)
    return handle != nullptr ? error_of(handle, file) : error_of(code, nullptr, file);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kWaitMilliseconds);
  if (access == Access::Write) return database;
  // Where the folder may not be written, the shared-memory file of a write-ahead log cannot be
  // made; a ledger at rest can still be read as a file that does not change.
  auto probe = database.integer("PRAGMA schema_version");
  if (!probe && probe.error().code == "E508-ledger-access") {
    std::string uri = "file:";
    for (char c : file) {
      if (c == '?' || c == '#' || c == '%') {
        constexpr char digits[] = "0123456789abcdef";
        uri += {'%', digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]};
      } else {
        uri += c;
      }
    }
    uri += "?immutable=1";
    sqlite3* still = nullptr;
    const int second = sqlite3_open_v2(
        uri.c_str(), &still, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database immutable(still, file);
    if (second != SQLITE_OK) return probe.error();
    sqlite3_extended_result_codes(still, 1);
    return immutable;
  }
  return database;
}

Result<void> Database::run(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return error_of(handle_.get(), file_);
  return {};
}

Result<void> Database::use_write_ahead_log() {
  // SQLite does not call its busy handler here, so two programs that make one ledger at the same
  // time would fail each other.
  constexpr int kStep = 20;
  for (int waited = 0;; waited += kStep) {
    auto done = run("PRAGMA journal_mode=WAL");
    if (done || done.error().code != "E507-ledger-busy" || waited >= kWaitMilliseconds) return done;
    sqlite3_sleep(kStep);
  }
}

Result<Statement> Database::prepare(std::string_view sql) const {
  Statement statement;
  statement.file_ = file_;
  if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                         &statement.handle_, nullptr) != SQLITE_OK)
    return error_of(handle_.get(), file_);
  return statement;
}

Result<std::int64_t> Database::integer(std::string_view sql, std::int64_t otherwise) const {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : otherwise;
}

std::int64_t Database::last_key() const {
  return sqlite3_last_insert_rowid(handle_.get());
}
bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

Result<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself after a full disk.
  if (database_ != nullptr && database_->in_transaction()) (void)database_->run("ROLLBACK");
}

Result<void> Transaction::commit() {
  if (auto done = database_->run("COMMIT"); !done) return done.error();
  database_ = nullptr;
  return {};
}

}  // namespace dragoman
