// Questions that the coding stages ask of the tree: who is the logical subject of this verb, what
// stands in this slot, is this clause passive. Pure functions over a Document; nothing here knows
// of events or of the world.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "coding/codebook.h"
#include "language/document.h"

namespace dragoman::syntax {

inline const Token& at(const Document& document, TokenId token) {
  return document.tokens[static_cast<std::size_t>(token)];
}

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The first child with that relation, or kNone.
TokenId child(const Document& document, TokenId token, Deprel relation);
bool has_child(const Document& document, TokenId token, Deprel relation);
bool is_clausal(const Token& token);  // a verb or a predicate with a copula or subject
bool is_passive(const Document& document, TokenId verb);
// The preposition that introduces an oblique or nominal dependent ("on", "out_of"), or "".
std::string preposition_of(const Document& document, TokenId token);

// The second half of a word that the tokeniser split at a hyphen ("test-fired").
bool hyphenated(const Document& document, TokenId token);

// "the first president to visit Hanoi": an infinitive under a noun that tells what was done.
bool first_to(const Document& document, TokenId verb);

// A relative pronoun's antecedent; any other token itself.
TokenId antecedent(const Document& document, TokenId token);
// A token and the nominals coordinated with it, in text order.
std::vector<TokenId> coordinated(const Document& document, TokenId token);

// Heads of the logical subject and object, through passives, control, coordination of verbs,
// participles and relative clauses. `how`, where given, tells by which way.
std::vector<TokenId> logical_subject(const Document& document, TokenId verb,
                                     std::string* how = nullptr);
std::vector<TokenId> logical_object(const Document& document, TokenId verb,
                                    std::string* how = nullptr);

// What fills a slot of a predicate: heads, not expanded over coordination.
std::vector<TokenId> fillers(const Document& document, TokenId predicate, WordClass word_class,
                             const Slot& slot);

// What a word of measure or number holds ("thousands of soldiers", "a round of talks"): the heads
// of its "of" phrases, where the word is of the codebook's class "container".
std::vector<TokenId> contents(const Document& document, const Codebook& codebook, TokenId token);

// The verb (or noun) that governs a token's clause; the chain upwards: clause(t) is the nearest
// clausal ancestor including t itself.
TokenId clause_of(const Document& document, TokenId token);
bool negated(const Document& document, TokenId token);
// Lemma of the modal or future auxiliary of a verb ("will", "would", "may"), or "".
std::string_view modal_of(const Document& document, TokenId verb);
bool is_light_verb(std::string_view lemma);
// Whether a word of the codebook stands at the token, as it is written or as its lemma.
inline bool word_at(const Document& document, TokenId token, WordId word) {
  const CodebookWords& w = document.codebook_words[static_cast<std::size_t>(token)];
  return w.lower == word || w.lemma == word || w.folded == word;
}
// Calls with each of the numbers of a token once; those that are -1 too.
template <class Call>
void each_word(const Document& document, TokenId token, const Call& call) {
  const CodebookWords& w = document.codebook_words[static_cast<std::size_t>(token)];
  call(w.lower);
  if (w.lemma != w.lower) call(w.lemma);
  if (w.folded != w.lower && w.folded != w.lemma) call(w.folded);
}
// True when `words` (lemmas or lower forms) stand contiguously in the text and cover `head`.
bool phrase_at(const Document& document, TokenId head, const Words& words);
// True when a member of the class stands there in this way.
bool member_at(const Document& document, const Codebook& codebook, TokenId head,
               ClassId word_class);

}  // namespace dragoman::syntax
