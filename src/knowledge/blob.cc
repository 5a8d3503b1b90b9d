#include "knowledge/blob.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>

namespace dragoman::blob {
namespace {

constexpr std::size_t kRecordSize[kSectionCount] = {1,
                                                    sizeof(Country),
                                                    sizeof(Form),
                                                    sizeof(Person),
                                                    sizeof(Spell),
                                                    sizeof(Organisation),
                                                    sizeof(Role),
                                                    sizeof(Modifier),
                                                    sizeof(Place),
                                                    sizeof(Slot),
                                                    sizeof(Entry),
                                                    sizeof(Holder)};

std::uint32_t hash_of(std::string_view key) {
  return static_cast<std::uint32_t>(XXH3_64bits(key.data(), key.size()));
}

std::size_t aligned(std::size_t n) {
  return (n + 15) / 16 * 16;
}

}  // namespace

Text Writer::text(std::string_view s) {
  if (s.empty()) return {};
  const auto [at, fresh] = interned_.try_emplace(std::string(s));
  if (fresh) {
    at->second = {static_cast<std::uint32_t>(strings_.size()),
                  static_cast<std::uint32_t>(s.size())};
    strings_ += s;
  }
  return at->second;
}

std::string Writer::finish() {
  sections_[kStrings] = strings_;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof(kMagic));
  header.version = kVersion;
  header.sections = kSectionCount;
  std::size_t end = aligned(sizeof(Header));
  for (std::uint32_t i = 0; i < kSectionCount; ++i) {
    header.section[i] = {end, sections_[i].size()};
    end = aligned(end + sections_[i].size());
  }
  header.size = end;
  std::string out(end, '\0');
  for (std::uint32_t i = 0; i < kSectionCount; ++i)
    std::memcpy(out.data() + header.section[i].offset, sections_[i].data(), sections_[i].size());
  header.checksum = XXH3_64bits(out.data() + sizeof(Header), out.size() - sizeof(Header));
  std::memcpy(out.data(), &header, sizeof(header));
  return out;
}

void IndexBuilder::add(const std::string& key, Entry entry) {
  if (key.empty() || key.size() > 1000) return;
  if (beginnings_)
    for (std::size_t cut = key.find(' '); cut != std::string::npos; cut = key.find(' ', cut + 1))
      keys_.try_emplace(key.substr(0, cut));
  auto& entries = keys_[key];
  const bool known = std::any_of(entries.begin(), entries.end(), [&](const Entry& e) {
    return e.kind == entry.kind && e.row == entry.row && e.form == entry.form;
  });
  if (!known) entries.push_back(entry);
}

void IndexBuilder::finish(Writer& writer) {
  std::vector<const std::string*> order;
  order.reserve(keys_.size());
  for (const auto& [key, entries] : keys_) order.push_back(&key);
  std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return *a < *b; });
  std::vector<Slot> slots(std::bit_ceil(std::max<std::size_t>(16, order.size() * 4 / 3 + 1)));
  std::vector<Entry> candidates;
  for (const auto* key : order) {
    const auto& entries = keys_[*key];
    const Text text = writer.text(*key);
    const std::size_t count = std::min<std::size_t>(entries.size(), UINT16_MAX);
    const Slot slot{hash_of(*key), text.offset, static_cast<std::uint16_t>(text.size),
                    static_cast<std::uint16_t>(count),
                    static_cast<std::uint32_t>(candidates.size())};
    candidates.insert(candidates.end(), entries.begin(),
                      entries.begin() + static_cast<std::ptrdiff_t>(count));
    std::size_t at = slot.hash & (slots.size() - 1);
    while (slots[at].size) at = (at + 1) & (slots.size() - 1);
    slots[at] = slot;
  }
  writer.section(kSlots, slots);
  writer.section(kCandidates, candidates);
}

