#include "language/tokeniser.h"

#include <array>
#include <string>

#include "language/abbreviations.h"
#include "language/characters.h"
#include "language/joins.h"

namespace dragoman {
namespace {

// Written as one word, two words by convention: how many letters the first has.
struct Contraction {
  std::string_view lower;
  std::uint8_t first;
};
constexpr Contraction kContractions[] = {
    {"cannot", 3}, {"gonna", 3},   {"gotta", 3}, {"wanna", 3},   {"dont", 2},    {"didnt", 3},
    {"doesnt", 4}, {"isnt", 2},    {"wasnt", 3}, {"wouldnt", 5}, {"couldnt", 5}, {"havent", 4},
    {"cant", 2},   {"wont", 2},    {"ive", 1},   {"thats", 4},   {"im", 1},      {"hasnt", 3},
    {"arent", 3},  {"kinda", 4},   {"lotta", 3}, {"sorta", 4},   {"werent", 4},  {"theyre", 4},
    {"youre", 3},  {"shouldnt", 6}};

constexpr std::string_view kClitics[] = {"s", "m", "re", "ve", "ll", "d"};
// Words that begin with an apostrophe.
constexpr std::string_view kShortened[] = {"em",   "til",  "cause", "n",  "tis",
                                           "twas", "bout", "round", "cos"};
constexpr std::string_view kTags[] = {
    "a",       "abbr",  "article",    "aside",  "b",     "blockquote", "br",  "center", "cite",
    "div",     "em",    "figcaption", "figure", "font",  "h1",         "h2",  "h3",     "h4",
    "hr",      "i",     "iframe",     "img",    "li",    "link",       "ol",  "p",      "script",
    "section", "small", "span",       "strong", "style", "sub",        "sup", "table",  "tbody",
    "td",      "th",    "tr",         "u",      "ul"};

bool same_lower(std::string_view word, std::string_view lower) {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((is_ascii_upper(word[i]) ? word[i] + 32 : word[i]) != lower[i]) return false;
  return true;
}

template <std::size_t N>
bool any_of(const std::string_view (&list)[N], std::string_view word) {
  for (auto entry : list)
    if (same_lower(word, entry)) return true;
  return false;
}

class Tokeniser {
 public:
  Tokeniser(Document& document, Span block)
      : document_(document), text_(document.text().substr(0, block.end)), begin_(block.begin) {}

  void run() {
    const std::size_t before = document_.tokens.size();
    std::uint32_t i = begin_;
    const auto end = static_cast<std::uint32_t>(text_.size());
    while (i < end) {
      if (const std::uint32_t n = space_at(i)) {
        i += n;
        continue;
      }
      // A stretch without white space; nearly always plain letters.
      std::uint32_t j = i;
      while (j < end && is_ascii_letter(text_[j])) ++j;
      bool plain = true;
      while (j < end && !space_at(j)) {
        plain = false;
        std::uint32_t length;
        decode(text_, j, &length);
        j += length;
      }
      chunk_ = {i, j};
      if (plain)
        word(i, j);
      else
        chunk();
      i = j;
    }
    auto& tokens = document_.tokens;
    for (std::size_t t = before; t < tokens.size(); ++t)
      tokens[t].space_after =
          t + 1 == tokens.size() || tokens[t + 1].span.begin > tokens[t].span.end;
  }

 private:
  char at(std::uint32_t i) const { return i < chunk_.end ? text_[i] : '\0'; }
  char32_t code_at(std::uint32_t i) const {
    if (i >= chunk_.end) return 0;
    std::uint32_t length;
    return decode(text_, i, &length);
  }
  std::string_view part(std::uint32_t b, std::uint32_t e) const { return text_.substr(b, e - b); }

  // Bytes of white space at i: spaces, &nbsp; and tags.
  std::uint32_t space_at(std::uint32_t i) const {
    const char c = text_[i];
    if (is_ascii_letter(c)) return 0;
    if (c == '&' && text_.substr(i, 6) == "&nbsp;") return 6;
    if (c == '<') return tag_at(i);
    std::uint32_t length;
    return is_space(decode(text_, i, &length)) ? length : 0;
  }

  std::uint32_t tag_at(std::uint32_t i) const {
    std::uint32_t j = i + 1;
    const auto end = static_cast<std::uint32_t>(text_.size());
    if (j < end && text_[j] == '/') ++j;
    const std::uint32_t name = j;
    while (j < end && (is_ascii_letter(text_[j]) || is_ascii_digit(text_[j]))) ++j;
    if (j == name || !any_of(kTags, part(name, j))) return 0;
    const std::size_t close = text_.substr(j, 400).find('>');
    if (close == std::string_view::npos) return 0;
    if (close > 0 && text_[j] != ' ' && text_[j] != '/') return 0;
    return static_cast<std::uint32_t>(j + close + 1 - i);
  }

