// Which way in time a word's clause looks: what is said of a bare "Friday" or "November" depends on
// it. Reads the tree above the word; without a tree, the words around it.
#pragma once

#include "language/document.h"

namespace dragoman {

enum class Tense { Unknown, Past, Perfect, PastPerfect, Present, Future };

bool has_tree(const Document& document);
// The verb or copular predicate that governs the word, or kNone.
TokenId governing_clause(const Document& document, TokenId token);
// Tense of a clause headed by that token.
Tense tense_of(const Document& document, TokenId verb);
// Tense of the clause around a stretch of tokens.
Tense tense_around(const Document& document, TokenRange tokens);

}  // namespace dragoman
