#include "language/joins.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "language/abbreviations.h"
#include "language/characters.h"

namespace dragoman {
namespace {

bool is_address_character(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '.' || c == '-' || c == '_' || c == '+' ||
         c == '%';
}

bool word_at(std::string_view text, std::uint32_t i, std::uint32_t end) {
  if (i >= end) return false;
  std::uint32_t length;
  return is_word(decode(text, i, &length));
}

std::uint32_t word_end(std::string_view text, std::uint32_t i, std::uint32_t end) {
  while (i < end) {
    std::uint32_t length;
    if (!is_word(decode(text, i, &length))) break;
    i += length;
  }
  return i;
}

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), is_ascii_digit);
}

// Groups of digits joined by hyphens that are one token: telephone and postal numbers, dates.
bool is_number_pattern(std::string_view groups) {
  constexpr std::string_view patterns[] = {"34",  "334", "1334", "54",  "12",  "222", "224",
                                           "422", "122", "124",  "114", "214", "14"};
  return std::find(std::begin(patterns), std::end(patterns), groups) != std::end(patterns);
}

}  // namespace

std::uint32_t address_end(std::string_view text, std::uint32_t i, std::uint32_t end) {
  const std::string_view rest = text.substr(i, end - i);
  const bool web = rest.substr(0, 7) == "http://" || rest.substr(0, 8) == "https://" ||
                   rest.substr(0, 6) == "ftp://" || rest.substr(0, 4) == "www." ||
                   rest.substr(0, 4) == "WWW.";
  std::uint32_t j = i;
  if (web) {
    while (j < end && text[j] != '<' && text[j] != '>' && text[j] != '"') ++j;
    // Marks at the end belong to the sentence, a bracket only where none was opened.
    for (; j > i; --j) {
      const char c = text[j - 1];
      if (c == ')' && text.substr(i, j - i).find('(') != std::string_view::npos) break;
      if (std::string_view(".,;:!?)]}'*").find(c) == std::string_view::npos) break;
    }
    return j > i + 4 ? j : 0;
  }
  if (text[i] == '@') {
    j = word_end(text, i + 1, end);
    return j > i + 1 ? j : 0;
  }
  while (j < end && is_address_character(text[j])) ++j;
  if (j == i || j >= end || text[j] != '@') return 0;
  const std::uint32_t host = ++j;
  while (j < end && is_address_character(text[j])) ++j;
  while (j > host && !is_ascii_letter(text[j - 1]) && !is_ascii_digit(text[j - 1])) --j;
  return j > host ? j : 0;
}

std::uint32_t emoticon_end(std::string_view text, std::uint32_t i, std::uint32_t end) {
  constexpr std::string_view faces[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":')",
                                        "=)",  ":)",  ":(",  ";)",  ":D",  ":P",  ":p",
                                        "(:",  "^_^", "-_-", "<3",  "XD"};
  for (auto face : faces)
    if (text.substr(i, std::min<std::size_t>(face.size(), end - i)) == face) {
      const auto e = static_cast<std::uint32_t>(i + face.size());
      if (!word_at(text, e, end)) return e;
    }
  return 0;
}

std::uint32_t entity_end(std::string_view text, std::uint32_t i, std::uint32_t end) {
  std::uint32_t j = i + 1;
  if (j < end && text[j] == '#') ++j;
  const std::uint32_t name = j;
  while (j < end && j - name < 8 && (is_ascii_letter(text[j]) || is_ascii_digit(text[j]))) ++j;
  return j > name && j < end && text[j] == ';' ? j + 1 : 0;
}

