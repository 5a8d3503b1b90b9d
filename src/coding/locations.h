// Where an event happened: every country that the words near it, its parties, the reports' dateline
// or the events told before speak for is weighed by a small logistic model (models/locations.tsv,
// fitted by training/train_coding.py); the likeliest is taken, with the most exact place that
// was named in it.
#pragma once

#include <string>
#include <vector>

#include "coding/linear_model.h"
#include "knowledge/knowledge.h"
#include "language/document.h"

namespace dragoman {

struct LocationCandidate {
  std::string code;  // alpha-3, of a state of today
  FeatureList features;
  const Place* place = nullptr;  // the most exact place named there, or null: the country
  Span span;                     // words that speak for the country where no place is named
  std::string text;
  std::string how;  // what spoke for it first
};

// In order of first evidence: places from the trigger outwards, parties, dateline, events before.
// Features are rows of the table, or names where there is none (null).
std::vector<LocationCandidate> location_candidates(const Document& document, std::size_t event,
                                                   const Knowledge& knowledge,
                                                   const LinearModel* table);

// Places one event; those before it in the document must have been placed.
void locate_event(Document& document, std::size_t event, const Knowledge& knowledge,
                  const LinearModel& weights);

}  // namespace dragoman
