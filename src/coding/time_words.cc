// The words of time expressions: parting by hyphens, numbers, units, names of months and days.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {
std::vector<TimeWord> time_words(const Document& d, const Sentence& sentence) {
  std::vector<TimeWord> out;
  out.reserve(static_cast<std::size_t>(sentence.tokens.size()));
  for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
    const Token& token = d.tokens[static_cast<std::size_t>(t)];
    const std::string_view text = d.text_of(token);
    const auto add = [&](std::size_t begin, std::size_t end) {
      if (begin >= end) return;
      TimeWord w;
      const std::string_view part = text.substr(begin, end - begin);
      w.text = part.size() == text.size() && !token.lower.empty() ? std::string(token.lower)
                                                                  : lower_case(part);
      if (w.text == "\xE2\x80\x99s" || w.text == "’") w.text = w.text == "’" ? "'" : "'s";
      w.token = t;
      w.span = {token.span.begin + static_cast<std::uint32_t>(begin),
                token.span.begin + static_cast<std::uint32_t>(end)};
      w.capital = part[0] >= 'A' && part[0] <= 'Z';
      read_word(w);
      out.push_back(std::move(w));
    };
    if (text.size() == 10 && Date::parse(text)) {
      add(0, text.size());
      continue;
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t n =
          text[i] == '-' || text[i] == '/'                                             ? 1
          : text.substr(i, 3) == "\xE2\x80\x93" || text.substr(i, 3) == "\xE2\x80\x94" ? 3
                                                                                       : 0;
      if (n == 0) {
        ++i;
        continue;
      }
      add(begin, i);
      add(i, i + n);
      begin = i += n;
    }
    add(begin, text.size());
  }
  return out;
}

bool TimeReader::any(std::size_t i, std::initializer_list<std::string_view> list) const {
  return i < words_.size() && std::find(list.begin(), list.end(), words_[i].text) != list.end();
}

bool TimeReader::before_is(std::size_t i, std::initializer_list<std::string_view> list) const {
  return i > 0 && any(i - 1, list);
}

TimeReader::Amount TimeReader::amount(std::size_t i) const {
  const TimeWord* w = at(i);
  if (!w) return {};
  if (w->text == "half" && any(i + 1, {"a", "an"})) {
    Amount a{0, 2};
    a.half = true;
    return a;
  }
  if (w->text == "a" || w->text == "an") {
    if (any(i + 1, {"few"})) return {-1, 2};
    if (any(i + 1, {"couple"})) return {2, is(i + 2, "of") ? std::size_t{3} : std::size_t{2}};
    if (any(i + 1, {"dozen"})) return {12, 2};
    if (any(i + 1, {"full", "whole", "single", "further"})) return {1, 2};
    return {1, 1};
  }
  if (any(i, {"several", "few", "many", "some", "dozens", "numerous", "recent"})) {
    if (w->text == "some") {
      const Amount inner = amount(i + 1);
      if (inner.words && inner.n > 1) return {inner.n, inner.words + 1};
    }
    return {-1, w->text == "dozens" && is(i + 1, "of") ? std::size_t{2} : std::size_t{1}};
  }
  if (w->number < 0 || w->ordinal) return {};
  int n = w->number;
  std::size_t used = 1;
  const bool tens = n >= 20 && n % 10 == 0 && n < 100 && !(w->text[0] >= '0' && w->text[0] <= '9');
  if (tens) {
    const std::size_t next = is(i + 1, "-") ? i + 2 : i + 1;
    const TimeWord* ones = at(next);
    if (ones && ones->number > 0 && ones->number < 10 && !ones->ordinal)
      n += ones->number, used = next + 1 - i;
  }
  Amount a{n, used};
  if (is(i + used, "and") && is(i + used + 1, "a") && is(i + used + 2, "half"))
    a.half = true, a.words += 3;
  return a;
}

char TimeReader::unit(std::size_t i, bool* plural) const {
  if (i >= words_.size()) return 0;
  std::string_view w = words_[i].text;
  static constexpr std::array<std::pair<std::string_view, char>, 18> units = {{{"second", 's'},
                                                                               {"minute", 'N'},
                                                                               {"hour", 'h'},
                                                                               {"day", 'D'},
                                                                               {"night", 'D'},
                                                                               {"week", 'W'},
                                                                               {"fortnight", 'F'},
                                                                               {"month", 'M'},
                                                                               {"year", 'Y'},
                                                                               {"decade", 'X'},
                                                                               {"century", 'C'},
                                                                               {"weekend", 'E'},
                                                                               {"quarter", 'Q'},
                                                                               {"evening", 'D'},
                                                                               {"morning", 'D'},
                                                                               {"centurie", 'C'},
                                                                               {"yr", 'Y'},
                                                                               {"mth", 'M'}}};
  for (auto [name, c] : units) {
    if (w == name) {
      if (plural) *plural = false;
      return c;
    }
    if (w.size() == name.size() + 1 && w.back() == 's' && w.substr(0, name.size()) == name) {
      if (plural) *plural = true;
      return c;
    }
  }
  return 0;
}

int TimeReader::month(std::size_t i, std::size_t* end) const {
  const TimeWord* w = at(i);
  if (!w || w->number >= 0) return 0;
  std::string_view s = w->text;
  const bool stop = s.size() > 3 && s.back() == '.';
  const int m = w->month;
  if (!m || (s.size() - stop < 5 && m != 5 && m != 6 && m != 7 && s.size() - stop > 4)) return 0;
  if (!w->capital) return 0;
  *end = i + 1;
  if (!stop && (s.size() == 3 || s == "sept") && m != 5 && is(i + 1, ".") && i + 2 < words_.size())
    *end = i + 2;
  return m;
}

int TimeReader::day_number(std::size_t i, std::size_t* end) const {
  std::size_t k = i;
  if (is(k, "the")) ++k;
  const TimeWord* w = at(k);
  if (!w || w->number < 1 || w->number > 31 || (k > i && !w->ordinal)) return 0;
  if (!(w->text[0] >= '0' && w->text[0] <= '9') && !w->ordinal) return 0;
  *end = k + 1;
  if (any(k + 1, {"st", "nd", "rd", "th"}) && words_[k + 1].span.begin == w->span.end) *end = k + 2;
  return w->number;
}

int TimeReader::year(std::size_t i, std::size_t* end) const {
  const TimeWord* w = at(i);
  if (!w) return 0;
  if (w->number >= 1500 && w->number < 2200 && !w->ordinal && w->text.size() == 4) {
    *end = i + 1;
    return w->number;
  }
  const bool apostrophe =
      w->text == "'" && at(i + 1) && words_[i + 1].text.size() == 2 && words_[i + 1].number >= 0;
  if (apostrophe) {
    *end = i + 2;
    const int n = words_[i + 1].number;
    return n < 40 ? 2000 + n : 1900 + n;
  }
  return 0;
}

int TimeReader::weekday(std::size_t i) const {
  const TimeWord* w = at(i);
  if (!w || !w->capital) return -1;
  // Short forms ("Sat", "Sun") are words of their own too; only with their full stop.
  const std::string_view s = w->text;
  if (s.size() < 6 && !(s.size() > 3 && s.back() == '.')) return -1;
  return w->weekday;
}

const char* TimeReader::part_of_day(std::size_t i) const {
  if (any(i, {"morning", "dawn"})) return "MO";
  if (any(i, {"afternoon"})) return "AF";
  if (any(i, {"evening", "dusk"})) return "EV";
  if (any(i, {"night", "midnight"})) return "NI";
  if (any(i, {"noon", "lunchtime"})) return "MI";
  return nullptr;
}

}  // namespace dragoman
