// How sure it is that an event is one, and is of its type and between its parties, from 0 to 1: a
// logistic model over what the stages before found (models/confidence.tsv, fitted on annotated
// reports by training/train_coding.py). Events below kLeastConfidence are not written.
#pragma once

#include "coding/codebook.h"
#include "coding/linear_model.h"
#include "language/document.h"

namespace dragoman {

inline constexpr double kLeastConfidence = 0.4;

// What a document is about that is no politics: how many of a hundred words belong to the
// classes topic-business, topic-sport and topic-arts of the codebook, in steps from 0 to 4.
struct Topics {
  int business = 0, sport = 0, arts = 0;
};
class TopicWords {
 public:
  explicit TopicWords(const Codebook& codebook);
  // After find_predicates, which looks the words up.
  Topics of(const Document& document) const;

 private:
  struct About {
    bool business = false, sport = false, arts = false;
  };
  std::vector<About> words_;  // by the codebook's number
};

// Rows of the table, or names where there is none (null).
FeatureList confidence_features(const Document& document, std::size_t event, const Topics& topics,
                                const LinearModel* table);
// Says what may be no event, gives each event its confidence and drops the unlikely (finish.cc).
void weigh_events(Document& document, const Codebook& codebook, const TopicWords& topics,
                  const LinearModel& weights);

}  // namespace dragoman
