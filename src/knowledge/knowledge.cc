#include "knowledge/knowledge.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <unordered_map>

#include "knowledge/blob.h"
#include "knowledge/key.h"
#include "knowledge/tables.h"

namespace dragoman {
namespace {

// The bytes of a compiled file, mapped or built in memory.
class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(std::string built) : built_(std::make_unique<std::string>(std::move(built))) {}
  Bytes(Bytes&& o) noexcept : built_(std::move(o.built_)), mapped_(o.mapped_), size_(o.size_) {
    o.mapped_ = nullptr;
  }
  Bytes& operator=(Bytes&& o) noexcept {
    std::swap(built_, o.built_);
    std::swap(mapped_, o.mapped_);
    std::swap(size_, o.size_);
    return *this;
  }
  ~Bytes() {
    if (mapped_) ::munmap(mapped_, size_);
  }

  static Result<Bytes> map(const std::string& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd < 0 || ::fstat(fd, &info) != 0) {
      if (fd >= 0) ::close(fd);
      return Error{"E234-no-knowledge-file", fmt::format("cannot open: {}", std::strerror(errno)),
                   file, -1, "run script/build, which compiles data/"};
    }
    Bytes out;
    out.size_ = static_cast<std::size_t>(info.st_size);
    if (out.size_) {
      out.mapped_ = ::mmap(nullptr, out.size_, PROT_READ, MAP_PRIVATE, fd, 0);
      if (out.mapped_ == MAP_FAILED) out.mapped_ = nullptr;
    }
    ::close(fd);
    if (!out.mapped_)
      return Error{"E230-not-knowledge", "the file is empty or cannot be mapped", file, -1,
                   "build the file again with compile_knowledge"};
    return out;
  }

  std::string_view view() const {
    return built_ ? std::string_view(*built_)
                  : std::string_view(static_cast<const char*>(mapped_), size_);
  }

 private:
  std::unique_ptr<std::string> built_;
  void* mapped_ = nullptr;
  std::size_t size_ = 0;
};

SectorSet sectors_of(std::uint32_t bits) {
  SectorSet set;
  for (int i = 0; i < kSectorCount; ++i)
    if (bits >> i & 1u) set.add(static_cast<Sector>(i));
  return set;
}

std::optional<Date> date_of(std::int32_t days) {
  return days == blob::kNoDate ? std::nullopt : std::optional(Date::from_days(days));
}

bool holds(blob::Days life, Date day) {
  return (life.start == blob::kNoDate || life.start <= day.days()) &&
         (life.end == blob::kNoDate || day.days() <= life.end);
}

Result<void> write_file(const std::string& file, std::string_view bytes) {
  // Written aside and renamed, so that a program that has the old file mapped keeps it.
  const std::string aside = file + ".new";
  std::ofstream out(aside, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code failed;
  if (out) std::filesystem::rename(aside, file, failed);
  if (!out || failed)
    return Error{"E235-cannot-write", "cannot write the compiled file", file, -1,
                 "check the folder's permissions and the space left"};
  return {};
}

bool all_capitals(std::string_view word) {
  int letters = 0;
  for (char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    letters += c >= 'A' && c <= 'Z';
  }
  return letters >= 2;
}

}  // namespace

struct Knowledge::Tables {
  Bytes fact_bytes;
  blob::View facts;
  // The gazetteer, whose bytes are verified by whoever needs it first.
  struct Gazetteer {
    std::string file;
    Bytes bytes;
    blob::View view;
    std::once_flag once;
    std::optional<Error> damage;

    Result<void> verify() {
      std::call_once(once, [this] {
        if (auto whole = view.verify(file); !whole) damage = whole.error();
      });
      if (damage) return *damage;
      return {};
    }
  };
  std::unique_ptr<Gazetteer> gazetteer;
  std::unordered_map<std::string_view, std::uint32_t> country_rows;  // by code, the first of each

  // The facts, which must have been checked.
  void take(const blob::View& view) {
    facts = view;
    const auto rows = facts.records<blob::Country>(blob::kCountries);
    for (std::uint32_t i = 0; i < rows.size(); ++i) country_rows.emplace(text(rows[i].code), i);
  }

