// From a head word to the parties it stands for: the entities of its mention, or, where the phrase
// itself is no party ("Iran's missile test"), of the party inside it.
#pragma once

#include <vector>

#include "coding/stages.h"

namespace dragoman::parties {

// Entities that the phrase headed by `head` denotes. Adjectives of a country count ("Turkish").
std::vector<Participant> of(const Document& document, TokenId head, const Knowledge& knowledge);
// The same, looking into the phrase (possessor, nationality, "by", "of") when the head denotes
// none.
std::vector<Participant> within(const Document& document, TokenId head, const Knowledge& knowledge);
// Adds those of `more` that are not there yet (same code and sector, or same words).
void add(std::vector<Participant>& to, std::vector<Participant> more);
bool same(const Participant& a, const Participant& b);
// By what the resolution knew the entity: "person", "country", "role", "country of the report" ...
std::string_view known_by(const Entity& entity);

}  // namespace dragoman::parties
