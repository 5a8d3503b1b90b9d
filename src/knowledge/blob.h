// The compiled form of the tables: one block of bytes with a header, sections of plain records and
// a pool of strings, laid out so that a mapped file is used as it lies. Everything that points
// (string references, row numbers, ranges of candidates) is checked once before the first look-up,
// so that look-ups need no checks. Little-endian only, as every machine that we build for.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace dragoman::blob {

inline constexpr char kMagic[8] = {'D', 'R', 'A', 'G', 'O', 'K', 'N', 'W'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::int32_t kNoDate = INT32_MIN;

enum Section : std::uint32_t {
  kStrings,
  kCountries,
  kForms,
  kPersons,
  kSpells,
  kOrganisations,
  kRoles,
  kModifiers,
  kPlaces,
  kSlots,
  kCandidates,
  kHolders,
  kSectionCount
};

struct Header {
  char magic[8];
  std::uint32_t version, sections;
  std::uint64_t size;      // of the whole file
  std::uint64_t checksum;  // XXH3 of everything after the header
  struct {
    std::uint64_t offset, size;
  } section[kSectionCount];
};

struct Text {
  std::uint32_t offset = 0, size = 0;
};
struct Days {
  std::int32_t start = kNoDate, end = kNoDate;
};

struct Country {
  Text code, name, kind, capital, iso2, successor;
  std::uint32_t sector;
  Days life;
};
struct Form {
  Text form, kind;
  std::uint32_t country, sector;
  Days life;
};
struct Person {
  Text id, name, country, wikidata;
  std::uint32_t sector, first_spell, spells;
  Days life;
};
struct Spell {
  Text body;
  std::uint32_t person, role;
  Days life;
};
struct Organisation {
  Text id, name, kind, code, country, wikidata;
  std::uint32_t sector;
  Days life;
};
struct Role {
  Text role, plural, kind, code;
  std::uint32_t sector;
};
struct Modifier {
  Text modifier, effect, value;
};
struct Place {
  Text name, country, province,
      kind;  // country: ISO alpha-3; kind: a GeoNames class and code, "P.PPLA"
  std::int64_t geonameid, population;
  double latitude, longitude;
};
// A slot of the open-addressing hash table over keys. A key without candidates is the beginning of
// a longer one. size == 0: free.
struct Slot {
  std::uint32_t hash, offset;
  std::uint16_t size, count;
  std::uint32_t first;
};
struct Entry {
  std::uint32_t kind, row, form;
};
// Spells in order of (role, body, start), for holders().
struct Holder {
  std::uint32_t spell;
};

// Collects sections; strings are interned.
class Writer {
 public:
  Text text(std::string_view s);
  std::string_view view(Text t) const {
    return std::string_view(strings_).substr(t.offset, t.size);
  }
  template <class Record>
  void section(Section id, const std::vector<Record>& records) {
    static_assert(std::is_trivially_copyable_v<Record>);
    sections_[id].assign(reinterpret_cast<const char*>(records.data()),
                         records.size() * sizeof(Record));
  }
  std::string finish();

 private:
  std::string strings_;
  std::unordered_map<std::string, Text> interned_;
  std::string sections_[kSectionCount];
};

// A hash table under construction: keys to candidates. With `beginnings`, every beginning of a key
// is a key too (without candidates), so that a search for the longest form knows when to stop.
class IndexBuilder {
 public:
  explicit IndexBuilder(bool beginnings) : beginnings_(beginnings) {}
  void add(const std::string& key, Entry entry);
  // Slots and candidates, in an order that depends on the keys alone.
  void finish(Writer& writer);

 private:
  bool beginnings_;
  std::unordered_map<std::string, std::vector<Entry>> keys_;
};

// A view of such bytes; the bytes must outlive it.
class View {
 public:
  // Checks everything: lay_over, then verify.
  static Result<View> open(std::string_view bytes, const std::string& file);
  // Checks the header alone, at once whatever the size. Nothing may be looked up before verify().
  static Result<View> lay_over(std::string_view bytes, const std::string& file);
  // Reads every byte: the checksum, and that nothing points outside its section.
  Result<void> verify(const std::string& file) const;
  std::string_view text(Text t) const { return strings_.substr(t.offset, t.size); }
  template <class Record>
  std::span<const Record> records(Section id) const {
    return {reinterpret_cast<const Record*>(bytes_.data() + header().section[id].offset),
            header().section[id].size / sizeof(Record)};
  }
  // The slot of a key, or nothing.
  const Slot* find(std::string_view key) const;
  std::span<const Entry> entries(const Slot& slot) const {
    return records<Entry>(kCandidates).subspan(slot.first, slot.count);
  }
  std::uint64_t checksum() const { return header().checksum; }
  std::string_view bytes() const { return bytes_; }

 private:
  const Header& header() const { return *reinterpret_cast<const Header*>(bytes_.data()); }
  std::string_view bytes_, strings_;
};

}  // namespace dragoman::blob
