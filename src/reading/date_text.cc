#include "reading/date_text.h"

#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace dragoman {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

struct Piece {
  enum Kind { Number, Word, Mark } kind;
  std::string_view text;
  std::size_t begin;
  int value = -1;
  std::size_t end() const { return begin + text.size(); }
};

// Numbers, words and single marks; spaces part them.
std::vector<Piece> pieces_of(std::string_view text, std::size_t from) {
  std::vector<Piece> out;
  for (std::size_t i = from; i < text.size();) {
    const char c = text[i];
    std::size_t j = i + 1;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++i;
      continue;
    }
    if (text.substr(i, 2) == "\xC2\xA0") {
      i += 2;
      continue;
    }
    Piece p{Piece::Mark, text.substr(i, 1), i};
    if (digit(c)) {
      while (j < text.size() && digit(text[j])) ++j;
      p = {Piece::Number, text.substr(i, j - i), i};
      p.value = 0;
      for (char d : p.text.substr(0, 8)) p.value = p.value * 10 + (d - '0');
      if (p.text.size() > 8) p.value = -1;
    } else if (letter(c)) {
      while (j < text.size() && letter(text[j])) ++j;
      p = {Piece::Word, text.substr(i, j - i), i};
    }
    out.push_back(p);
    i = j;
  }
  return out;
}

bool same(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(a[i])) != lower[i]) return false;
  return true;
}

int listed(std::string_view word, const std::string_view* names, int n) {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  if (word.size() < 3) return -1;
  for (int i = 0; i < n; ++i) {
    if (same(word, names[i])) return i;
    if (word.size() <= 4 && word.size() < names[i].size() &&
        same(word, names[i].substr(0, word.size())))
      return i;
  }
  return -1;
}

bool valid(const WrittenDate& d) {
  return Date::make(d.year ? d.year : 2000, d.month, d.day).has_value();
}

bool is_mark(const Piece& p, char c) {
  return p.kind == Piece::Mark && p.text[0] == c;
}

// Reads a date whose first piece is i; returns the index past its last piece, 0 for none.
class Matcher {
 public:
  explicit Matcher(const std::vector<Piece>& pieces) : p_(pieces) {}

  std::size_t match(std::size_t i, WrittenDate& d) const {
    for (auto rule : {&Matcher::iso, &Matcher::compact, &Matcher::day_month, &Matcher::month_day,
                      &Matcher::slashed}) {
      d = {};
      if (const std::size_t end = (this->*rule)(i, d); end > 0 && valid(d)) return end;
    }
    return 0;
  }

 private:
  const Piece* at(std::size_t i) const { return i < p_.size() ? &p_[i] : nullptr; }
  bool mark(std::size_t i, char c) const { return i < p_.size() && is_mark(p_[i], c); }
  bool number(std::size_t i, int low, int high, std::size_t longest) const {
    return i < p_.size() && p_[i].kind == Piece::Number && p_[i].text.size() <= longest &&
           p_[i].value >= low && p_[i].value <= high;
  }
  bool touches(std::size_t i) const {
    return i > 0 && i < p_.size() && p_[i - 1].end() == p_[i].begin;
  }
  bool year(std::size_t i) const { return number(i, 1000, 2999, 4); }
  int month(std::size_t i) const {
    return i < p_.size() && p_[i].kind == Piece::Word ? month_of(p_[i].text) : 0;
  }
  std::size_t past_dot(std::size_t i) const { return mark(i, '.') && touches(i) ? i + 1 : i; }