  TokenId emit(std::uint32_t b, std::uint32_t e) {
    Token& token = document_.tokens.emplace_back();
    token.span = {b, e};
    set_lower(document_, token);
    return static_cast<TokenId>(document_.tokens.size()) - 1;
  }

  void chunk() {
    std::uint32_t i = chunk_.begin;
    const std::string_view all = part(chunk_.begin, chunk_.end);
    const bool address =
        all.find('@') != all.npos || all.find("://") != all.npos || all.find("www.") != all.npos;
    while (i < chunk_.end) {
      if (address)
        if (const std::uint32_t e = address_end(text_, i, chunk_.end)) {
          emit(i, e);
          i = e;
          continue;
        }
      std::uint32_t length;
      const char32_t c = decode(text_, i, &length);
      i = is_word(c) || (c == '.' && is_ascii_digit(at(i + 1)) && !follows_word(i))
              ? scan_word(i, length)
              : punctuation(i, c, length);
    }
  }

  bool follows_word(std::uint32_t i) const {
    return i > chunk_.begin && is_word(decode_before(text_, i));
  }

  // One token of punctuation; returns its end.
  std::uint32_t punctuation(std::uint32_t i, char32_t c, std::uint32_t length) {
    std::uint32_t j = i + length;
    if (c == '.' || c == 0x2026) {
      while (at(j) == '.' || code_at(j) == 0x2026) j += at(j) == '.' ? 1 : 3;
    } else if (c == '!' || c == '?') {
      while (at(j) == '!' || at(j) == '?') ++j;
    } else if (c == '[' && part(i, chunk_.end).substr(0, 5) == "[...]") {
      j = i + 5;
    } else if (c == '&') {
      if (const std::uint32_t e = entity_end(text_, i, chunk_.end)) j = e;
    } else if (c == '#' && !follows_word(i) && is_word(code_at(j)) && !is_ascii_digit(at(j))) {
      while (j < chunk_.end && is_word(code_at(j))) j += step(j);
    } else if (is_apostrophe(c)) {
      return apostrophe(i, c, j);
    } else if (const std::uint32_t e = i == chunk_.begin ? emoticon_end(text_, i, chunk_.end) : 0) {
      j = e;
    } else if (c == '-' || c == '*' || c == '=' || c == '_' || c == '+' || c == '~' || c == '#' ||
               c == '|' || c == '<' || c == '>' || c == '^') {
      while (static_cast<char32_t>(at(j)) == c) ++j;
    }
    emit(i, j);
    return j;
  }

  std::uint32_t step(std::uint32_t i) const {
    std::uint32_t length;
    decode(text_, i, &length);
    return length;
  }

  std::uint32_t apostrophe(std::uint32_t i, char32_t c, std::uint32_t j) {
    if (code_at(j) == c && c != 0x2019) {  // '' and `` are double quotation marks
      emit(i, j + 1);
      return j + 1;
    }
    std::uint32_t e = j;
    while (e < chunk_.end && is_word(code_at(e))) e += step(e);
    const std::string_view after = part(j, e);
    if (!after.empty() &&
        (any_of(kClitics, after) || any_of(kShortened, after) ||
         (is_ascii_digit(after[0]) && after.size() <= 3 && !is_apostrophe(code_at(e))))) {
      const TokenId t = emit(i, e);
      if (any_of(kClitics, after)) attach(t);
      return e;
    }
    const bool glued = follows_word(i) || (i > chunk_.begin && text_[i - 1] == '.');
    if (glued && after.empty() && !single_quote_ && !document_.tokens.empty() && j == chunk_.end) {
      const std::string_view last = document_.tokens.back().lower;
      const TokenId t = emit(i, j);  // "the leaders' meeting"
      if (last.back() == 's' || last.back() == 'z') attach(t);
      return j;
    }
    single_quote_ = !glued && !after.empty();
    emit(i, j);
    return j;
  }

  // Makes the token part of one multi-word token with the word it touches.
  void attach(TokenId t) {
    auto& tokens = document_.tokens;
    if (t == 0 || tokens[t - 1].span.end != tokens[t].span.begin) return;
    Token& before = tokens[t - 1];
    if (!is_word(decode_before(text_, before.span.end)) && text_[before.span.end - 1] != '.')
      return;
    if (text_.substr(before.span.begin, 1) == ".") return;
    if (before.surface_first == kNone) before.surface_first = t - 1;
    tokens[t].surface_first = before.surface_first;
  }

