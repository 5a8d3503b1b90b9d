// Operators (agree, threaten, urge, refuse) and the acts that they are about.
#pragma once
#include "coding/codebook.h"
#include "language/document.h"

namespace dragoman {

// Lets each operator take up the act under it: an event, or what the words say it is.
void take_up_acts(Document& document, const Codebook& codebook);

}  // namespace dragoman
