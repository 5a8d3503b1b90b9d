// Events as the records of docs/record.md: one JSON object with keys in the order given there and
// offsets in code points of the document's text.
//
//   for (const Json& record : event_records(document, stamp)) out << to_line(record) << '\n';
#pragma once

#include <string>
#include <vector>

#include "exports/json.h"
#include "language/document.h"

namespace dragoman {

// Which program and data made the records; goes into cite_info.
struct RecordStamp {
  std::string codebook, coder;
  // Splits Engine::version(), "dragoman 0.1.0 model M codebook C knowledge K".
  static RecordStamp from_version(std::string_view version);
};

// Gives every event of the document its id, 16 hexadecimal digits: a hash of the document's id and
// text and of where in it the event stands (sentence, trigger, type, how many of that type stand
// there). It does not depend on the rest of the run or on what else the engine found.
void assign_event_ids(Document& document);

// The records of a coded document, ids assigned, in the order of document.events.
std::vector<Json> event_records(Document& document, const RecordStamp& stamp);

}  // namespace dragoman
