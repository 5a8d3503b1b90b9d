// Datelines: place, region, day and agency before a dash, colon or full stop.
#include <array>

#include "reading/date_text.h"
#include "reading/furniture.h"

namespace dragoman {
namespace {

bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool letter(char c) {
  return upper(c) || lower(c) || (c & 0x80);
}
bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { spaces(); }
  std::size_t at() const { return at_; }
  void to(std::size_t at) { at_ = at; }
  void spaces() {
    while (at_ < text_.size() && (blank(text_[at_]) || text_.substr(at_, 2) == "\xC2\xA0"))
      at_ += blank(text_[at_]) ? 1 : 2;
  }
  bool take(std::string_view s) {
    if (text_.substr(at_, s.size()) != s) return false;
    at_ += s.size();
    return true;
  }
  char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  // Letters, inner hyphens and apostrophes, and a full stop after at most three letters ("St.").
  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (letter(text_[at_]) ||
                                  ((text_[at_] == '-' || text_[at_] == '\'') && at_ > begin &&
                                   at_ + 1 < text_.size() && letter(text_[at_ + 1])) ||
                                  (text_[at_] == '.' && at_ > begin && at_ + 1 < text_.size() &&
                                   upper(text_[at_ + 1])))) {
      // A dash of several bytes is no letter.
      if (text_.substr(at_, 2) == "\xE2\x80" || text_.substr(at_, 2) == "\xC2\xA0") break;
      ++at_;
    }
    if (now() == '.' && at_ > begin && at_ - begin <= 3 && text_.substr(at_ + 1, 1) == " " &&
        at_ + 2 < text_.size() && upper(text_[at_ + 2]))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  bool dash() {
    for (std::string_view d : {"\xE2\x80\x94", "\xE2\x80\x93", "--", "-", "\xE2\x88\x92"})
      if (take(d)) {
        while (take("-")) {
        }
        return true;
      }
    return false;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool all_capitals(std::string_view s) {
  int n = 0;
  for (char c : s) {
    if (lower(c)) return false;
    n += upper(c);
  }
  return n >= 2;
}

bool is_link_word(std::string_view w) {
  for (std::string_view link : {"de",  "el", "al",  "la",  "of",  "and", "the", "da",   "do", "du",
                                "des", "le", "les", "del", "san", "bin", "ad",  "upon", "di", "y"})
    if (w == link) return true;
  return false;
}

// Up to five words that begin with capitals; how many there were.
int place_words(Scanner& scan, bool& capitals, std::string_view text) {
  int words = 0;
  std::size_t end = scan.at();
  while (words < 5) {
    const std::size_t before = scan.at();
    const std::string_view w = scan.word();
    const bool fits =
        !w.empty() && (upper(w[0]) || (w[0] & 0x80) || (words > 0 && is_link_word(w)));
    if (!fits || (words > 0 && month_of(w) && w.size() >= 3)) {
      scan.to(before);
      break;
    }
    if (!all_capitals(w) && !is_link_word(w)) capitals = false;
    ++words;
    end = scan.at();
    scan.spaces();
  }
  scan.to(end);
  (void)text;
  return words;
}

}  // namespace

std::optional<Dateline> find_dateline(std::string_view text, bool lead) {
  const std::string_view head = text.substr(0, 160);
  Scanner scan(head);
  Dateline line;
  bool capitals = true, region_capitals = true;
  const std::size_t begin = scan.at();
  bool agency_first = false;
  const int words = place_words(scan, capitals, head);
  if (words == 0) return std::nullopt;
  std::size_t end = scan.at();
  bool has_date = false, has_agency = false;
  std::string_view first = head.substr(begin, end - begin);
  // "AFP - ", "(AP) --": an agency alone is no dateline; leave it to the general marks below.
  line.place = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  const auto read_date = [&]() {
    scan.spaces();
    const auto date = find_date(head.substr(0, std::min(head.size(), scan.at() + 40)), scan.at());
    if (!date || date->begin != scan.at()) return false;
    line.date = {static_cast<std::uint32_t>(date->begin), static_cast<std::uint32_t>(date->end)};
    scan.to(date->end);
    return has_date = true;
  };
  // Regions and the day, each after a comma.
  for (int i = 0; i < 4; ++i) {
    const std::size_t before = scan.at();
    scan.spaces();
    if (!scan.take(",")) {
      scan.to(before);
      break;
    }
    scan.spaces();
    if (weekday_of(head.substr(scan.at(), std::min<std::size_t>(9, head.size() - scan.at()))) >=
        0) {
    }
    if (!has_date && read_date()) continue;
    if (has_date || place_words(scan, region_capitals, head) == 0) {
      scan.to(before);
      break;
    }
    line.place.end = static_cast<std::uint32_t>(scan.at());
  }
  // "DILI, May 25 AAP - ", "SEOUL (Reuters) - ", "AMMAN (October 7) - ".
  for (int i = 0; i < 2; ++i) {
    scan.spaces();
    const std::size_t open = scan.at();
    if (scan.take("(")) {
      const std::size_t close = head.find(')', open);
      if (close == std::string_view::npos || close - open > 40) return std::nullopt;
      const std::string_view inner = head.substr(open + 1, close - open - 1);
      const auto date = find_date(inner);
      if (date && date->begin == 0) {
        line.date = {static_cast<std::uint32_t>(open + 1), static_cast<std::uint32_t>(close)};
        has_date = true;
      } else if (!inner.empty() && upper(inner[0])) {
        line.agency = std::string(inner);
        has_agency = true;
      } else {
        return std::nullopt;
      }
      scan.to(close + 1);
      if (scan.now() == '.') scan.take(".");
    } else if (has_date && !has_agency) {
      const std::size_t before = scan.at();
      bool ignored = true;
      if (const int n = place_words(scan, ignored, head); n > 0 && n <= 2) {
        const std::string_view agency = head.substr(before, scan.at() - before);
        const std::size_t after = scan.at();
        scan.spaces();
        if (scan.dash()) {
          line.agency = std::string(agency);
          has_agency = true;
          scan.to(after);
        } else {
          scan.to(before);
        }
      } else {
        scan.to(before);
      }
    }
  }
  scan.spaces();
  const bool spaced = scan.at() > 0 && blank(head[scan.at() - 1]);
  const std::size_t mark = scan.at();
  bool closed = false;
  if (scan.dash()) {
    // "Franco-German": a hyphen inside a word is no dash.
    closed = spaced || blank(scan.now()) || (head[mark] & 0x80) || has_agency;
  } else if (scan.take(":")) {
    closed = has_date || has_agency || (lead && capitals);
  } else if (scan.take(".")) {
    closed = has_date && (blank(scan.now()) || scan.now() == '\0');
    if (closed) {
      scan.spaces();
      scan.dash();
    }
  }
  if (!closed) return std::nullopt;
  // Evidence: capitals suffice in a lead paragraph; a name in small letters needs a day or agency.
  const bool whole_is_capitals = all_capitals(text.substr(0, 400)) && text.size() > 60;
  if (!has_date && !has_agency && (!capitals || whole_is_capitals || !lead)) return std::nullopt;
  if (!capitals && has_agency && !has_date && words > 4) return std::nullopt;
  if (first.size() < 2 || agency_first) return std::nullopt;
  scan.spaces();
  line.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(scan.at())};
  if (scan.at() >= text.size()) line.span.end = static_cast<std::uint32_t>(text.size());
  return line;
}

}  // namespace dragoman
