// The tokeniser's decisions about a mark inside a stretch of text without white space: whether a
// full stop, slash, ampersand or hyphen belongs to the word, and where addresses, emoticons and
// HTML entities end. All offsets are bytes of `text`; `end` is the end of the stretch.
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman {

// End of the web or mail address or @handle that begins at i, or 0.
std::uint32_t address_end(std::string_view text, std::uint32_t i, std::uint32_t end);
std::uint32_t emoticon_end(std::string_view text, std::uint32_t i, std::uint32_t end);
// End of an entity such as "&quot;" that begins at i, or 0.
std::uint32_t entity_end(std::string_view text, std::uint32_t i, std::uint32_t end);

// What the full stop at `stop` is to the word that begins at i.
enum class Stop : std::uint8_t {
  Inside,   // the word goes on: "rssc.com", "U.S"
  Belongs,  // the word's last character: "U.S."
  Ends,     // a token of its own: "Moscow.The"
  Unsure    // the words around decide
};
Stop stop_after(std::string_view text, std::uint32_t i, std::uint32_t stop, std::uint32_t end,
                bool word_follows);

bool joins_slash(std::string_view text, std::uint32_t i, std::uint32_t slash, std::uint32_t end);
bool joins_ampersand(std::string_view text, std::uint32_t i, std::uint32_t mark, std::uint32_t end);
// Where the word goes on if the hyphen is inside it ("post-war", "713-853-3989"), else 0. The word
// begins at i, its part since the last hyphen at `segment`.
std::uint32_t hyphen_joins(std::string_view text, std::uint32_t i, std::uint32_t segment,
                           std::uint32_t hyphen, std::uint32_t end);

}  // namespace dragoman
