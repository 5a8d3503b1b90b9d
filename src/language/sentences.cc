#include "language/sentences.h"

#include <algorithm>

#include "language/abbreviations.h"
#include "language/characters.h"

namespace dragoman {
namespace {

bool is_double_quote(std::string_view word) {
  return word == "\"" || word == "''" || word == "``" || word == "“" || word == "”" ||
         word == "«" || word == "»" || word == "„" || word == "&quot;";
}

class Splitter {
 public:
  Splitter(Document& document, TokenRange range, std::int32_t block)
      : document_(document), range_(range), block_(block) {}

  void run() {
    careless_ = writes_carelessly();
    TokenId begin = begin_ = range_.begin;
    for (TokenId t = range_.begin; t < range_.end; ++t) {
      if (t + 1 < range_.end && !(ends_here(t))) continue;
      add({begin, t + 1});
      begin = begin_ = t + 1;
    }
  }

 private:
  std::string_view word(TokenId t) const { return document_.word(t); }
  bool space_before(TokenId t) const { return document_.tokens[t - 1].space_after; }

  // A block whose writer says "i" or begins it with a small letter does not mark sentences by
  // capitals.
  bool writes_carelessly() const {
    const std::string_view first = word(range_.begin);
    if (starts_lower(first) && !is_address(first)) return true;
    for (TokenId t = range_.begin; t < range_.end; ++t)
      if (word(t) == "i" && (t + 1 == range_.end || word(t + 1) != ".")) return true;
    return false;
  }

  static bool is_address(std::string_view w) {
    return w.size() > 4 && (w.find("://") != w.npos || w.substr(0, 4) == "www." ||
                            (w.find('@') != w.npos && w.find('@') > 0));
  }

  static bool is_face(std::string_view w) {
    return w.size() >= 2 && w.size() <= 3 &&
           (w[0] == ':' || w[0] == ';' || w[0] == '=' || w == "^_^");
  }

  // "Regards," and a name under it.
  bool ends_letter(TokenId comma) const {
    if (word(comma) != "," || comma - begin_ > 3 || comma == begin_) return false;
    const std::string_view last = document_.tokens[comma - 1].lower;
    return last == "regards" || last == "sincerely" || last == "cheers" || last == "thanks" ||
           last == "wishes" || last == "yours";
  }

  // "[17]" behind a full stop: the reference belongs to the sentence before it.
  bool is_reference(TokenId open) const {
    return open + 2 < range_.end && word(open) == "[" && is_ascii_digit(word(open + 1)[0]) &&
           word(open + 2) == "]";
  }

  // "1." before an entry of a list.
  bool numbers_entry(TokenId stop) const {
    if (stop == range_.begin || word(stop) != ".") return false;
    const std::string_view number = word(stop - 1);
    if (number.size() > 2 || !is_ascii_digit(number[0]) || !is_ascii_digit(number.back()))
      return false;
    if (stop - 1 == range_.begin) return true;
    const std::string_view before = word(stop - 2);
    return is_terminal(before) || before == ":";
  }

  // "========": a drawn line.
  static bool is_line(std::string_view w) {
    return w.size() >= 6 &&
           (w[0] == '=' || w[0] == '*' || w[0] == '_' || w[0] == '-' || w[0] == '#') &&
           w[1] == w[0];
  }

  // The head of a forwarded letter: "04/26/2001 07:17 AM Will you be providing".
  bool ends_letter_head(TokenId t) const {
    const std::string_view w = word(t);
    if (w != "AM" && w != "PM") return false;
    return t >= range_.begin + 2 && word(t - 1).find(':') != std::string_view::npos &&
           word(t - 2).find('/') != std::string_view::npos;
  }

  static bool is_terminal(std::string_view w) {
    const char c = w[0];
    return c == '.' || c == '!' || c == '?' || w.substr(0, 3) == "…";
  }

  bool closes(TokenId t) const {
    const std::string_view w = word(t);
    if (w == ")" || w == "]" || w == "”" || w == "''" || w == "»" || w == "’") return true;
    if (is_face(w)) return true;
    return (w == "\"" || w == "'" || w == "&quot;") && !space_before(t);
  }