  template <class Record>
  const Record& record(blob::Section section, std::uint32_t row) const {
    return facts.records<Record>(section)[row];
  }
  std::string_view text(blob::Text t) const { return facts.text(t); }
  SpellView spell(std::uint32_t row) const {
    const auto& r = record<blob::Spell>(blob::kSpells, row);
    const auto& role = record<blob::Role>(blob::kRoles, r.role);
    return {r.person,
            text(role.role),
            text(r.body),
            sectors_of(role.sector),
            date_of(r.life.start),
            date_of(r.life.end)};
  }
  std::span<const Candidate> candidates(const blob::Slot& slot) const {
    static_assert(sizeof(Candidate) == sizeof(blob::Entry) &&
                  std::is_trivially_copyable_v<Candidate>);
    const auto entries = facts.entries(slot);
    return {reinterpret_cast<const Candidate*>(entries.data()), entries.size()};
  }
};

Knowledge::Knowledge() = default;
Knowledge::Knowledge(Knowledge&&) noexcept = default;
Knowledge& Knowledge::operator=(Knowledge&&) noexcept = default;
Knowledge::~Knowledge() = default;

Result<Knowledge> Knowledge::load(const std::string& file) {
  auto bytes = Bytes::map(file);
  if (!bytes) return bytes.error();
  auto view = blob::View::open(bytes->view(), file);
  if (!view) return view.error();
  Knowledge k;
  k.tables_ = std::make_unique<Tables>();
  k.tables_->fact_bytes = std::move(*bytes);
  k.tables_->take(*view);
  const auto beside = std::filesystem::path(file).parent_path() / "gazetteer.bin";
  std::error_code ignored;
  if (std::filesystem::exists(beside, ignored))
    if (auto attached = k.attach_gazetteer(beside.string()); !attached) return attached.error();
  return k;
}

Result<Knowledge> Knowledge::build(const std::string& data, const std::vector<std::string>& extra) {
  TableProblems problems;
  SourceTables tables = read_tables(data, true, problems);
  for (const auto& folder : extra) merge_tables(tables, read_tables(folder, false, problems));
  check_tables(tables, problems);
  if (!problems.empty()) return problems.front();
  return build_unchecked(compile_tables(tables));
}

Result<Knowledge> Knowledge::build_unchecked(std::string compiled) {
  Knowledge k;
  k.tables_ = std::make_unique<Tables>();
  k.tables_->fact_bytes = Bytes(std::move(compiled));
  auto view = blob::View::open(k.tables_->fact_bytes.view(), "");
  if (!view) return view.error();
  k.tables_->take(*view);
  return k;
}

Result<Knowledge> Knowledge::of_share(const std::string& share,
                                      const std::vector<std::string>& extra) {
  if (extra.empty()) return load(share + "/knowledge.bin");
  auto built = build(share + "/data", extra);
  if (!built) return built;
  const std::string gazetteer = share + "/gazetteer.bin";
  std::error_code ignored;
  if (std::filesystem::exists(gazetteer, ignored))
    if (auto attached = built->attach_gazetteer(gazetteer); !attached) return attached.error();
  return built;
}

std::vector<Error> Knowledge::validate(const std::string& data, const std::string& base) {
  TableProblems problems;
  const bool whole = base.empty() || has_table(data, "countries");
  SourceTables tables = read_tables(whole ? data : base, true, problems);
  if (!whole) merge_tables(tables, read_tables(data, false, problems));
  check_tables(tables, problems);
  return problems;
}

Result<void> Knowledge::attach_gazetteer(const std::string& file) {
  auto bytes = Bytes::map(file);
  if (!bytes) return bytes.error();
  auto view = blob::View::lay_over(bytes->view(), file);
  if (!view) return view.error();
  auto& gazetteer = tables_->gazetteer = std::make_unique<Tables::Gazetteer>();
  gazetteer->file = file;
  gazetteer->bytes = std::move(*bytes);
  gazetteer->view = *view;
  return {};
}

Result<void> Knowledge::check_gazetteer() const {
  return tables_->gazetteer ? tables_->gazetteer->verify() : Result<void>();
}

Result<void> Knowledge::save(const std::string& file) const {
  return write_file(file, tables_->facts.bytes());
}

std::string Knowledge::checksum() const {
  return fmt::format("{:016x}", tables_->facts.checksum());
}

