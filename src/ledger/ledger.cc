#include "ledger/ledger.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <filesystem>

#include "ledger/schema.h"

namespace dragoman {
namespace {

std::string digest(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string day_of(const std::optional<Date>& day) {
  return day ? day->iso() : "";
}

// What is known of a source apart from its text and from where it was read.
Json description(const Source& source) {
  return {{"title", source.title},
          {"url", source.url},
          {"publication", source.publication},
          {"language", source.language},
          {"published", day_of(source.published)},
          {"published_basis", source.published_basis}};
}

std::string content_digest(const Source& source) {
  return digest(to_line(description(source)) + '\n' + source.text);
}
std::string body_digest(const Source& source) {
  return digest(day_of(source.published) + '\n' + source.text);
}

std::string status_of(const Json& record) {
  std::string out = ";";
  for (const auto& flag : strings_of(member(record, "auxiliary"))) out += flag + ";";
  return out == ";" ? ";actual;" : out;
}

std::string joined(const Json& list) {
  std::string out = ";";
  for (const auto& item : strings_of(list)) out += item + ";";
  return out;
}

}  // namespace

struct Ledger::Statements {
  Statement find, twin, retire, document, event, entity, participant, words;
};

Ledger::Ledger(Database database)
    : database_(std::move(database)), statements_(std::make_unique<Statements>()) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
// Statements go before the connection they belong to.
Ledger::~Ledger() {
  statements_.reset();
}

Result<Ledger> Ledger::open(const std::string& file, Access access) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return Error{"E501-not-a-ledger", "this is a folder", file, -1, "give the name of a file"};
  if (access == Access::Read && !std::filesystem::exists(file, ignored))
    return Error{"E500-no-ledger", "there is no such ledger", file, -1,
                 "check the name, or make it with 'dragoman ingest LEDGER FILES'"};
  auto database = Database::open(file, access);
  if (!database) return database.error();
  if (auto ready = prepare_schema(*database, access); !ready) return ready.error();
  // In a write-ahead log NORMAL loses nothing when the program dies, and after a power cut at most
  // the last documents, never the integrity of the file.
  if (auto set = database->run("PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON"); !set)
    return set.error();
  Ledger ledger(std::move(*database));
  if (auto ready = ledger.prepare_writing(); !ready) return ready.error();
  return ledger;
}

Result<void> Ledger::prepare_writing() {
  const auto make = [&](Statement& statement, std::string_view sql) -> Result<void> {
    auto made = database_.prepare(sql);
    if (!made) return made.error();
    statement = std::move(*made);
    return {};
  };
  Statements& s = *statements_;
  const std::pair<Statement*, std::string_view> all[] = {
      {&s.find, "SELECT document_key, content FROM documents WHERE id = ? AND current"},
      {&s.twin,
       "SELECT document_key FROM documents WHERE body = ? AND id <> ? AND current "
       "AND duplicate_of IS NULL"},
      {&s.retire, "UPDATE documents SET current = 0 WHERE id = ? AND current"},
      {&s.document,
       "INSERT INTO documents(id, revision, current, content, body, duplicate_of, title, "
       "publication, url, language, published, published_basis, contributors, source, text, coder, "
       "event_count) SELECT ?1, 1 + coalesce(max(revision), 0), 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
       "?10, ?11, ?12, ?13, ?14, ?15 FROM documents WHERE id = ?1"},
      {&s.event,
       "INSERT INTO events(document_key, sequence, id, type, modes, quad_code, event_scale, date, "
       "enddate, status, country, place, confidence, record) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&s.entity,
       "INSERT INTO entities(entity, name, wikidata) VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET "
       "name = min(name, ?2), wikidata = coalesce(wikidata, ?3)"},
      {&s.participant, "INSERT INTO participants VALUES(?,?,?,?,?,?,?)"},
      {&s.words, "INSERT INTO words(rowid, text) VALUES(?,?)"},
  };
  for (const auto& [statement, sql] : all)
    if (auto made = make(*statement, sql); !made) return made.error();
  return {};
}

Result<std::optional<std::int64_t>> Ledger::current_key(std::string_view id,
                                                        std::string_view content, bool* same) {
  Statement& find = statements_->find;
  find.reset();
  auto row = find.bind(1, id).step();
  if (!row) return row.error();
  std::optional<std::int64_t> key;
  if (*row) {
    key = find.integer(0);
    *same = find.text(1) == content;
  }
  find.reset();
  return key;
}

Result<std::optional<std::int64_t>> Ledger::twin_key(const Source& source) {
  Statement& twin = statements_->twin;
  twin.reset();
  auto row = twin.bind(1, body_digest(source)).bind(2, source.id).step();
  if (!row) return row.error();
  std::optional<std::int64_t> key;
  if (*row) key = twin.integer(0);
  twin.reset();
  return key;
}

Result<Ledger::Seen> Ledger::look_up(const Source& source) {
  bool same = false;
  auto key = current_key(source.id, content_digest(source), &same);
  if (!key) return key.error();
  if (*key && same) return Seen::Same;
  auto twin = twin_key(source);
  if (!twin) return twin.error();
  if (*twin) return Seen::Duplicate;
  return *key ? Seen::Changed : Seen::New;
}

Result<std::int64_t> Ledger::write_document(const Source& read, const Source& coded,
                                            const std::vector<std::string>& contributors,
                                            std::optional<std::int64_t> duplicate_of,
                                            std::size_t event_count, std::string_view coder) {
  Statement& retire = statements_->retire;
  retire.reset();
  if (auto done = retire.bind(1, read.id).step(); !done) return done.error();
  retire.reset();
  Json source = description(read);
  source["file"] = read.file;
  source["offset"] = read.offset;
  Statement& insert = statements_->document;
  insert.reset();
  insert.bind(1, read.id).bind(2, content_digest(read)).bind(3, body_digest(read));
  if (duplicate_of)
    insert.bind(4, *duplicate_of);
  else
    insert.bind_null(4);
  insert.bind_or_null(5, coded.title).bind_or_null(6, coded.publication);
  insert.bind_or_null(7, coded.url).bind_or_null(8, coded.language);
  insert.bind_or_null(9, day_of(coded.published)).bind_or_null(10, coded.published_basis);
  insert.bind(11, to_line(Json(contributors))).bind(12, to_line(source)).bind(13, read.text);
  insert.bind(14, coder).bind(15, static_cast<std::int64_t>(event_count));
  if (auto done = insert.step(); !done) return done.error();
  insert.reset();
  return database_.last_key();
}

Result<void> Ledger::write_event(std::int64_t document_key, std::size_t sequence,
                                 const Json& record) {
  const auto types = strings_of(member(record, "event"));
  const Json& where = member(record, "event_loc");
  Statement& event = statements_->event;
  event.reset();
  event.bind(1, document_key).bind(2, static_cast<std::int64_t>(sequence));
  event.bind(3, text_or(member(record, "id"))).bind(4, types.empty() ? "" : types[0]);
  event.bind(5, joined(member(record, "mode")));
  event.bind(6, integer_or(member(record, "quad_code"), 0));
  event.bind(7, number_of(member(record, "event_scale")).value_or(0.0));
  event.bind_or_null(8, text_or(member(record, "date")));
  event.bind_or_null(9, text_or(member(record, "enddate")));
  event.bind(10, status_of(record));
  event.bind_or_null(11, text_or(member(where, "country_code")));
  std::string place;
  for (const char* key : {"extracted_place", "resolved_place", "city", "province", "country"})
    place += text_or(member(where, key)) + '\n';
  event.bind(12, fold(place)).bind(13, number_of(member(record, "confidence")).value_or(0.0));
  event.bind(14, to_line(record));
  if (auto done = event.step(); !done) return done.error();
  event.reset();
  const std::int64_t key = database_.last_key();
  for (const char* role : {"actor", "recipient", "reporter"}) {
    const Json& list = member(record, role);
    for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
      const std::string id = text_or(member(list[i], "entity_id"));
      if (!id.empty()) {
        Statement& entity = statements_->entity;
        entity.reset();
        entity.bind(1, id).bind(2, text_or(member(list[i], "identifier_text")));
        entity.bind_or_null(3, text_or(member(list[i], "identifier_id")));
        if (auto done = entity.step(); !done) return done.error();
        entity.reset();
      }
      Statement& party = statements_->participant;
      party.reset();
      party.bind(1, key).bind(2, std::string_view(role)).bind(3, static_cast<std::int64_t>(i));
      party.bind_or_null(4, text_or(member(list[i], "code")));
      party.bind(5, joined(member(list[i], "sector")));
      std::string name;
      for (const char* part : {"identifier_text", "entity_text", "office"})
        name += text_or(member(list[i], part)) + '\n';
      // A stranger's id may be asked for in place of a name.
      if (id.starts_with("new-")) name += id + '\n';
      party.bind(6, fold(name)).bind_or_null(7, id);
      if (auto done = party.step(); !done) return done.error();
      party.reset();
    }
  }
  Statement& words = statements_->words;
  words.reset();
  words.bind(1, key).bind(2, text_or(member(record, "text")) + '\n' +
                                 text_or(member(member(record, "cite_info"), "title")));
  if (auto done = words.step(); !done) return done.error();
  words.reset();
  return {};
}

Result<Ledger::Seen> Ledger::write(const Source& read, const Document& document,
                                   const std::vector<Json>& records, std::string_view coder) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.error();
  // Asked again under the lock: another program, or an earlier document of this run, may have
  // written it meanwhile.
  auto seen = look_up(read);
  if (!seen || *seen == Seen::Same || *seen == Seen::Duplicate) return seen;
  auto key = write_document(read, document.source, document.contributors, std::nullopt,
                            records.size(), coder);
  if (!key) return key.error();
  for (std::size_t i = 0; i < records.size(); ++i)
    if (auto done = write_event(*key, i, records[i]); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return seen;
}

Result<void> Ledger::write_duplicate(const Source& source) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.error();
  auto twin = twin_key(source);
  if (!twin) return twin.error();
  auto key = write_document(source, source, {}, *twin, 0, "");
  if (!key) return key.error();
  return transaction->commit();
}

}  // namespace dragoman
