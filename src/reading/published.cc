#include "reading/published.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "reading/date_text.h"
#include "reading/furniture.h"

namespace dragoman {
namespace {

// /2016/08/16/ or 2016-08-16 or 20160816 in an address.
std::optional<Date> day_in_url(std::string_view url) {
  for (std::size_t i = 0; i + 8 <= url.size(); ++i) {
    if (i > 0 && std::isdigit(static_cast<unsigned char>(url[i - 1]))) continue;
    const auto number = [&](std::size_t at, std::size_t n) {
      int v = 0;
      for (std::size_t k = at; k < at + n; ++k) {
        if (k >= url.size() || !std::isdigit(static_cast<unsigned char>(url[k]))) return -1;
        v = v * 10 + (url[k] - '0');
      }
      return v;
    };
    const int year = number(i, 4);
    if (year < 1980 || year > 2100) continue;
    const auto parted = [&](char c) {
      return i + 10 <= url.size() && url[i + 4] == c && url[i + 7] == c &&
             (i + 10 == url.size() || !std::isdigit(static_cast<unsigned char>(url[i + 10])));
    };
    if (parted('/') || parted('-'))
      if (auto day = Date::make(year, number(i + 5, 2), number(i + 8, 2))) return day;
    if (i + 8 == url.size() || !std::isdigit(static_cast<unsigned char>(url[i + 8])))
      if (number(i, 8) > 0)
        if (auto day = Date::make(year, number(i + 4, 2), number(i + 6, 2))) return day;
  }
  return std::nullopt;
}

std::size_t find_word(const std::string& sentence, std::string_view word) {
  for (std::size_t at = sentence.find(word); at != std::string::npos;
       at = sentence.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !std::isalpha(static_cast<unsigned char>(sentence[at - 1]))) &&
        (end == sentence.size() || !std::isalpha(static_cast<unsigned char>(sentence[end]))))
      return at;
  }
  return std::string::npos;
}

// Where the first word stands that speaks of what is to come, or npos.
std::size_t future_at(const std::string& lower) {
  std::size_t first = std::string::npos;
  for (auto word : {"will", "would", "set to", "is to", "are to", "due to", "plan", "plans",
                    "planned", "expected to", "scheduled", "ahead of", "upcoming", "next"})
    first = std::min(first, find_word(lower, word));
  return first;
}

bool tells_a_report(const std::string& lower) {
  for (auto word :
       {"said", "told", "reported", "announced", "stated", "says", "declared", "met", "held"})
    if (find_word(lower, word) != std::string::npos) return true;
  return false;
}

// Sentences, roughly: this runs before the segmenter, and only evidence of days is looked for.
std::vector<std::string_view> rough_sentences(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool stop = (text[i] == '.' || text[i] == '?' || text[i] == '!') &&
                      (text[i + 1] == ' ' || text[i + 1] == '\n') && i >= begin + 24;
    if (!stop) continue;
    const std::string_view last = text.substr(begin, i - begin);
    const std::size_t space = last.find_last_of(" \n");
    if (space != std::string_view::npos && last.size() - space <= 5 &&
        month_of(last.substr(space + 1)))
      continue;  // "on Nov. 28"
    out.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  out.push_back(text.substr(begin));
  return out;
}

// The latest day, or last day of a month or year, that the text names with its year as past.
class Narrowing {
 public:
  explicit Narrowing(const Document& document) {
    for (const Block& block : document.blocks)
      if (block.kind == BlockKind::Paragraph || block.kind == BlockKind::Caption ||
          block.kind == BlockKind::Dateline)
        for (std::string_view sentence : rough_sentences(document.text_of(block.span)))
          read(sentence);
  }

  std::optional<Date> day() const {
    if (!floor_) return std::nullopt;
    std::optional<Date> best;
    for (const auto& [month, d] : days_)
      for (int year : {floor_->year(), floor_->year() + 1}) {
        const auto day = Date::make(year, month, d);
        if (!day || *day < *floor_) continue;
        // Days of one report lie close together; the latest that is told as done is its day.
        if (!best || (*day > *best && *day <= best->plus_days(31))) best = day;
        break;
      }
    return best;
  }

