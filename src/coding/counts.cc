// find_counts: how many were killed, injured or arrested, with the range that the words allow ("at
// least 12", "dozens", "no one"). Looked for in the sentence of a violent or coercive event.
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

struct NumberWord {
  std::string_view word;
  int min, max;  // max -1: open
};
constexpr std::array<NumberWord, 38> kNumbers = {{{"one", 1, 1},
                                                  {"two", 2, 2},
                                                  {"three", 3, 3},
                                                  {"four", 4, 4},
                                                  {"five", 5, 5},
                                                  {"six", 6, 6},
                                                  {"seven", 7, 7},
                                                  {"eight", 8, 8},
                                                  {"nine", 9, 9},
                                                  {"ten", 10, 10},
                                                  {"eleven", 11, 11},
                                                  {"twelve", 12, 12},
                                                  {"thirteen", 13, 13},
                                                  {"fourteen", 14, 14},
                                                  {"fifteen", 15, 15},
                                                  {"sixteen", 16, 16},
                                                  {"seventeen", 17, 17},
                                                  {"eighteen", 18, 18},
                                                  {"nineteen", 19, 19},
                                                  {"twenty", 20, 20},
                                                  {"thirty", 30, 30},
                                                  {"forty", 40, 40},
                                                  {"fifty", 50, 50},
                                                  {"sixty", 60, 60},
                                                  {"seventy", 70, 70},
                                                  {"eighty", 80, 80},
                                                  {"ninety", 90, 90},
                                                  {"hundred", 100, 100},
                                                  {"thousand", 1000, 1000},
                                                  {"dozen", 12, 12},
                                                  {"dozens", 24, -1},
                                                  {"scores", 40, -1},
                                                  {"hundreds", 200, -1},
                                                  {"thousands", 2000, -1},
                                                  {"several", 3, -1},
                                                  {"many", 3, -1},
                                                  {"some", 1, -1},
                                                  {"a", 1, 1}}};

std::optional<long> digits(std::string_view word) {
  std::string plain;
  for (char c : word)
    if (c != ',') plain += c;
  long value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc() || end != plain.data() + plain.size() || value < 0 || value > 100000000)
    return std::nullopt;
  return value;
}

const NumberWord* number_word(std::string_view word) {
  for (const auto& n : kNumbers)
    if (n.word == word) return &n;
  return nullptr;
}

// The number that a noun phrase states, or nothing ("the soldiers").
std::optional<Count> count_of(const Document& d, TokenId head) {
  const auto with_bounds = [&](long value, TokenId number) {
    Count c;
    c.min = static_cast<std::int32_t>(value);
    c.max = c.min;
    TokenId first = number;
    const auto word = [&](TokenId t) { return t >= 0 ? at(d, t).lower : std::string_view(); };
    if ((word(number - 2) == "at" && word(number - 1) == "least") ||
        (word(number - 2) == "more" && word(number - 1) == "than")) {
      c.max = -1;
      if (word(number - 2) == "more") ++c.min;
      first = number - 2;
    } else if (word(number - 1) == "over") {
      c.max = -1;
      ++c.min;
      first = number - 1;
    } else if (word(number - 2) == "up" && word(number - 1) == "to") {
      c.min = 0;
      first = number - 2;
    } else if ((word(number - 2) == "as" && word(number - 1) == "many") ||
               (word(number - 1) == "as" && word(number - 2) == "many")) {
      c.min = 0;
    }
    c.span = {at(d, first).span.begin, std::max(at(d, number).span.end, at(d, head).span.end)};
    return c;
  };
  std::vector<TokenId> candidates = {head};
  for (TokenId c : d.children(head))
    if (at(d, c).deprel == Deprel::nummod || at(d, c).deprel == Deprel::amod ||
        at(d, c).deprel == Deprel::det)
      candidates.push_back(c);
  for (TokenId c : candidates) {
    if (at(d, c).upos == Upos::NUM || c == head)
      if (const auto value = digits(at(d, c).lower)) return with_bounds(*value, c);
    if (const auto* word = number_word(at(d, c).lower)) {
      if (word->word == "some" || word->word == "many" || word->word == "several" ||
          word->max < 0) {
        Count out{word->min, word->max, at(d, c).span};
        return out;
      }
      if (word->word == "a" && c == head) continue;
      if (word->word == "hundred" || word->word == "thousand" || word->word == "dozen")
        for (TokenId multiplier : d.children(c))
          if (const auto* m = number_word(at(d, multiplier).lower); m && m->max > 0)
            return with_bounds(static_cast<long>(m->min) * word->min, c);
      if (word->word == "a" && at(d, head).xpos != Xpos::NN) continue;
      return with_bounds(word->min, c);
    }
    if (at(d, c).lower == "no" && at(d, c).deprel == Deprel::det) return Count{0, 0, at(d, c).span};
  }
  if (at(d, head).lower == "nobody" || at(d, head).lower == "none")
    return Count{0, 0, at(d, head).span};
  return std::nullopt;
}

