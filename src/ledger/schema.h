// The tables of a ledger and the marks by which a file is known to be one.
#pragma once

#include "ledger/sqlite.h"

namespace dragoman {

inline constexpr int kLedgerMark = 0x44524147;  // "DRAG", SQLite's application id
inline constexpr int kLedgerVersion = 2;

// Makes the tables in an empty database; refuses any other that is not a ledger of this version.
Result<void> prepare_schema(Database& database, Database::Access access);

}  // namespace dragoman
