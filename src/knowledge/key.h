// How a form becomes a key of the index, for the tables and for the words of a text alike, so that
// spelling that says nothing (diacritics, hyphens, full stops of abbreviations, how a tokeniser
// cuts "Al-Shabaab" or "Lord's") cannot keep them apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

// The space a key lives in. Names keep their case ("Turkey", not "turkey"); roles and modifiers do
// not ("Foreign Minister"); Capitals holds the names again, folded, for texts in capitals.
enum class KeySpace : char { Names = 'n', Words = 'w', Capitals = 'c', Gazetteer = 'g' };

// Appends the pieces of one word; none for a hyphen between words. False where the word ends every
// name (a comma, a bracket, a full stop).
bool append_pieces(std::string_view word, bool keep_case, std::vector<std::string>& pieces);
// True for a word of letters and figures alone, which is one piece as it stands but for its case.
bool is_one_piece(std::string_view word);
// The key of a whole form, empty where it has none.
std::string key_of(std::string_view form, KeySpace space);

}  // namespace dragoman
