#include "knowledge/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "base/split.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> list(std::string_view cell) {
  std::vector<std::string> out;
  for (auto item : split_at(cell, ';'))
    if (!item.empty()) out.emplace_back(item);
  return out;
}

constexpr std::array kCountryKinds = {"state", "territory", "partial", "former"};
constexpr std::array kFormKinds = {"name",   "official",  "historical", "abbreviation", "demonym",
                                   "plural", "adjective", "capital",    "metonym",      "region"};
constexpr std::array kOrganisationKinds = {
    "igo",       "alliance",      "court",    "bank",         "ngo",          "agency",
    "party",     "armed_group",   "militia",  "intelligence", "police",       "military",
    "company",   "state_company", "ministry", "legislature",  "central_bank", "university",
    "religious", "union",         "movement", "crime",        "exchange",     "government"};
constexpr std::array kRoleKinds = {"office",      "occupation", "group", "force",
                                   "institution", "member",     "victim"};
constexpr std::array kEffects = {"former", "future", "deputy", "self_styled", "backed",
                                 "pro",    "anti",   "sector", "unknown"};

template <std::size_t N>
bool one_of(const std::array<const char*, N>& values, std::string_view value) {
  return std::any_of(values.begin(), values.end(), [&](const char* v) { return value == v; });
}

// One file being read: hands out cells and collects what is wrong with them.
class Reader {
 public:
  Reader(SourceTables& tables, TableProblems& problems) : tables_(tables), problems_(problems) {}

