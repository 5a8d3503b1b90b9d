#include "knowledge/name_case.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, 34> kSmall = {
    "of", "the", "and", "for", "in",  "on",  "to",  "at",  "by",  "a",   "an", "de",
    "du", "da",  "do",  "dos", "das", "del", "des", "der", "den", "di",  "la", "le",
    "el", "y",   "e",   "et",  "al",  "van", "von", "bin", "ibn", "with"};
// In names of persons these begin a family name and stand small; the rest do not occur.
constexpr std::array<std::string_view, 19> kParticles = {
    "de", "du", "da", "dos", "das", "del", "der", "den", "di", "la",
    "le", "el", "y",  "e",   "al",  "van", "von", "bin", "ibn"};

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// Looks like an abbreviation and is written as a word.
bool is_legal_form(std::string_view small) {
  return small == "inc" || small == "ltd" || small == "corp" || small == "co" || small == "llc" ||
         small == "bros" || small == "st";
}

bool has_vowel(std::string_view word) {
  return word.find_first_of("AEIOUYaeiouy") != std::string_view::npos ||
         std::any_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// "O'NEILL" -> "O'Neill", "MCCAIN" -> "McCain", "CHILDREN'S" -> "Children's"
std::string capitalised(std::string_view word) {
  std::string out = lower_case(word);
  bool up = true;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (up && out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    up = (i == 1 && out[i] == '\'' && out.size() > 3) ||
         (i == 1 && out.size() > 4 && out[0] == 'M' && out[1] == 'c') || out[i] == '(' ||
         out[i] == '.' || out[i] == '/';
  }
  return out;
}

}  // namespace

std::string NameCase::cased(std::string_view capitals, bool person) const {
  std::string out;
  std::size_t number = 0;
  while (!capitals.empty()) {
    const auto space = capitals.find(' ');
    const std::string_view word = capitals.substr(0, space);
    capitals = space == std::string_view::npos ? std::string_view() : capitals.substr(space + 1);
    if (!out.empty()) out += ' ';
    // Somebody has looked after the case of this one.
    const bool mixed =
        std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    std::string_view rest = word;
    bool first_part = true;
    while (!rest.empty()) {
      const auto hyphen = rest.find('-');
      const std::string_view part = rest.substr(0, hyphen);
      rest = hyphen == std::string_view::npos ? std::string_view() : rest.substr(hyphen + 1);
      const std::string small = lower_case(part);
      const bool alone = hyphen == std::string_view::npos && first_part;
      const bool particle =
          person ? std::find(kParticles.begin(), kParticles.end(), small) != kParticles.end()
                 : std::find(kSmall.begin(), kSmall.end(), small) != kSmall.end();
      const bool last = capitals.empty() && rest.empty();
      const bool dotted = part.size() > 2 && part[1] == '.';
      const bool short_word = !person && alone && part.size() > 1 && !is_legal_form(small) &&
                              std::all_of(part.begin(), part.end(), is_capital) &&
                              (!has_vowel(part) || abbreviations_.contains(std::string(part)));
      if (mixed || dotted || short_word)
        out += part;
      else if (particle && !last && (number > 0 || (person && (small == "al" || small == "el"))) &&
               (alone || first_part || !person))
        out += small;
      else
        out += capitalised(part);
      if (hyphen != std::string_view::npos) out += '-';
      first_part = false;
    }
    ++number;
  }
  return out;
}

std::string NameCase::person(std::string_view capitals) const {
  return cased(capitals, true);
}
std::string NameCase::organisation(std::string_view capitals) const {
  return cased(capitals, false);
}

}  // namespace dragoman