Stop stop_after(std::string_view text, std::uint32_t i, std::uint32_t stop, std::uint32_t end,
                bool word_follows) {
  const std::string_view word = text.substr(i, stop - i);
  const std::size_t dot = word.rfind('.');
  const std::string_view segment = dot == std::string_view::npos ? word : word.substr(dot + 1);
  const bool initial = segment.size() == 1 && is_ascii_letter(segment[0]);
  // "U.S.", "a.m.", "Ph.D.", "J.F.K."
  const bool acronym = dot != std::string_view::npos && initial;
  if (!word_follows) {
    if (acronym)
      return stop + 2 < end && text[stop + 1] == '.' && text[stop + 2] == '.' ? Stop::Ends
                                                                              : Stop::Belongs;
    return Stop::Unsure;
  }
  const std::uint32_t next_end = word_end(text, stop + 1, end);
  const std::string_view next = text.substr(stop + 1, next_end - stop - 1);
  if (initial && next.size() == 1 && is_ascii_letter(next[0])) return Stop::Inside;
  if (word == "Ph" && next == "D") return Stop::Inside;
  if (initial && dot == std::string_view::npos && next_end < end && text[next_end] == '.' &&
      (next == "Sc" || next == "Phil" || next == "Ed"))
    return Stop::Inside;  // "M.Sc."
  // An address or file name: its last part is a known ending, and its case does not look like
  // prose.
  std::uint32_t j = stop;
  while (j < end && is_address_character(text[j])) ++j;
  while (j > stop + 1 && !is_ascii_letter(text[j - 1]) && !is_ascii_digit(text[j - 1])) --j;
  const std::string_view tail = text.substr(stop, j - stop);
  const std::string_view ending = tail.substr(tail.rfind('.') + 1);
  if (is_address_ending(lower_case(ending)) && (starts_lower(ending) || is_all_upper(word)))
    return Stop::Inside;
  if (acronym || (initial && is_ascii_upper(segment[0]) && starts_upper(next)))
    return Stop::Belongs;
  if (abbreviation_kind(text.substr(i, stop + 1 - i)) != AbbreviationKind::None)
    return Stop::Belongs;
  // Versions and classifications ("4.6b", "1.B") stay whole.
  if (is_ascii_digit(text[stop - 1]) && next.size() <= 2) return Stop::Inside;
  return Stop::Ends;
}

bool joins_slash(std::string_view text, std::uint32_t i, std::uint32_t slash, std::uint32_t end) {
  const std::uint32_t next_end = word_end(text, slash + 1, end);
  if (next_end == slash + 1) return false;
  const std::string_view before = text.substr(i, slash - i),
                         after = text.substr(slash + 1, next_end - slash - 1);
  const std::string_view last = before.substr(before.rfind('/') + 1);  // npos + 1 is 0
  if (all_digits(last) && all_digits(after)) return true;
  return before.size() == 1 && after.size() == 1 && is_ascii_letter(before[0]) &&
         is_ascii_letter(after[0]);
}

bool joins_ampersand(std::string_view text, std::uint32_t i, std::uint32_t mark,
                     std::uint32_t end) {
  const std::uint32_t begin = text.substr(mark, 5) == "&amp;" ? mark + 5 : mark + 1;
  const std::string_view before = text.substr(i, mark - i),
                         after = text.substr(begin, word_end(text, begin, end) - begin);
  if (after.empty()) return false;
  return (before.size() <= 1 && after.size() <= 1) || (is_all_upper(before) && is_all_upper(after));
}

std::uint32_t hyphen_joins(std::string_view text, std::uint32_t i, std::uint32_t segment,
                           std::uint32_t hyphen, std::uint32_t end) {
  if (!word_at(text, hyphen + 1, end)) return 0;
  const std::string_view left = text.substr(segment, hyphen - segment);
  if (segment == i && all_digits(left)) {
    std::string groups;
    std::uint32_t j = i;
    while (j < end) {
      const std::uint32_t begin = j;
      while (j < end && is_ascii_digit(text[j])) ++j;
      groups += static_cast<char>('0' + std::min<std::uint32_t>(9, j - begin));
      if (j + 1 >= end || text[j] != '-' || !is_ascii_digit(text[j + 1])) break;
      ++j;
    }
    // "12-20" and "3-1663" are as often scores and ranges; only the longer patterns are safe.
    return groups.size() >= 2 && groups != "12" && groups != "14" && is_number_pattern(groups) &&
                   !word_at(text, j, end)
               ? j
               : 0;
  }
  const std::uint32_t right_end = word_end(text, hyphen + 1, end);
  const std::string_view right = text.substr(hyphen + 1, right_end - hyphen - 1);
  if (left.size() > 7)
    return is_joined_suffix(right) && right != "ish" && right != "fold" ? hyphen + 1 : 0;
  const std::string lower = lower_case(left);
  if (is_joined_prefix(lower) && segment == i) {
    const bool shouting = left.size() <= 2 && is_all_upper(left) && left.size() > 1;
    if (lower == "e" || lower == "un" || lower == "over" || lower == "under")
      return starts_lower(right) && !shouting ? hyphen + 1 : 0;
    return shouting ? 0 : hyphen + 1;
  }
  if (starts_upper(left) && !is_all_upper(left) && is_given_name_syllable(lower) &&
      is_given_name_syllable(lower_case(right)))
    return hyphen + 1;
  return is_joined_suffix(right) ? hyphen + 1 : 0;
}

}  // namespace dragoman
