// How sure it is that an event is one, and is of its type and between its parties, from 0 to 1: a
// logistic model over what the stages before found (models/confidence.tsv, fitted on annotated
// reports by training/train_coding.py). Events below kLeastConfidence are not written.
#pragma once

#include "coding/codebook.h"
#include "coding/linear_model.h"
#include "language/document.h"

namespace dragoman {

inline constexpr double kLeastConfidence = 0.4;

// Rows of the table, or names where there is none (null).
FeatureList confidence_features(const Document& document, std::size_t event,
                                const LinearModel* table);
// Rounded to thousandths.
double confidence_of(const Document& document, std::size_t event, const LinearModel& weights);
// Says what may be no event, gives each event its confidence and drops the unlikely (finish.cc).
void weigh_events(Document& document, const Codebook& codebook, const LinearModel& weights);

}  // namespace dragoman