  // Whether a sentence ends after t, where another token of the block follows.
  bool ends_here(TokenId t) const {
    TokenId mark = t;  // the terminal mark, behind closing quotes and brackets
    for (;;) {
      if (mark >= range_.begin + 3 && is_reference(mark - 2))
        mark -= 3;
      else if (mark > range_.begin && closes(mark))
        --mark;
      else
        break;
    }
    const std::string_view w = word(mark);
    if (closes(t + 1) || is_reference(t + 1) || numbers_entry(mark)) return false;
    if (is_line(word(t)) && t > range_.begin) return true;
    if (document_.tokens[t].space_after) {
      const std::string_view following = word(t + 1);
      if ((starts_upper(following) || is_address(following)) &&
          (is_address(word(t)) || ends_letter_head(t) || ends_letter(t)))
        return true;
    }
    const Token& next = document_.tokens[t + 1];
    const std::string_view after = document_.text_of(next);
    if (w.size() > 1 && w.back() == '.' && w[0] != '.' && is_word(decode_before(w, w.size() - 1)))
      return mark == t && after_abbreviation(t, after);
    if (!is_terminal(w)) return false;
    if (!document_.tokens[t].space_after) return mark == t && w == "." && starts_upper(after);
    TokenId n = t + 1;  // the first word of what follows
    while (n + 1 < range_.end && !is_word(first_of(word(n)))) ++n;
    const std::string_view first = word(n);
    if (starts_lower(first) && !careless_ && !is_address(first)) return false;
    if (starts_lower(first) && w.size() > 1 && (w[0] == '.' || w[0] != w.back()))
      return false;  // "so ... it"
    if (mark < t && w != "." && n == t + 1 && is_reporting(n)) return false;
    return true;
  }

  static char32_t first_of(std::string_view w) {
    std::uint32_t length;
    return decode(w, 0, &length);
  }

  // "Go!" he said / "Go!" Smith said
  bool is_reporting(TokenId n) const {
    for (TokenId k = n; k < std::min<TokenId>(n + 3, range_.end); ++k)
      if (document_.tokens[k].lower == "said" || document_.tokens[k].lower == "asked") return true;
    return false;
  }

  bool after_abbreviation(TokenId t, std::string_view after) const {
    if (!document_.tokens[t].space_after) return false;
    const AbbreviationKind kind = abbreviation_kind(word(t));
    if (kind == AbbreviationKind::Title || kind == AbbreviationKind::Number) return false;
    TokenId n = t + 1;
    if (is_double_quote(after) && n + 1 < range_.end) ++n;
    if (!starts_upper(word(n))) return false;
    if (word(t).size() == 2) return false;  // an initial
    return is_sentence_starter(document_.tokens[n].lower);
  }

  void add(TokenRange tokens) {
    Sentence sentence;
    sentence.tokens = tokens;
    sentence.span = document_.span_of(tokens);
    sentence.block = block_;
    const bool open_before = open_;
    bool outside = false;  // a word outside quotation marks was seen
    for (TokenId t = tokens.begin; t < tokens.end; ++t) {
      document_.tokens[t].sentence = static_cast<SentenceId>(document_.sentences.size());
      const std::string_view w = word(t);
      if (is_double_quote(w)) {
        if (w == "“" || w == "„" || w == "``" || w == "«")
          open_ = true;
        else if (w == "”" || w == "''" || w == "»")
          open_ = false;
        else
          open_ = !open_;
      } else if (!open_ && is_word(first_of(w))) {
        outside = true;
      }
    }
    sentence.quoted = !outside && (open_before || is_double_quote(word(tokens.begin)));
    document_.sentences.push_back(sentence);
  }

  Document& document_;
  TokenRange range_;
  std::int32_t block_;
  TokenId begin_ = 0;  // of the sentence at hand
  bool careless_ = false;
  bool open_ = false;  // inside double quotation marks
};

}  // namespace

void split_sentences(Document& document, TokenRange range, std::int32_t block) {
  if (range.size() > 0) Splitter(document, range, block).run();
}

}  // namespace dragoman