std::vector<FormMatch> Knowledge::match(std::span<const std::string_view> words,
                                        std::size_t i) const {
  std::vector<FormMatch> found;
  // One search for each space of keys: pieces are appended word by word until nothing begins so.
  std::string key;
  std::vector<std::string> pieces;
  const auto search = [&](KeySpace space, bool keep_case, bool only_capitals) {
    key.clear();
    const auto begun = [&] { key += key.empty() ? static_cast<char>(space) : ' '; };
    for (std::size_t end = i; end < words.size(); ++end) {
      if (only_capitals && !all_capitals(words[end])) {
        const bool joins = words[end] == "-" || words[end] == "'S" || words[end] == "&";
        if (!joins) return;
      }
      const blob::Slot* slot = nullptr;
      if (is_one_piece(words[end])) {
        begun();
        for (const char c : words[end])
          key += !keep_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        slot = tables_->facts.find(key);
        if (!slot) return;
      } else {
        pieces.clear();
        if (!append_pieces(words[end], keep_case, pieces)) return;
        if (pieces.empty() && end == i) return;
        for (const auto& piece : pieces) {
          begun();
          key += piece;
          slot = tables_->facts.find(key);
          if (!slot) return;
        }
      }
      if (slot && slot->count)
        found.push_back({static_cast<std::uint32_t>(end - i + 1), tables_->candidates(*slot)});
    }
  };
  search(KeySpace::Names, true, false);
  if (found.empty() && all_capitals(words[i])) search(KeySpace::Capitals, false, true);
  search(KeySpace::Words, false, false);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.words > b.words; });
  return found;
}

std::span<const Candidate> Knowledge::find(std::string_view form) const {
  for (KeySpace space : {KeySpace::Names, KeySpace::Words}) {
    const std::string key = key_of(form, space);
    if (key.empty()) continue;
    if (const auto* slot = tables_->facts.find(key); slot && slot->count)
      return tables_->candidates(*slot);
  }
  return {};
}

CountryView Knowledge::country(std::uint32_t row) const {
  const auto& r = tables_->record<blob::Country>(blob::kCountries, row);
  const auto& t = *tables_;
  return {t.text(r.code),    t.text(r.name),        t.text(r.kind),     sectors_of(r.sector),
          t.text(r.capital), date_of(r.life.start), date_of(r.life.end)};
}

CountryFormView Knowledge::country_form(std::uint32_t form) const {
  const auto& r = tables_->record<blob::Form>(blob::kForms, form);
  return {tables_->text(r.form), tables_->text(r.kind), sectors_of(r.sector), date_of(r.life.start),
          date_of(r.life.end)};
}

