// How sure an event is, from 0 to 1: a logistic function of what the coding stages found. Its
// weights are fitted on our own annotated reports by training/fit_confidence.py.
#pragma once

#include "coding/codebook.h"
#include "language/document.h"

namespace dragoman {

double confidence_of(const Event& event, const Document& document, const Codebook& codebook);

}  // namespace dragoman
