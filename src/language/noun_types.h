// What words say of those they denote, before any context: person, organisation, place or time;
// man or woman; one or several. General vocabulary only; names of the world's people and places are
// the business of the knowledge layer.
//
//   noun_type("minister") == NounType::Person
//   gender_of("spokeswoman") == Gender::Female
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman {

enum class NounType : std::uint8_t { Unknown, Person, Organisation, Place, Other, Time };
enum class Gender : std::uint8_t { Unknown, Male, Female, Neuter };

// By the lemma of a common noun; nouns in -ist, -or, -man and the like without an entry are
// persons.
NounType noun_type(std::string_view lemma);
// By the lemma of a noun or title ("king", "Mrs."), or by a given name ("Angela"); in lower case.
Gender gender_of(std::string_view lower);

// A personal, possessive, reflexive or indefinite pronoun.
struct Pronoun {
  std::string_view lower;
  std::uint8_t id;      // dense, below kPronounCount; forms of one word share it
  std::uint8_t person;  // 1 to 3; 0 for indefinite ones, which are linked to nothing
  Gender gender;
  std::uint8_t number;  // 1, 2 for several, 0 for either
  bool reflexive;
};
inline constexpr int kPronounCount = 16;
const Pronoun* pronoun(std::string_view lower);

// "say", "tell", "add": verbs whose subject speaks.
bool is_speech_verb(std::string_view lemma);

}  // namespace dragoman