enum class Harm { None, Killed, Injured, Arrested };

Harm harm_of(std::string_view lemma) {
  static constexpr std::array<std::string_view, 9> killed = {
      "kill", "slay", "massacre", "execute", "murder", "assassinate", "die", "behead", "lynch"};
  static constexpr std::array<std::string_view, 5> injured = {"wound", "injure", "hurt", "maim",
                                                              "hospitalize"};
  static constexpr std::array<std::string_view, 7> arrested = {
      "arrest", "detain", "seize", "round", "jail", "imprison", "capture"};
  const auto in = [&](const auto& list) {
    return std::find(list.begin(), list.end(), lemma) != list.end();
  };
  if (in(killed)) return Harm::Killed;
  if (in(injured)) return Harm::Injured;
  if (in(arrested)) return Harm::Arrested;
  return Harm::None;
}

}  // namespace

void find_counts(Document& d) {
  for (Event& e : d.events) {
    if (e.type != EventType::ASSAULT && e.type != EventType::COERCE &&
        e.type != EventType::PROTEST && e.type != EventType::SANCTION)
      continue;
    const Sentence& s = d.sentences[static_cast<std::size_t>(e.sentence)];
    const auto put = [&](Harm harm, const Count& count) {
      auto& slot = harm == Harm::Killed ? e.killed : harm == Harm::Injured ? e.injured : e.arrested;
      if (!slot) slot = count;
    };
    for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t) {
      const Token& token = at(d, t);
      if (token.upos == Upos::VERB) {
        const Harm harm = harm_of(token.lemma);
        if (harm == Harm::None) continue;
        if (harm == Harm::Arrested && e.type != EventType::COERCE && e.type != EventType::PROTEST)
          continue;
        const auto heads =
            token.lemma == "die" ? syntax::logical_subject(d, t) : syntax::logical_object(d, t);
        for (TokenId head : heads)
          if (const auto count = count_of(d, head)) put(harm, *count);
      } else if (token.lower == "dead" || token.lower == "wounded" || token.lower == "injured") {
        // "leaving two Cambodians dead", "two dead and five wounded"
        const Harm harm = token.lower == "dead" ? Harm::Killed : Harm::Injured;
        for (TokenId head : {token.head, t, t - 1}) {
          if (head < s.tokens.begin || head == kNone) continue;
          auto count = count_of(d, head);
          if (!count && head == token.head && token.deprel == Deprel::xcomp)
            for (TokenId object : syntax::logical_object(d, head)) count = count_of(d, object);
          if (count) {
            put(harm, *count);
            break;
          }
        }
      } else if (token.lemma == "death" || token.lemma == "fatality") {
        if (const auto count = count_of(d, t)) put(Harm::Killed, *count);
      }
    }
  }
}

}  // namespace dragoman