  // Calls `row(cells)` for every line that has the right shape; row adds what it accepts.
  template <class Row>
  void read(const fs::path& path, std::string_view header, Row row) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
      return complain("E201-missing-table", "cannot open the table", "check the file's permissions",
                      path.string(), 0);
    std::stringstream buffer;
    buffer << in.rdbuf();
    const std::string bytes = buffer.str();
    tables_.files.push_back(path.string());
    line_ = 0;
    if (const auto bad = find_invalid_utf8(bytes); bad != std::string::npos) {
      line_ = 1 + static_cast<int>(std::count(
                      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
      return complain("E202-bad-utf8", "the line is not valid UTF-8", "save the table as UTF-8");
    }
    const std::size_t columns = split_at(header, ' ').size();
    bool seen_header = false;
    std::string_view rest = bytes, previous;
    while (!rest.empty()) {
      const auto cut = rest.find('\n');
      const std::string_view line = rest.substr(0, cut);
      rest = cut == std::string_view::npos ? std::string_view() : rest.substr(cut + 1);
      ++line_;
      if (line.starts_with('#') && !seen_header) continue;
      const auto cells = split_at(line, '\t');
      if (!seen_header) {
        seen_header = true;
        if (fmt::format("{}", fmt::join(cells, " ")) != header)
          return complain("E203-header", fmt::format("the header is \"{}\"", fmt::join(cells, " ")),
                          fmt::format("the columns are: {}", header));
        continue;
      }
      if (cells.size() != columns) {
        complain("E204-columns",
                 fmt::format("{} columns where the header has {}", cells.size(), columns),
                 "separate cells by one tab; empty cells keep their tab");
        continue;
      }
      if (!previous.empty() && line == previous)
        complain("E206-duplicate", "the row stands twice", "remove one");
      else if (!previous.empty() && line < previous)
        complain("E205-unsorted", fmt::format("the row sorts before the one above: {}", line),
                 "sort the lines below the header with LC_ALL=C sort");
      previous = line;
      cells_ = cells;
      good_ = true;
      for (auto cell : cells)
        if (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '))
          reject("E207-spaces", fmt::format("\"{}\" begins or ends with a space", cell),
                 "remove the space");
      row();
    }
  }

  bool good() const { return good_; }
  std::string cell(int i) const { return std::string(cells_[i]); }
  std::string key(int i) {
    if (cells_[i].empty()) reject("E208-empty-key", "the row has no key", "fill the first column");
    return cell(i);
  }
  std::string id(int i) {
    for (char c : cells_[i])
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') {
        reject("E209-bad-id", fmt::format("\"{}\" is no id", cells_[i]),
               "ids are snake_case ASCII");
        break;
      }
    return key(i);
  }
  std::vector<std::string> items(int i) const { return list(cells_[i]); }
  SectorSet sectors(int i) {
    const auto set = SectorSet::parse(cells_[i]);
    if (!set)
      reject("E210-unknown-sector", fmt::format("\"{}\" is no list of sectors", cells_[i]),
             "docs/record.md lists the sectors");
    return set.value_or(SectorSet{});
  }
  template <std::size_t N>
  std::string kind(int i, const std::array<const char*, N>& kinds) {
    if (!one_of(kinds, cells_[i]))
      reject("E211-unknown-kind", fmt::format("\"{}\" is no kind of this table", cells_[i]),
             fmt::format("one of: {}", fmt::join(kinds, " ")));
    return cell(i);
  }
  Life life(int i) {
    Life out;
    for (int end = 0; end < 2; ++end) {
      const auto date = PartialDate::parse(cells_[i + end]);
      if (!date)
        reject("E212-bad-date", fmt::format("\"{}\" is no date", cells_[i + end]),
               "write YYYY, YYYY-MM or YYYY-MM-DD, or leave the cell empty");
      else
        (end ? out.end : out.start) = *date;
    }
    if (out.start.range && out.end.range && out.end.range->last < out.start.range->first)
      reject("E213-end-before-start",
             fmt::format("ends {} before it starts {}", cells_[i + 1], cells_[i]),
             "swap or mend the dates");
    return out;
  }
  // Degrees; an empty cell is unknown.
  bool degrees(int i, double limit, double& value) {
    if (cells_[i].empty()) return false;
    const auto* end = cells_[i].data() + cells_[i].size();
    const auto parsed = std::from_chars(cells_[i].data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || std::abs(value) > limit)
      reject("E214-bad-number", fmt::format("\"{}\" is no coordinate", cells_[i]),
             "decimal degrees, south and west negative");
    return good_;
  }
  RowOrigin origin() const { return {static_cast<std::int32_t>(tables_.files.size()) - 1, line_}; }

  void complain(const char* code, std::string message, std::string hint, std::string file,
                int line) {
    problems_.push_back({code, std::move(message), std::move(file), line, std::move(hint)});
  }
  void complain(const char* code, std::string message, std::string hint) {
    complain(code, std::move(message), std::move(hint), tables_.files.back(), line_);
  }

 private:
  void reject(const char* code, std::string message, std::string hint) {
    good_ = false;
    complain(code, std::move(message), std::move(hint));
  }
  SourceTables& tables_;
  TableProblems& problems_;
  std::vector<std::string_view> cells_;
  int line_ = 0;
  bool good_ = true;
};

// The files of one table: NAME.tsv, or every .tsv of the folder NAME, in order of name.
std::vector<fs::path> files_of(const fs::path& folder, const std::string& name) {
  std::vector<fs::path> out;
  std::error_code ignored;
  if (fs::exists(folder / (name + ".tsv"), ignored)) out.push_back(folder / (name + ".tsv"));
  for (const auto& entry : fs::directory_iterator(folder / name, ignored))
    if (entry.path().extension() == ".tsv") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::optional<PartialDate> PartialDate::parse(std::string_view cell) {
  if (cell.empty()) return PartialDate{};
  const auto number = [](std::string_view digits) {
    int value = 0;
    const auto* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, value);
    return parsed.ec == std::errc() && parsed.ptr == end && value > 0 ? value : -1;
  };
  const int year = number(cell.substr(0, 4));
  if (cell.size() < 4 || year < 1000) return std::nullopt;
  if (cell.size() == 4) return PartialDate{DateRange::year(year)};
  if (cell.size() == 7 && cell[4] == '-') {
    const int month = number(cell.substr(5));
    if (month < 1 || month > 12) return std::nullopt;
    return PartialDate{DateRange::month(year, month)};
  }
  if (cell.size() != 10) return std::nullopt;
  const auto day = Date::parse(cell);
  if (!day) return std::nullopt;
  return PartialDate{DateRange::day(*day)};
}

std::optional<Date> Life::first_day() const {
  return start.range ? std::optional(start.range->first) : std::nullopt;
}
std::optional<Date> Life::last_day() const {
  return end.range ? std::optional(end.range->last) : std::nullopt;
}

bool has_table(const std::string& folder, const std::string& name) {
  return !files_of(folder, name).empty();
}

SourceTables read_tables(const std::string& folder, bool complete, TableProblems& problems) {
  SourceTables t;
  Reader r(t, problems);
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) {
    r.complain("E201-missing-table", "no such folder", "give the folder that holds countries.tsv",
               folder, -1);
    return t;
  }
  if (complete && files_of(folder, "countries").empty())
    r.complain("E201-missing-table", "the folder has no countries.tsv",
               "give the folder that holds countries.tsv", folder, -1);
  for (const auto& file : files_of(folder, "countries"))
    r.read(file, "code name kind sector start end capital iso2 cow gw successor", [&] {
      CountryRow row{r.key(0),  r.cell(1),   r.kind(2, kCountryKinds),
                     r.cell(6), r.cell(7),   r.sectors(3),
                     r.life(4), r.items(10), r.origin()};
      if (r.good()) t.countries.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "country_names"))
    r.read(file, "code form kind sector start end", [&] {
      CountryNameRow row{r.key(0),     r.key(1),  r.kind(2, kFormKinds),
                         r.sectors(3), r.life(4), r.origin()};
      if (r.good()) t.country_names.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "organisations"))
    r.read(file, "organisation name aliases kind code sector country start end wikidata", [&] {
      OrganisationRow row{r.id(0),    r.key(1),     r.kind(3, kOrganisationKinds),
                          r.cell(4),  r.cell(6),    r.cell(9),
                          r.items(2), r.sectors(5), r.life(7),
                          r.origin()};
      if (r.good()) t.organisations.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "people"))
    r.read(file, "person name aliases country sector start end wikidata", [&] {
      PersonRow row{r.id(0),    r.key(1),     r.cell(3), r.cell(7),
                    r.items(2), r.sectors(4), r.life(5), r.origin()};
      if (r.good()) t.people.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "spells"))
    r.read(file, "person role body start end", [&] {
      SpellRow row{r.id(0), r.key(1), r.key(2), r.life(3), r.origin()};
      if (r.good()) t.spells.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "roles"))
    r.read(file, "role plural kind sector code", [&] {
      RoleRow row{r.key(0), r.cell(1), r.kind(2, kRoleKinds), r.cell(4), r.sectors(3), r.origin()};
      if (r.good()) t.roles.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "modifiers"))
    r.read(file, "modifier effect value", [&] {
      ModifierRow row{r.key(0), r.kind(1, kEffects), r.cell(2), r.origin()};
      if (r.good()) t.modifiers.push_back(std::move(row));
    });
  for (const auto& file : files_of(folder, "places"))
    r.read(file, "place aliases kind country latitude longitude", [&] {
      PlaceRow row{r.key(0), r.cell(2), {}, r.items(1), 0, 0, false, r.origin(), r.items(3)};
      if (row.countries.size() == 1) row.country = row.countries.front();
      const bool north = r.degrees(4, 90, row.latitude), east = r.degrees(5, 180, row.longitude);
      row.has_coordinates = north && east;
      if (r.good()) t.places.push_back(std::move(row));
    });
  return t;
}

