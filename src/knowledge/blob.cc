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

Error unusable(const char* code, std::string message, const std::string& file) {
  return {code, std::move(message), file, -1, "build the file again with compile_knowledge"};
}

// Collects numbers that must lie under a limit. Sums, not branches: loading reads every record of
// the gazetteer's million, and a chain of && there costs more than the checksum does.
class Bounds {
 public:
  explicit Bounds(std::size_t strings) : strings_(strings) {}
  void text(std::uint64_t offset, std::uint64_t size) { over_ |= strings_ - offset - size; }
  void text(Text t) { text(t.offset, t.size); }
  template <class... Texts>
  void texts(Texts... all) {
    (text(all), ...);
  }
  // value < limit
  void row(std::uint64_t value, std::uint64_t limit) { over_ |= limit - 1 - value; }
  // first + count <= limit
  void range(std::uint64_t first, std::uint64_t count, std::uint64_t limit) {
    over_ |= limit - first - count;
  }
  // Sizes and 32-bit numbers are far from 2^63: only a difference below zero sets the highest bit.
  bool kept() const { return over_ >> 63 == 0; }

 private:
  std::uint64_t strings_, over_ = 0;
};

// Whether nothing points outside its section, so that no look-up has to ask again.
bool sound(const View& v) {
  const auto slots = v.records<Slot>(kSlots);
  const auto candidates = v.records<Entry>(kCandidates);
  const std::size_t forms = v.records<Form>(kForms).size(),
                    spells = v.records<Spell>(kSpells).size();
  const std::size_t rows[] = {v.records<Country>(kCountries).size(),
                              v.records<Person>(kPersons).size(),
                              v.records<Organisation>(kOrganisations).size(),
                              v.records<Role>(kRoles).size(),
                              v.records<Modifier>(kModifiers).size(),
                              v.records<Place>(kPlaces).size(),
                              0,
                              0};
  Bounds bounds(v.records<char>(kStrings).size());
  for (const auto& r : v.records<Country>(kCountries))
    bounds.texts(r.code, r.name, r.kind, r.capital, r.iso2, r.successor);
  for (const auto& r : v.records<Form>(kForms)) {
    bounds.texts(r.form, r.kind);
    bounds.row(r.country, rows[0]);
  }
  for (const auto& r : v.records<Person>(kPersons)) {
    bounds.texts(r.id, r.name, r.country, r.wikidata);
    bounds.range(r.first_spell, r.spells, spells);
  }
  for (const auto& r : v.records<Spell>(kSpells)) {
    bounds.text(r.body);
    bounds.row(r.person, rows[1]);
    bounds.row(r.role, rows[3]);
  }
  for (const auto& r : v.records<Organisation>(kOrganisations))
    bounds.texts(r.id, r.name, r.kind, r.code, r.country, r.wikidata);
  for (const auto& r : v.records<Role>(kRoles)) bounds.texts(r.role, r.plural, r.kind, r.code);
  for (const auto& r : v.records<Modifier>(kModifiers)) bounds.texts(r.modifier, r.effect, r.value);
  for (const auto& r : v.records<Place>(kPlaces))
    bounds.texts(r.name, r.country, r.province, r.kind);
  for (const auto& r : v.records<Holder>(kHolders)) bounds.row(r.spell, spells);
  for (const auto& r : candidates) {
    bounds.row(r.kind, 6);
    bounds.row(r.row, rows[r.kind & 7]);
    bounds.row(r.kind == 0 ? r.form : 0, forms + (r.kind != 0));
  }
  std::size_t free = 0;
  for (const auto& r : slots) {
    bounds.text(r.offset, r.size);
    bounds.range(r.first, r.count, candidates.size());
    free += r.size == 0;
  }
  return bounds.kept() && std::has_single_bit(slots.size()) && free > 0;
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

Result<View> View::lay_over(std::string_view bytes, const std::string& file) {
  const auto bad = [&](const char* code, std::string message) {
    return unusable(code, std::move(message), file);
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
  for (std::uint32_t i = 0; i < kSectionCount; ++i)
    if (h.section[i].offset % 16 || h.section[i].offset < sizeof(Header) ||
        h.section[i].offset > bytes.size() ||
        h.section[i].size > bytes.size() - h.section[i].offset ||
        h.section[i].size % kRecordSize[i])
      return bad("E232-damaged-knowledge", fmt::format("section {} lies outside the file", i));
  v.strings_ = bytes.substr(h.section[kStrings].offset, h.section[kStrings].size);

  return v;
}

Result<void> View::verify(const std::string& file) const {
  const std::string_view body = bytes_.substr(sizeof(Header));
  if (XXH3_64bits(body.data(), body.size()) != header().checksum)
    return unusable("E232-damaged-knowledge", "the checksum does not match", file);
  if (!sound(*this))
    return unusable("E232-damaged-knowledge", "a record points outside its section", file);
  return {};
}

Result<View> View::open(std::string_view bytes, const std::string& file) {
  auto view = lay_over(bytes, file);
  if (!view) return view;
  if (auto whole = view->verify(file); !whole) return whole.error();
  return view;
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