 private:
  void read(std::string_view sentence) {
    const std::string lower = lower_case(sentence);
    const std::size_t future_from = future_at(lower);
    const bool future = future_from != std::string::npos;
    if (!future) read_years(sentence);
    const bool report = tells_a_report(lower);
    std::size_t from = 0;
    while (const auto found = find_date(sentence, from)) {
      from = found->end;
      if (const auto day = found->date()) {
        if (!future) raise(*day);
      } else if (report || !future) {
        // In "said on April 2 that X would ..." the day before "would" is that of the saying.
        if (!future || from <= future_from) days_.emplace_back(found->month, found->day);
      }
    }
  }

  // "November 2017", "2014".
  void read_years(std::string_view s) {
    int month = 0;
    for (std::size_t i = 0; i < s.size();) {
      std::size_t j = i;
      while (j < s.size() && std::isalnum(static_cast<unsigned char>(s[j]))) ++j;
      const std::string_view word = s.substr(i, j - i);
      const bool figures = word.size() == 4 && std::all_of(word.begin(), word.end(), [](char c) {
                             return c >= '0' && c <= '9';
                           });
      if (figures) {
        const int year = std::stoi(std::string(word));
        const bool amount = i > 0 && (s[i - 1] == '$' || s[i - 1] == ',' || s[i - 1] == '-');
        if (year >= 1900 && year < 2100 && !amount) raise(*Date::make(year, month ? month : 1, 1));
      }
      if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z')
        month = month_of(word);
      else if (!word.empty())
        month = 0;
      i = std::max(j, i + 1);
    }
  }

  void raise(Date day) {
    if (!floor_ || *floor_ < day) floor_ = day;
  }

  std::optional<Date> floor_;
  std::vector<std::pair<int, int>> days_;
};

// The year of a day without one: the year that the text or the address names elsewhere.
std::optional<Date> with_year(const WrittenDate& found, const Document& document) {
  if (auto day = found.date()) return day;
  if (auto day = day_in_url(document.source.url))
    if (auto near = Date::make(day->year(), found.month, found.day)) return near;
  return std::nullopt;
}

// "Istanbul, 18 November 2015": a line above the report that is a place and a whole date.
std::optional<WrittenDate> place_and_date(std::string_view line) {
  const auto found = find_date(line);
  if (!found || found->year == 0) return std::nullopt;
  const auto rest = line.substr(found->end);
  if (rest.find_first_not_of(" \t\r\n.") != std::string_view::npos) return std::nullopt;
  const auto place = line.substr(0, found->begin);
  const auto words = std::count(place.begin(), place.end(), ' ');
  const bool named = !place.empty() && place[0] >= 'A' && place[0] <= 'Z';
  return named && words <= 4 && place.find(',') != std::string_view::npos ? found : std::nullopt;
}

}  // namespace

void find_published(Document& document) {
  Source& source = document.source;
  if (source.published) {
    if (source.published_basis.empty()) source.published_basis = "metadata";
    return;
  }
  const auto settle = [&](std::optional<Date> day, const char* basis) {
    if (!day) return false;
    source.published = day;
    source.published_basis = basis;
    return true;
  };
  std::optional<WrittenDate> dateline;
  bool body = false;  // the report's prose has begun
  for (const Block& block : document.blocks) {
    body |= block.kind == BlockKind::Paragraph;
    const std::string_view text = document.text_of(block.span);
    if (block.kind == BlockKind::Date) {
      if (const auto found = find_date(text))
        if (settle(found->date(), "body")) return;
    } else if (block.kind == BlockKind::Heading && !body) {
      if (const auto found = place_and_date(text))
        if (settle(found->date(), "dateline")) return;
    } else if (block.kind == BlockKind::Dateline && !dateline) {
      dateline = find_date(text);
    }
  }
  if (dateline && settle(with_year(*dateline, document), "dateline")) return;
  if (settle(day_in_url(source.url), "url")) return;
  if (dateline) {
    // A dateline without year: the first such day after everything that the text tells as past.
    const Narrowing narrowing(document);
    if (const auto day = narrowing.day())
      for (int year : {day->year(), day->year() + 1})
        if (const auto near = Date::make(year, dateline->month, dateline->day);
            near && near->plus_days(31) >= *day && settle(near, "narrowed"))
          return;
  }
  settle(Narrowing(document).day(), "narrowed");
}

}  // namespace dragoman
