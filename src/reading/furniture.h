// What in a text is report and what is furniture: title, byline, day, dateline, captions, credits,
// and lines that belong to the page or the wire and not to the report. Works by the shape of lines
// (length, punctuation, capitals, digits), their place, and the vocabulary of links; no rule knows
// one outlet's text.
//
//   find_blocks(document);     // fills document.blocks and document.contributors
//   for (const Block& b : document.blocks) ... name_of(b.kind), b.reason
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace dragoman {

// The first stage. Blocks are in text order, do not overlap, and hold no blank space at their ends.
// Wire text with a line break at every 70 columns makes paragraphs that hold line breaks.
void find_blocks(Document& document);

// A line that is share, follow, subscribe, navigation or copyright, whatever stands around it.
bool is_furniture_line(std::string_view line);

// "ANKARA, April 2 (Reuters) - ", "BEIRUT, Lebanon (AP) -", "NEW DELHI, JUNE 24." at the beginning.
struct Dateline {
  Span span;           // in the text passed, up to the first word of the report
  Span place;          // "BEIRUT, Lebanon"
  std::string agency;  // "AP", or empty
  Span date;           // "April 2", or empty
};
// `lead` says that this is the first paragraph, where less evidence is asked for.
std::optional<Dateline> find_dateline(std::string_view paragraph, bool lead);

// The agencies named in a credit line: "With reporting by Reuters, TASS, and AP".
std::vector<std::string> contributors_of(std::string_view credit);

}  // namespace dragoman