namespace {

template <class Row, class Key>
void merge_rows(std::vector<Row>& into, std::vector<Row>&& extra, std::int32_t file_shift,
                Key key) {
  std::unordered_map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < into.size(); ++i) at.emplace(key(into[i]), i);
  for (auto& row : extra) {
    row.origin.file += file_shift;
    if (auto found = at.find(key(row)); found != at.end())
      into[found->second] = std::move(row);
    else
      into.push_back(std::move(row));
  }
}

}  // namespace

void merge_tables(SourceTables& t, SourceTables extra) {
  const auto shift = static_cast<std::int32_t>(t.files.size());
  t.files.insert(t.files.end(), extra.files.begin(), extra.files.end());
  merge_rows(t.countries, std::move(extra.countries), shift, [](const auto& r) { return r.code; });
  merge_rows(t.country_names, std::move(extra.country_names), shift,
             [](const auto& r) { return r.code + '\t' + r.form + '\t' + r.kind; });
  merge_rows(t.organisations, std::move(extra.organisations), shift,
             [](const auto& r) { return r.id; });
  merge_rows(t.people, std::move(extra.people), shift, [](const auto& r) { return r.id; });
  merge_rows(t.roles, std::move(extra.roles), shift, [](const auto& r) { return r.role; });
  merge_rows(t.modifiers, std::move(extra.modifiers), shift,
             [](const auto& r) { return r.modifier; });
  merge_rows(t.places, std::move(extra.places), shift,
             [](const auto& r) { return r.place + '\t' + r.country; });
  // Spells have no key of their own: a person named in `extra` has the spells that `extra` gives.
  std::unordered_map<std::string, bool> replaced;
  for (const auto& spell : extra.spells) replaced[spell.person] = true;
  std::erase_if(t.spells, [&](const SpellRow& s) { return replaced.contains(s.person); });
  for (auto& spell : extra.spells) {
    spell.origin.file += shift;
    t.spells.push_back(std::move(spell));
  }
}

}  // namespace dragoman
