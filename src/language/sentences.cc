#include "language/sentences.h"

#include <algorithm>

#include "language/abbreviations.h"
#include "language/characters.h"

namespace dragoman {
namespace {

// Words that begin sentences far more often than they follow an abbreviation within one.
constexpr std::string_view kStarters[] = {
    "a",       "about", "after",   "all",     "although",  "an",    "and",       "another",
    "as",      "at",    "because", "before",  "both",      "but",   "by",        "despite",
    "during",  "each",  "earlier", "even",    "for",       "from",  "he",        "her",
    "here",    "his",   "how",     "however", "i",         "if",    "in",        "it",
    "its",     "last",  "later",   "many",    "meanwhile", "more",  "most",      "no",
    "not",     "now",   "on",      "one",     "only",      "or",    "other",     "our",
    "several", "she",   "since",   "so",      "some",      "still", "such",      "that",
    "the",     "their", "then",    "there",   "these",     "they",  "this",      "those",
    "though",  "to",    "two",     "under",   "until",     "we",    "what",      "when",
    "where",   "while", "who",     "why",     "with",      "yes",   "yesterday", "yet",
    "you"};

bool is_starter(std::string_view lower) {
  return std::binary_search(std::begin(kStarters), std::end(kStarters), lower);
}

bool is_double_quote(std::string_view word) {
  return word == "\"" || word == "''" || word == "``" || word == "“" || word == "”" ||
         word == "«" || word == "»" || word == "„" || word == "&quot;";
}

class Splitter {
 public:
  Splitter(Document& document, TokenRange range, std::int32_t block)
      : document_(document), range_(range), block_(block) {}

  void run() {
    TokenId begin = range_.begin;
    for (TokenId t = range_.begin; t < range_.end; ++t) {
      if (t + 1 < range_.end && !(ends_here(t))) continue;
      add({begin, t + 1});
      begin = t + 1;
    }
  }

 private:
  std::string_view word(TokenId t) const { return document_.word(t); }
  bool space_before(TokenId t) const { return document_.tokens[t - 1].space_after; }

  static bool is_terminal(std::string_view w) {
    const char c = w[0];
    return c == '.' || c == '!' || c == '?' || w.substr(0, 3) == "…";
  }

  bool closes(TokenId t) const {
    const std::string_view w = word(t);
    if (w == ")" || w == "]" || w == "”" || w == "''" || w == "»" || w == "’") return true;
    return (w == "\"" || w == "'" || w == "&quot;") && !space_before(t);
  }

  // Whether a sentence ends after t, where another token of the block follows.
  bool ends_here(TokenId t) const {
    TokenId mark = t;  // the terminal mark, behind closing quotes and brackets
    while (mark > range_.begin && closes(mark)) --mark;
    const std::string_view w = word(mark);
    if (closes(t + 1)) return false;
    const Token& next = document_.tokens[t + 1];
    const std::string_view after = document_.text_of(next);
    if (w.size() > 1 && w.back() == '.' && w[0] != '.' && is_word(decode_before(w, w.size() - 1)))
      return mark == t && after_abbreviation(t, after);
    if (!is_terminal(w)) return false;
    if (!document_.tokens[t].space_after) return mark == t && w == "." && starts_upper(after);
    TokenId n = t + 1;  // the first word of what follows
    while (n + 1 < range_.end && !is_word(first_of(word(n)))) ++n;
    const std::string_view first = word(n);
    if (starts_lower(first)) return false;
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
    return is_starter(document_.tokens[n].lower);
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
  bool open_ = false;  // inside double quotation marks
};

}  // namespace

void split_sentences(Document& document, TokenRange range, std::int32_t block) {
  if (range.size() > 0) Splitter(document, range, block).run();
}

}  // namespace dragoman
