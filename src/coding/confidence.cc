#include "coding/confidence.h"

#include <cmath>

namespace dragoman {

double confidence_of(const Event& e, const Document& d, const Codebook&) {
  const bool noun = d.tokens[static_cast<std::size_t>(e.trigger)].upos != Upos::VERB;
  double z = 0.4;
  z += e.actors.empty() ? -0.9 : 0.3;
  z += e.recipients.empty() ? -0.1 : 0.5;
  z += noun ? -0.5 : 0.2;
  z += e.date.basis == "expression" ? 0.3 : 0.0;
  z += e.status.hypothetical || e.status.negation ? -0.5 : 0.0;
  z += e.trigger_end - e.trigger_begin > 1 ? 0.2 : 0.0;
  return std::round(1000.0 / (1.0 + std::exp(-z))) / 1000.0;
}

}  // namespace dragoman
