// Words that keep their full stop, in the three ways that matter to the end of a sentence, and the
// other small closed lists of the tokeniser. All lists are ours.
//
//   abbreviation_kind("Gen.") == AbbreviationKind::Title     // a name follows, never an end
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman {

enum class AbbreviationKind : std::uint8_t {
  None,
  Title,   // "Gen.", "Mr.", "vs.": the sentence goes on
  Number,  // "No.", "Feb.", "p.": an abbreviation only where a number follows or (months) anyway
  Plain,   // "Inc.", "etc.": may also end a sentence
};

// The kind of a word written with its full stop. The case counts ("Art." but not "art."), but a
// word wholly in capitals is looked up as a title too ("GEN.", "SEPT.").
AbbreviationKind abbreviation_kind(std::string_view word_with_stop);

bool is_month_abbreviation(std::string_view word_with_stop);
// "non", "pro", "anti": the hyphen after them stays inside the word.
bool is_joined_prefix(std::string_view lower);
// "wise", "esque": the hyphen before them stays inside the word.
bool is_joined_suffix(std::string_view lower);
// "com", "org", "doc": a full stop before them belongs to an address or file name.
bool is_address_ending(std::string_view lower);
// "km", "bn", "pm": cut off a number written without a space.
bool is_unit(std::string_view word);
// Syllables of Chinese and Korean given names in the usual romanisations: "Jong-un", "Ki-moon".
bool is_given_name_syllable(std::string_view lower);

// "the", "however": a capital on them after an abbreviation means a new sentence.
bool is_sentence_starter(std::string_view lower);

}  // namespace dragoman
