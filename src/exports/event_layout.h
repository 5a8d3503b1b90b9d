// Events as rows: every field of the record flattened into columns, and what a reader at a terminal
// wants to see.
#pragma once

#include "exports/rows.h"

namespace dragoman {

RowLayout event_layout(int terminal_width);

// "2015-11", "2014", "2018-04-03", "2016-08-01/2016-08-16" or "undated": the days of an event with
// no more precision than they have.
std::string date_label(const Json& record);
// "historical", "future;negation", or empty.
std::string status_label(const Json& record);
// "TUR:MIL", "RUS+IRN": codes with sectors, "?" where no code is known.
std::string party_label(const Json& entities);
// The lines of evidence under an event: the sentence, then who says so and where it was read.
std::vector<std::string> evidence_lines(const Json& record);

}  // namespace dragoman