  // Finds the end of the word that begins at i, and emits it.
  std::uint32_t scan_word(std::uint32_t i, std::uint32_t length) {
    std::uint32_t j = i + length;
    std::uint32_t segment = i;  // begins after the last hyphen
    while (j < chunk_.end) {
      std::uint32_t n;
      const char32_t c = decode(text_, j, &n);
      if (is_word(c)) {
        j += n;
        continue;
      }
      const char32_t next = code_at(j + n);
      const bool digits = is_ascii_digit(text_[j - 1]) && is_digit(next);
      if (is_apostrophe(c) && c != '`' && is_word(next)) {
        j += n;
      } else if (c == '`' && next == 's') {  // "mama`s"
        j += n;
      } else if (c == '.') {
        const Stop stop =
            digits ? Stop::Inside : stop_after(text_, i, j, chunk_.end, is_word(next));
        if (stop == Stop::Inside) {
          j += 1;
          continue;
        }
        if (stop == Stop::Unsure ? keeps_stop(i, j) : stop == Stop::Belongs) j += 1;
        break;
      } else if ((c == ',' || c == ':') && digits) {
        j += 1;
      } else if (c == '/' && j == i + 1 && (text_[i] | 32) == 'w' && j + 1 == chunk_.end) {
        j += 1;  // "w/"
        break;
      } else if (c == '/' && joins_slash(text_, i, j, chunk_.end)) {
        j += 1;
      } else if (c == '&' && is_word(next) && joins_ampersand(text_, i, j, chunk_.end)) {
        j += text_.substr(j, 5) == "&amp;" ? 5 : 1;
      } else if (c == '-') {
        const std::uint32_t e = hyphen_joins(text_, i, segment, j, chunk_.end);
        if (e == 0) {
          // A word broken off: "th- the", as transcripts write it.
          if (j - i <= 2 && !is_ascii_digit(text_[j - 1]) && j + 1 == chunk_.end) ++j;
          break;
        }
        j = segment = e;
      } else if (c == '$' && j - i <= 3 && is_all_upper(part(i, j)) &&
                 !is_ascii_digit(text_[j - 1])) {
        j += 1;  // "US$"
        break;
      } else {
        break;
      }
    }
    word(i, j);
    return j;
  }

  // Whether the stop at `stop` belongs to the word that begins at i, where the words around decide.
  bool keeps_stop(std::uint32_t i, std::uint32_t stop) const {
    if (at(stop + 1) == '.' && (at(stop + 2) == '.' || stop + 2 < chunk_.end))
      return false;  // an ellipsis
    const std::string_view bare = part(i, stop), word = part(i, stop + 1);
    const std::string_view before =
        document_.tokens.empty() || document_.tokens.back().span.begin < begin_
            ? std::string_view()
            : document_.text_of(document_.tokens.back());
    const std::string_view after = following(stop + 1);
    const bool last = after.empty();
    const bool number_after = !last && is_ascii_digit(after[0]);
    if (bare.size() == 1) {
      if (is_ascii_upper(bare[0])) {
        if (last || !starts_upper(after)) return !last && after[0] == ',' && before == ",";
        if (before.empty() || !is_word(decode_before(before, before.size())) ||
            starts_upper(before))
          return true;
        // "nominated A. Noel Kramer" but "vitamin C. The"
        return bare[0] != 'I' && !is_sentence_starter(lower_case(after.substr(0, after.find(' '))));
      }
      // "c. 1450", "p. 5"; "(b. March 1912"
      return is_ascii_lower(bare[0]) &&
             ((number_after && abbreviation_kind(word) != AbbreviationKind::None) ||
              (before == "(" && (number_after || is_month(after))));
    }
    switch (abbreviation_kind(word)) {
      case AbbreviationKind::None:
        return false;
      case AbbreviationKind::Title:
        return !last;
      case AbbreviationKind::Number:
        return number_after || is_month_abbreviation(word);
      case AbbreviationKind::Plain:
        break;
    }
    // Abbreviations that are also words or names.
    if (word == "al.") return same_lower(before, "et");
    if (word == "Sun." || word == "Sat." || word == "Mon." || word == "Wed.")
      return number_after || before == "," || before == "(" || is_month(after);
    if (word == "Ill." || word == "Ind." || word == "Mass." || word == "Miss." || word == "Mo." ||
        word == "Pa." || word == "La." || word == "Wash." || word == "Ore." || word == "Kan." ||
        word == "Mich.")
      return before == ",";
    if (word == "ft." || word == "min." || word == "sec." || word == "hr." || word == "mi." ||
        word == "oz." || word == "sq." || word == "kg." || word == "km.")
      return !before.empty() && is_ascii_digit(before[0]);
    return true;
  }

