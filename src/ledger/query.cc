// Reading a ledger.
#include <fmt/format.h>

#include "ledger/ledger.h"

namespace dragoman {
namespace {

// Collects conditions and the values bound to their question marks, in order.
class Conditions {
 public:
  std::string sql;
  std::vector<std::string> values;

  void add(const std::string& condition, std::vector<std::string> bound = {}) {
    sql += " AND " + condition;
    for (auto& value : bound) values.push_back(std::move(value));
  }
  // Any of the values, each in its own copy of the condition.
  void any(const std::string& condition, const std::vector<std::string>& alternatives) {
    if (alternatives.empty()) return;
    std::string all;
    for (const auto& value : alternatives) {
      all += (all.empty() ? "" : " OR ") + condition;
      values.push_back(value);
    }
    sql += " AND (" + all + ")";
  }
};

std::string party_condition(const PartyFilter& party, std::vector<std::string>& values) {
  std::string sql;
  const auto add = [&](const char* condition, const std::string& value) {
    if (value.empty()) return;
    sql += std::string(" AND ") + condition;
    values.push_back(value);
  };
  add("p.code = ?", party.code);
  add("instr(p.sector, ?) > 0", party.sector.empty() ? "" : ";" + party.sector + ";");
  add("instr(p.name, ?) > 0", fold(party.name));
  return sql;
}

void add_parties(Conditions& conditions, const char* roles,
                 const std::vector<PartyFilter>& parties) {
  if (parties.empty()) return;
  std::string all;
  std::vector<std::string> values;
  for (const auto& party : parties)
    all += fmt::format(
        "{}EXISTS(SELECT 1 FROM participants p WHERE p.event_key = e.event_key AND p.role IN "
        "({}){})",
        all.empty() ? "" : " OR ", roles, party_condition(party, values));
  conditions.add("(" + all + ")", std::move(values));
}

// Each word as a quoted term, so that nothing in it is read as query syntax.
std::string match_expression(std::string_view words) {
  std::string out, word;
  const auto flush = [&] {
    if (!word.empty()) out += (out.empty() ? "\"" : " \"") + word + "\"";
    word.clear();
  };
  for (char c : words) {
    if (c == ' ' || c == '\t' || c == '\n')
      flush();
    else if (c != '"' && c != '\0')
      word += c;
  }
  flush();
  return out;
}

Conditions conditions_of(const EventQuery& query) {
  Conditions conditions;
  add_parties(conditions, "'actor'", query.actors);
  add_parties(conditions, "'recipient'", query.recipients);
  if (query.dyad) {
    const auto& [a, b] = *query.dyad;
    add_parties(conditions, "'actor','recipient'", {a});
    add_parties(conditions, "'actor','recipient'", {b});
    // Two that only suffer the same act do not act on each other.
    add_parties(conditions, "'actor'", {a, b});
  }
  conditions.any("e.type = ?", query.types);
  const auto marked = [](const std::vector<std::string>& items) {
    std::vector<std::string> out;
    for (const auto& item : items) out.push_back(";" + item + ";");
    return out;
  };
  conditions.any("instr(e.modes, ?) > 0", marked(query.modes));
  conditions.any("instr(e.status, ?) > 0", marked(query.statuses));
  conditions.any("e.country = ?", query.countries);
  conditions.any("d.id = ?", query.documents);
  conditions.any("e.id = ?", query.ids);
  if (query.since) conditions.add("coalesce(e.enddate, e.date) >= ?", {query.since->iso()});
  if (query.until) conditions.add("e.date <= ?", {query.until->iso()});
  if (!query.place.empty()) conditions.add("instr(e.place, ?) > 0", {fold(query.place)});
  if (const auto words = match_expression(query.words); !words.empty())
    conditions.add("e.event_key IN (SELECT rowid FROM words WHERE words MATCH ?)", {words});
  return conditions;
}

}  // namespace

Result<void> Ledger::events(const EventQuery& query,
                            const std::function<bool(const Json&)>& take) const {
  const Conditions conditions = conditions_of(query);
  auto statement = database_.prepare(
      "SELECT e.record FROM events e JOIN documents d USING(document_key) WHERE d.current" +
      conditions.sql + fmt::format(" AND e.confidence >= {}", query.min_confidence) +
      " ORDER BY e.date IS NULL, e.date, e.enddate, d.document_key, e.sequence" +
      (query.limit >= 0 ? fmt::format(" LIMIT {}", query.limit) : ""));
  if (!statement) return statement.error();
  for (std::size_t i = 0; i < conditions.values.size(); ++i)
    statement->bind(static_cast<int>(i) + 1, conditions.values[i]);
  for (;;) {
    auto row = statement->step();
    if (!row) return row.error();
    if (!*row) return {};
    auto record = parse_json(statement->text(0));
    if (!record || !record->is_object())
      return Error{"E502-damaged-ledger", "an event in the ledger cannot be read", database_.file(),
                   -1, "restore a copy, or ingest the documents into a new ledger"};
    if (!take(*record)) return {};
  }
}

Result<std::optional<StoredDocument>> Ledger::document_of_event(std::string_view event_id) const {
  auto statement = database_.prepare(
      "SELECT d.id, d.text, d.source, d.coder, d.revision FROM events e JOIN documents d "
      "USING(document_key) WHERE e.id = ? ORDER BY d.current DESC, d.revision DESC LIMIT 1");
  if (!statement) return statement.error();
  auto row = statement->bind(1, event_id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<StoredDocument>();
  StoredDocument stored;
  Source& source = stored.source;
  source.id = statement->text(0);
  source.text = statement->text(1);
  auto description = parse_json(statement->text(2));
  if (!description)
    return Error{"E502-damaged-ledger", "a document in the ledger cannot be read", database_.file(),
                 -1, "restore a copy, or ingest the documents into a new ledger"};
  source.title = text_or(member(*description, "title"));
  source.url = text_or(member(*description, "url"));
  source.publication = text_or(member(*description, "publication"));
  source.language = text_or(member(*description, "language"));
  source.published = Date::parse(text_or(member(*description, "published")));
  source.published_basis = text_or(member(*description, "published_basis"));
  source.file = text_or(member(*description, "file"));
  source.offset = integer_or(member(*description, "offset"), 0);
  stored.coder = statement->text(3);
  stored.revision = statement->integer(4);
  return std::optional(std::move(stored));
}

Result<LedgerCounts> Ledger::counts() const {
  LedgerCounts counts;
  const std::pair<std::int64_t*, std::string_view> all[] = {
      {&counts.documents, "SELECT count(*) FROM documents WHERE current AND duplicate_of IS NULL"},
      {&counts.revisions, "SELECT count(*) FROM documents WHERE NOT current"},
      {&counts.duplicates,
       "SELECT count(*) FROM documents WHERE current AND duplicate_of IS NOT NULL"},
      {&counts.events,
       "SELECT count(*) FROM events JOIN documents USING(document_key) WHERE current"},
  };
  for (const auto& [count, sql] : all) {
    auto number = database_.integer(sql);
    if (!number) return number.error();
    *count = *number;
  }
  return counts;
}

Result<std::vector<std::string>> Ledger::check() const {
  std::vector<std::string> complaints;
  auto pages = database_.prepare("PRAGMA integrity_check(20)");
  if (!pages) return pages.error();
  for (;;) {
    auto row = pages->step();
    if (!row) return row.error();
    if (!*row) break;
    if (const auto line = pages->text(0); line != "ok") complaints.push_back(line);
  }
  auto rows = database_.prepare(
      "SELECT d.id, d.event_count, count(e.event_key) n FROM documents d LEFT JOIN events e "
      "USING(document_key) GROUP BY d.document_key HAVING n <> d.event_count");
  if (!rows) return rows.error();
  for (;;) {
    auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return complaints;
    complaints.push_back(fmt::format("document {} should have {} events and has {}", rows->text(0),
                                     rows->integer(1), rows->integer(2)));
  }
}

}  // namespace dragoman