  std::size_t iso(std::size_t i, WrittenDate& d) const {
    if (!year(i) || p_[i].text.size() != 4) return 0;
    const char separator = mark(i + 1, '-')   ? '-'
                           : mark(i + 1, '/') ? '/'
                           : mark(i + 1, '.') ? '.'
                                              : 0;
    if (!separator || !number(i + 2, 1, 12, 2) || !mark(i + 3, separator) ||
        !number(i + 4, 1, 31, 2))
      return 0;
    d.year = p_[i].value, d.month = p_[i + 2].value, d.day = p_[i + 4].value;
    return i + 5;
  }
  std::size_t compact(std::size_t i, WrittenDate& d) const {
    if (i >= p_.size() || p_[i].kind != Piece::Number || p_[i].text.size() != 8) return 0;
    d.year = p_[i].value / 10000, d.month = p_[i].value / 100 % 100, d.day = p_[i].value % 100;
    return d.year >= 1900 && d.year < 2100 ? i + 1 : 0;
  }
  // An optional year after a day and month: ", 2016", " 2016", "-2016", " '90", " 90".
  std::size_t optional_year(std::size_t i, WrittenDate& d) const {
    std::size_t j = i;
    if (mark(j, ',') || mark(j, '-') || mark(j, '/')) ++j;
    if (mark(j, '\'')) ++j;
    if (year(j) && p_[j].text.size() == 4) {
      d.year = p_[j].value;
      return j + 1;
    }
    // Two digits only directly behind the month, and not where a time of day begins ("3 Jan 90").
    if ((j == i || mark(i, '-')) && number(j, 40, 99, 2) && p_[j].text.size() == 2 &&
        !mark(j + 1, ':')) {
      d.year = 1900 + p_[j].value;
      return j + 1;
    }
    return i;
  }
  std::size_t day_month(std::size_t i, WrittenDate& d) const {
    if (!number(i, 1, 31, 2)) return 0;
    std::size_t j = i + 1;
    if (j < p_.size() && touches(j) && p_[j].kind == Piece::Word &&
        (same(p_[j].text, "st") || same(p_[j].text, "nd") || same(p_[j].text, "rd") ||
         same(p_[j].text, "th")))
      ++j;
    if (mark(j, '.') || mark(j, '-') || mark(j, '/')) ++j;
    if (j < p_.size() && same(p_[j].text, "of")) ++j;
    if (!month(j)) return 0;
    d.day = p_[i].value, d.month = month(j);
    return optional_year(past_dot(j + 1), d);
  }
  std::size_t month_day(std::size_t i, WrittenDate& d) const {
    if (!month(i)) return 0;
    std::size_t j = past_dot(i + 1);
    if (mark(j, '-') || mark(j, '/')) ++j;
    if (!number(j, 1, 31, 2)) return 0;
    d.month = month(i), d.day = p_[j].value;
    ++j;
    if (j < p_.size() && touches(j) && p_[j].kind == Piece::Word && p_[j].text.size() == 2) ++j;
    const std::size_t end = optional_year(j, d);
    return mark(j, ',') && end == j + 1 ? j : end;
  }
  std::size_t slashed(std::size_t i, WrittenDate& d) const {
    const char separator = mark(i + 1, '/')   ? '/'
                           : mark(i + 1, '.') ? '.'
                           : mark(i + 1, '-') ? '-'
                                              : 0;
    if (!separator || !number(i, 1, 31, 2) || !number(i + 2, 1, 31, 2) || !mark(i + 3, separator) ||
        !year(i + 4))
      return 0;
    const int a = p_[i].value, b = p_[i + 2].value;
    d.year = p_[i + 4].value;
    if (separator == '.' || a > 12 || a == b)
      d.day = a, d.month = b;
    else if (b > 12)
      d.month = a, d.day = b;
    else
      return 0;
    return i + 5;
  }

  const std::vector<Piece>& p_;
};

// A time of day and a zone behind a date belong to it.
std::size_t past_time(std::string_view text, const std::vector<Piece>& p, std::size_t i) {
  std::size_t j = i;
  if (j < p.size() && (same(p[j].text, "t") || same(p[j].text, "at") || is_mark(p[j], ','))) ++j;
  if (!(j + 2 < p.size() && p[j].kind == Piece::Number && p[j].value < 25 &&
        (is_mark(p[j + 1], ':') || is_mark(p[j + 1], '.')) && p[j + 2].kind == Piece::Number))
    return p[i - 1].end();
  std::size_t end = p[j + 2].end();
  std::size_t k = j + 3;
  for (; k < p.size() && k < j + 16; ++k) {
    static constexpr std::array<std::string_view, 17> zone = {
        "am",  "pm", "a",   "p",    "m",   "gmt", "utc", "z",  "est",
        "edt", "et", "cet", "cest", "bst", "ist", "msk", "pst"};
    bool part = p[k].kind == Piece::Number || is_mark(p[k], ':') || is_mark(p[k], '+') ||
                is_mark(p[k], '(') || is_mark(p[k], ')') || is_mark(p[k], '.') ||
                is_mark(p[k], '-');
    for (auto z : zone) part = part || same(p[k].text, z);
    if (!part || text.substr(end, p[k].begin - end).find('\n') != std::string_view::npos) break;
    end = p[k].end();
  }
  return end;
}

}  // namespace

std::optional<Date> WrittenDate::date() const {
  return year ? Date::make(year, month, day) : std::nullopt;
}

int month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> names = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  return listed(word, names.data(), 12) + 1;
}

int weekday_of(std::string_view word) {
  static constexpr std::array<std::string_view, 7> names = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  return listed(word, names.data(), 7);
}

std::optional<WrittenDate> find_date(std::string_view text, std::size_t from) {
  const auto pieces = pieces_of(text, from);
  const Matcher matcher(pieces);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    WrittenDate d;
    if (const std::size_t end = matcher.match(i, d)) {
      d.begin = pieces[i].begin;
      d.end = past_time(text, pieces, end);
      return d;
    }
  }
  return std::nullopt;
}

std::optional<Date> parse_published(std::string_view field) {
  while (!field.empty() && (field.front() == ' ' || field.front() == '\n')) field.remove_prefix(1);
  if (field.size() > 200) return std::nullopt;
  if (auto day = Date::parse(field)) return day;
  const auto found = find_date(field);
  return found ? found->date() : std::nullopt;
}

}  // namespace dragoman
