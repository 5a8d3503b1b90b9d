// SQLite as this project uses it: a connection and prepared statements that close themselves, and
// every failure as an Error that says what to do. Nothing here knows of events.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dragoman {

class Statement {
 public:
  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&& other) noexcept : handle_(other.handle_), file_(std::move(other.file_)) {
    other.handle_ = nullptr;
  }
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // Parameters count from 1, columns from 0. An empty optional or null_at() binds NULL.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, std::int64_t number);
  Statement& bind(int at, double number);
  Statement& bind_null(int at);
  // NULL where the text is empty.
  Statement& bind_or_null(int at, std::string_view text);
  // True for a row, false at the end.
  Result<bool> step();
  void reset();

  std::string text(int column) const;
  std::int64_t integer(int column) const;
  bool is_null(int column) const;

 private:
  friend class Database;
  sqlite3_stmt* handle_ = nullptr;
  std::string file_;  // as the caller named it, for errors
};

class Database {
 public:
  enum class Access { Read, Write };
  // Write creates a missing file.
  static Result<Database> open(const std::string& file, Access access);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Result<void> run(const char* sql);
  // Waits for another program that is doing the same.
  Result<void> use_write_ahead_log();
  Result<Statement> prepare(std::string_view sql) const;
  // The first column of the first row, or `otherwise` where there is none.
  Result<std::int64_t> integer(std::string_view sql, std::int64_t otherwise = 0) const;
  std::int64_t last_key() const;
  bool in_transaction() const;
  const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  Database(sqlite3* handle, std::string file) : handle_(handle), file_(std::move(file)) {}
  std::unique_ptr<sqlite3, Close> handle_;
  std::string file_;
};

// Rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace dragoman