  static bool is_month(std::string_view s) {
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (auto m : months)
      if (s.substr(0, 3) == m) return true;
    return false;
  }

  // What follows byte i in the block, behind white space: enough of it to look at.
  std::string_view following(std::uint32_t i) const {
    while (i < text_.size()) {
      const std::uint32_t n = space_at(i);
      if (n == 0) break;
      i += n;
    }
    return text_.substr(i, 16);
  }

  // Emits a word, cutting off units and clitics.
  void word(std::uint32_t i, std::uint32_t j) {
    const char first = text_[i];
    if (is_ascii_digit(first) || first == '.') {
      std::uint32_t k = i;
      while (k < j && (is_ascii_digit(text_[k]) || text_[k] == '.' || text_[k] == ',')) ++k;
      if (k < j && is_unit(part(k, j))) {
        const std::string_view unit = part(k, j);
        if ((unit != "M" && unit != "K") || after_currency(i)) {
          emit(i, k);
          emit(k, j);
          return;
        }
      }
    }
    const std::uint32_t size = j - i;
    if (size <= 8 && size >= 2)
      for (const Contraction& contraction : kContractions)
        if (contraction.lower.size() == size && same_lower(part(i, j), contraction.lower) &&
            (size > 3 || is_ascii_lower(text_[j - 1]))) {
          emit(i, i + contraction.first);
          attach(emit(i + contraction.first, j));
          return;
        }
    std::array<std::uint32_t, 4> cuts;
    std::size_t n = 0;
    for (std::uint32_t e = j; n < cuts.size();) {
      const std::uint32_t cut = clitic_cut(i, e);
      if (cut == 0) break;
      cuts[n++] = e = cut;
    }
    std::uint32_t b = i;
    emit(b, n ? cuts[n - 1] : j);
    while (n > 0) {
      b = cuts[--n];
      attach(emit(b, n ? cuts[n - 1] : j));
    }
  }

  bool after_currency(std::uint32_t i) const {
    return i > begin_ && is_currency(decode_before(text_, i));
  }

  // Where a clitic begins that ends at e, or 0.
  std::uint32_t clitic_cut(std::uint32_t i, std::uint32_t e) const {
    for (std::uint32_t back = 1; back <= 3 && i + back < e; ++back) {
      std::uint32_t k = e - back;  // the clitic's letters are [k, e)
      std::uint32_t mark = 0;
      if (k > i + 1 && (text_[k - 1] == '\'' || text_[k - 1] == '`'))
        mark = k - 1;
      else if (k > i + 3 && (part(k - 3, k) == "’" || part(k - 3, k) == "ʼ"))
        mark = k - 3;
      if (mark == 0) continue;
      const std::string_view letters = part(k, e);
      if (same_lower(letters, "t"))
        return mark > i + 1 && (text_[mark - 1] | 32) == 'n' ? mark - 1 : 0;
      return any_of(kClitics, letters) ? mark : 0;
    }
    return 0;
  }

  Document& document_;
  std::string_view text_;  // up to the end of the block
  std::uint32_t begin_;
  Span chunk_;
  bool single_quote_ = false;  // an opened single quotation mark waits for its end
};

}  // namespace

void tokenise(Document& document, Span block) {
  Tokeniser(document, block).run();
}

void set_lower(Document& document, Token& token) {
  const std::string_view word = document.text_of(token);
  bool plain = true, ascii = true;
  for (char c : word) {
    if (is_ascii_upper(c)) plain = false;
    if (static_cast<unsigned char>(c) >= 0x80) ascii = false;
  }
  constexpr std::size_t kInPlace = 64;  // longer than any string kept inside std::string itself
  if (plain && ascii) {
    token.lower = document.source.text.size() > kInPlace ? word : document.keep(word);
  } else if (ascii && word.size() <= 48) {
    std::array<char, 48> buffer;
    for (std::size_t i = 0; i < word.size(); ++i)
      buffer[i] = is_ascii_upper(word[i]) ? static_cast<char>(word[i] + 32) : word[i];
    token.lower = document.keep({buffer.data(), word.size()});
  } else {
    token.lower = document.keep(lower_case(word));
  }
}

}  // namespace dragoman