std::optional<std::uint32_t> Knowledge::country_by_code(std::string_view code) const {
  const auto found = tables_->country_rows.find(code);
  return found == tables_->country_rows.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Knowledge::successor(std::uint32_t row) const {
  std::string_view code;
  for (int steps = 0; steps < 8; ++steps) {
    const auto& r = tables_->record<blob::Country>(blob::kCountries, row);
    const auto next = tables_->text(r.successor);
    const auto found = next.empty() ? std::nullopt : country_by_code(next);
    if (!found) break;
    code = next;
    row = *found;
  }
  return code;
}

PersonView Knowledge::person(std::uint32_t row) const {
  const auto& r = tables_->record<blob::Person>(blob::kPersons, row);
  const auto& t = *tables_;
  return {t.text(r.id),         t.text(r.name),        t.text(r.country),  t.text(r.wikidata),
          sectors_of(r.sector), date_of(r.life.start), date_of(r.life.end)};
}

std::vector<SpellView> Knowledge::spells(std::uint32_t person) const {
  const auto& r = tables_->record<blob::Person>(blob::kPersons, person);
  std::vector<SpellView> out;
  for (std::uint32_t i = 0; i < r.spells; ++i) out.push_back(tables_->spell(r.first_spell + i));
  return out;
}

std::vector<SpellView> Knowledge::offices_held(std::uint32_t person, Date day) const {
  const auto& r = tables_->record<blob::Person>(blob::kPersons, person);
  std::vector<SpellView> out;
  for (std::uint32_t i = 0; i < r.spells; ++i)
    if (holds(tables_->record<blob::Spell>(blob::kSpells, r.first_spell + i).life, day))
      out.push_back(tables_->spell(r.first_spell + i));
  return out;
}

std::vector<std::uint32_t> Knowledge::holders(std::string_view role, std::string_view body,
                                              Date day) const {
  const auto& t = *tables_;
  const auto rows = t.facts.records<blob::Holder>(blob::kHolders);
  const auto key = [&](const blob::Holder& h) {
    const auto& s = t.record<blob::Spell>(blob::kSpells, h.spell);
    return std::pair(t.text(t.record<blob::Role>(blob::kRoles, s.role).role), t.text(s.body));
  };
  const std::pair wanted(role, body);
  auto at = std::lower_bound(rows.begin(), rows.end(), wanted,
                             [&](const auto& h, const auto& k) { return key(h) < k; });
  std::vector<std::uint32_t> out;
  for (; at != rows.end() && key(*at) == wanted; ++at) {
    const auto& s = t.record<blob::Spell>(blob::kSpells, at->spell);
    if (holds(s.life, day) && std::find(out.begin(), out.end(), s.person) == out.end())
      out.push_back(s.person);
  }
  return out;
}

OrganisationView Knowledge::organisation(std::uint32_t row) const {
  const auto& r = tables_->record<blob::Organisation>(blob::kOrganisations, row);
  const auto& t = *tables_;
  return {t.text(r.id),         t.text(r.name),        t.text(r.kind),
          t.text(r.code),       t.text(r.country),     t.text(r.wikidata),
          sectors_of(r.sector), date_of(r.life.start), date_of(r.life.end)};
}

std::optional<std::uint32_t> Knowledge::organisation_by_id(std::string_view id) const {
  const auto rows = tables_->facts.records<blob::Organisation>(blob::kOrganisations);
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    if (tables_->text(rows[i].id) == id) return i;
  return std::nullopt;
}

RoleView Knowledge::role(std::uint32_t row) const {
  const auto& r = tables_->record<blob::Role>(blob::kRoles, row);
  const auto& t = *tables_;
  return {t.text(r.role), t.text(r.plural),     t.text(r.kind),
          t.text(r.code), sectors_of(r.sector), false};
}

std::optional<RoleView> Knowledge::find_role(std::string_view phrase) const {
  const auto* slot = tables_->facts.find(key_of(phrase, KeySpace::Words));
  if (!slot) return std::nullopt;
  for (const auto& c : tables_->candidates(*slot))
    if (c.kind == FactKind::Role) {
      RoleView out = role(c.row);
      out.matched_plural = c.form == 1;
      return out;
    }
  return std::nullopt;
}

ModifierView Knowledge::modifier(std::uint32_t row) const {
  const auto& r = tables_->record<blob::Modifier>(blob::kModifiers, row);
  return {tables_->text(r.modifier), tables_->text(r.effect), tables_->text(r.value)};
}

std::optional<ModifierView> Knowledge::find_modifier(std::string_view word) const {
  const auto* slot = tables_->facts.find(key_of(word, KeySpace::Words));
  if (!slot) return std::nullopt;
  for (const auto& c : tables_->candidates(*slot))
    if (c.kind == FactKind::Modifier) return modifier(c.row);
  return std::nullopt;
}

GazetteerView Knowledge::place(std::uint32_t row) const {
  const auto& r = tables_->record<blob::Place>(blob::kPlaces, row);
  GazetteerView out;
  out.name = tables_->text(r.name);
  out.country_code = tables_->text(r.country);
  out.feature_class = tables_->text(r.kind);
  out.latitude = r.latitude;
  out.longitude = r.longitude;
  out.has_coordinates = r.latitude <= 90;
  out.from_table = true;
  return out;
}

std::vector<GazetteerView> Knowledge::places(std::string_view name) const {
  std::vector<GazetteerView> out;
  const auto* own = tables_->facts.find(key_of(name, KeySpace::Gazetteer));
  if (own)
    for (const auto& c : tables_->candidates(*own))
      if (c.kind == FactKind::Place) out.push_back(place(c.row));
  if (tables_->gazetteer && tables_->gazetteer->verify()) {
    const auto& g = tables_->gazetteer->view;
    if (const auto* slot = g.find(key_of(name, KeySpace::Gazetteer)))
      for (const auto& entry : g.entries(*slot)) {
        const auto& r = g.records<blob::Place>(blob::kPlaces)[entry.row];
        GazetteerView v;
        v.name = g.text(r.name);
        v.country_code = g.text(r.country);
        v.province = g.text(r.province);
        const std::string_view kind = g.text(r.kind);
        v.feature_class = kind.substr(0, 1);
        v.feature_code = kind.size() > 2 ? kind.substr(2) : std::string_view();
        v.geonameid = r.geonameid;
        v.population = r.population;
        v.latitude = r.latitude;
        v.longitude = r.longitude;
        v.has_coordinates = r.latitude <= 90;
        v.alternate_name = entry.form == 1;
        out.push_back(v);
      }
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    if (a.from_table != b.from_table) return a.from_table;
    if (a.alternate_name != b.alternate_name) return b.alternate_name;
    if (a.population != b.population) return a.population > b.population;
    return a.geonameid < b.geonameid;
  });
  return out;
}

}  // namespace dragoman
