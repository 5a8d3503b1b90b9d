// The family name of a person, and the spellings that follow from how names are written.

#include <algorithm>
#include <array>

#include "knowledge/tables.h"

namespace dragoman {
namespace {

std::vector<std::string> words_of(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto cut = text.find(separator);
    if (cut != 0) out.emplace_back(text.substr(0, cut));
    text = cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1);
  }
  return out;
}

std::string join(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

// Words that belong to the family name that follows them.
bool is_particle(std::string_view word) {
  static constexpr std::array particles = {"al",  "el",  "bin", "ben",  "ibn", "ould", "abu",
                                           "van", "von", "der", "den",  "de",  "del",  "di",
                                           "da",  "dos", "du",  "la",   "le",  "ter",  "ten",
                                           "st",  "mac", "ul",  "bint", "abd", "abdel"};
  const std::string plain = fold(word);
  return std::any_of(particles.begin(), particles.end(), [&](const char* p) { return plain == p; });
}

bool is_suffix(std::string_view word) {
  static constexpr std::array suffixes = {"Jr", "Jr.", "Sr", "Sr.", "II", "III",
                                          "IV", "V",   "VI", "VII", "XVI"};
  return std::any_of(suffixes.begin(), suffixes.end(), [&](const char* s) { return word == s; });
}

// "Kim Jong-un" is printed "Kim Jong Un" too, "Bashar al-Assad" "Bashar Al-Assad" and "Bashar
// Assad".
void add_spellings(const std::string& name, bool family, std::vector<NameForm>& out) {
  out.push_back({name, family});
  for (std::string_view article :
       {"al-", "el-", "Al-", "El-", "ad-", "ar-", "as-", "az-", "an-", "ash-"}) {
    std::size_t at = name.find(article);
    while (at != std::string::npos && at > 0 && name[at - 1] != ' ')
      at = name.find(article, at + 1);
    if (at == std::string::npos) continue;
    std::string with = name, capital = name;
    with.erase(at, article.size());
    capital[at] =
        article[0] >= 'a' ? static_cast<char>(article[0] - 32) : static_cast<char>(article[0] + 32);
    if (!with.empty()) out.push_back({with, family});
    out.push_back({capital, family});
  }
  const auto hyphen = name.rfind('-');
  if (hyphen != std::string::npos && hyphen + 1 < name.size()) {
    std::string other = name;
    char& c = other[hyphen + 1];
    if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 32);
    else if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c + 32);
    if (other != name) out.push_back({other, family});
  }
}

void add_family(const PersonRow& person, std::vector<NameForm>& out) {
  auto words = words_of(person.name, ' ');
  while (words.size() > 1 && is_suffix(words.back())) words.pop_back();
  if (words.size() < 2) return;
  // The id begins with the family name: "bush_george_w", "van_rompuy_herman".
  const auto id = words_of(person.id, '_');
  std::size_t first = words.size() - 1, end = words.size();
  const std::string head = id.empty() ? std::string() : id.front();
  if (family_name_first(person.country) && fold(words.front()) == head) {
    first = 0;
    end = 1;
  } else {
    while (first > 1 && is_particle(words[first - 1])) --first;
    // A double family name ("Lopez Obrador"): both words, and the last.
    if (first > 1 && fold(words[first - 1]) == head) {
      add_spellings(join(words, first - 1, end), true, out);
    }
  }
  const std::string family = join(words, first, end);
  if (family.size() < 2) return;
  add_spellings(family, true, out);
  if (end - first > 1) out.push_back({words[end - 1], true});
}

}  // namespace

// States whose people put the family name first and are called by it.
bool family_name_first(std::string_view country) {
  static constexpr std::array countries = {"CHN", "TWN", "KOR", "PRK", "HKG", "MAC"};
  return std::any_of(countries.begin(), countries.end(),
                     [&](const char* c) { return country == c; });
}

std::vector<NameForm> name_forms(const PersonRow& person) {
  std::vector<NameForm> out;
  add_spellings(person.name, false, out);
  for (const auto& alias : person.aliases)
    add_spellings(alias, alias.find(' ') == std::string::npos, out);
  add_family(person, out);
  // "George W. Bush" is named without the initial, too, where nobody of that name has none.
  const auto words = words_of(person.name, ' ');
  if (words.size() == 3 && words[1].size() == 2 && words[1][1] == '.') {
    std::string plain = words[0] + " " + words[2];
    out.push_back({std::move(plain), false});
  }
  return out;
}

}  // namespace dragoman