Result<View> View::open(std::string_view bytes, const std::string& file) {
  const auto bad = [&](const char* code, std::string message) {
    return Error{code, std::move(message), file, -1, "build the file again with compile_knowledge"};
  };
  View v;
  v.bytes_ = bytes;
  if (bytes.size() < sizeof(Header) || std::memcmp(bytes.data(), kMagic, sizeof(kMagic)) != 0)
    return bad("E230-not-knowledge", "the file is no compiled knowledge");
  const Header& h = v.header();
  if (h.version != kVersion || h.sections != kSectionCount)
    return bad(
        "E231-knowledge-version",
        fmt::format("the file has version {}, this program reads version {}", h.version, kVersion));
  if (h.size != bytes.size())
    return bad("E232-damaged-knowledge", "the file is cut short or has grown");
  if (XXH3_64bits(bytes.data() + sizeof(Header), bytes.size() - sizeof(Header)) != h.checksum)
    return bad("E232-damaged-knowledge", "the checksum does not match");
  for (std::uint32_t i = 0; i < kSectionCount; ++i)
    if (h.section[i].offset % 16 || h.section[i].offset < sizeof(Header) ||
        h.section[i].offset > bytes.size() ||
        h.section[i].size > bytes.size() - h.section[i].offset ||
        h.section[i].size % kRecordSize[i])
      return bad("E232-damaged-knowledge", fmt::format("section {} lies outside the file", i));
  v.strings_ = bytes.substr(h.section[kStrings].offset, h.section[kStrings].size);

  // Nothing may point outside its section, so that no look-up has to ask again.
  bool sound = true;
  const auto check = [&](Text t) {
    sound = sound && t.size <= v.strings_.size() && t.offset <= v.strings_.size() - t.size;
  };
  const std::size_t countries = v.records<Country>(kCountries).size(),
                    forms = v.records<Form>(kForms).size(),
                    persons = v.records<Person>(kPersons).size(),
                    spells = v.records<Spell>(kSpells).size(),
                    organisations = v.records<Organisation>(kOrganisations).size(),
                    roles = v.records<Role>(kRoles).size(),
                    modifiers = v.records<Modifier>(kModifiers).size(),
                    places = v.records<Place>(kPlaces).size();
  for (const auto& r : v.records<Country>(kCountries)) {
    check(r.code);
    check(r.name);
    check(r.kind);
    check(r.capital);
    check(r.iso2);
    check(r.successor);
  }
  for (const auto& r : v.records<Form>(kForms)) {
    check(r.form);
    check(r.kind);
    sound = sound && r.country < countries;
  }
  for (const auto& r : v.records<Person>(kPersons)) {
    check(r.id);
    check(r.name);
    check(r.country);
    check(r.wikidata);
    sound = sound && r.spells <= spells && r.first_spell <= spells - r.spells;
  }
  for (const auto& r : v.records<Spell>(kSpells)) {
    check(r.body);
    sound = sound && r.person < persons && r.role < roles;
  }
  for (const auto& r : v.records<Organisation>(kOrganisations)) {
    check(r.id);
    check(r.name);
    check(r.kind);
    check(r.code);
    check(r.country);
    check(r.wikidata);
  }
  for (const auto& r : v.records<Role>(kRoles)) {
    check(r.role);
    check(r.plural);
    check(r.kind);
    check(r.code);
  }
  for (const auto& r : v.records<Modifier>(kModifiers)) {
    check(r.modifier);
    check(r.effect);
    check(r.value);
  }
  for (const auto& r : v.records<Place>(kPlaces)) {
    check(r.name);
    check(r.country);
    check(r.province);
    check(r.kind);
  }
  for (const auto& r : v.records<Holder>(kHolders)) sound = sound && r.spell < spells;
  const auto candidates = v.records<Entry>(kCandidates);
  const std::size_t limit[] = {countries, persons, organisations, roles, modifiers, places};
  for (const auto& r : candidates)
    sound = sound && r.kind < 6 && r.row < limit[r.kind] && (r.kind != 0 || r.form < forms);
  const auto slots = v.records<Slot>(kSlots);
  std::size_t free = 0;
  for (const auto& r : slots) {
    check({r.offset, r.size});
    free += r.size == 0;
    sound = sound && r.count <= candidates.size() && r.first <= candidates.size() - r.count;
  }
  if (!sound || !std::has_single_bit(slots.size()) || free == 0)
    return bad("E232-damaged-knowledge", "a record points outside its section");
  return v;
}

const Slot* View::find(std::string_view key) const {
  const auto slots = records<Slot>(kSlots);
  const std::uint32_t hash = hash_of(key);
  for (std::size_t at = hash & (slots.size() - 1); slots[at].size;
       at = (at + 1) & (slots.size() - 1))
    if (slots[at].hash == hash && text({slots[at].offset, slots[at].size}) == key)
      return &slots[at];
  return nullptr;
}

}  // namespace dragoman::blob
