// The parts of a noun phrase that say whose and what it is: possessor, modifiers, core, head role,
// complements. Read off the words of a mention and, for attachment, off the tree.
#pragma once

#include <string_view>
#include <vector>

#include "coding/lexis.h"

namespace dragoman {

struct Complement {  // "of X", "in X", "for X" ...
  std::string_view preposition;
  TokenRange tokens;
};

struct Phrase {
  TokenId head = kNone;
  TokenRange all, core;        // core: without possessor and complements
  TokenRange possessor;        // "Turkey" of "Turkey's parliament"; may be empty
  TokenId possessive = kNone;  // "his", "their"
  std::vector<Complement> complements;
  std::vector<const NameHit*> names;  // in the core, in text order
  std::vector<RoleHit> roles;         // in the core
  std::vector<ModifierHit> modifiers;
  TokenRange person;                   // the name of a person in the core or after it; may be empty
  std::vector<RoleHit> titles;         // roles right before that name
  const RoleHit* role = nullptr;       // the one that the head belongs to
  bool definite = false, two = false;  // "the", "both"/"two"
};

// "Jordan" after "Michael Jordan": the last word of a longer name of a person in the document.
bool is_part_of_longer_name(const Lexis& lexis, TokenRange person);

Phrase read_phrase(const Lexis& lexis, const Mention& mention);

}  // namespace dragoman
