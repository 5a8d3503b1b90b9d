// Who says what stands in a clause: a clause of saying above it, a quotation with its speaker, or
// "according to". find_reporters takes them for an event's reporters; the slot `speaker` of the
// codebook for who passes a verdict ("The tax is illegal, France said").
#pragma once

#include <vector>

#include "knowledge/knowledge.h"
#include "language/document.h"

namespace dragoman {

struct Speaker {
  TokenId head = kNone;  // of the phrase that names him
  const char* how = "";  // for the basis: "subject of saying"
};

// Innermost first.
std::vector<Speaker> speakers_of(const Document& document, const Knowledge& knowledge,
                                 TokenId trigger);

}  // namespace dragoman
