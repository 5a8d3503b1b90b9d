// Who of those near an event takes part in it: the second look at the parties. Rules propose by the
// frame's slots (slots.cc); a small logistic model then weighs every code that a phrase of the
// sentence, or a party to the events told just before, stands for: by where its phrases stand in
// the tree, what they are and what the rules said. It drops what a slot took in by mistake ("the
// dismissal of the police chief") and finds who stands outside every slot ("fired tear gas to
// disperse the students"). Its weights are models/participants.tsv, fitted by
// training/train_coding.py; what it decides stands in `basis`.
#pragma once

#include <string>
#include <vector>

#include "coding/codebook.h"
#include "coding/linear_model.h"
#include "knowledge/knowledge.h"
#include "language/document.h"

namespace dragoman {

// A phrase that may be a party to an event, with all entities it denotes ("the two leaders").
struct RolePhrase {
  TokenId head = kNone;
  std::vector<Participant> parties;
  std::string by_rule_actor, by_rule_recipient;  // how the rules found it; empty: they did not
  bool earlier = false;                          // a party to an event of a sentence before
  std::string earlier_role;
  FeatureList features;
};

// All phrases that stand for one code.
struct RoleCandidate {
  std::string code;
  std::vector<std::size_t> phrases;  // into the phrases of the event
  FeatureList features;              // those of its phrases, each once, and of all together
};

// The phrases near an event in text order, those of earlier sentences last, and their codes in the
// order of first mention.
struct RoleCandidates {
  std::vector<RolePhrase> phrases;
  std::vector<RoleCandidate> codes;
};
// Features are rows of the table, or names where there is none (null).
RoleCandidates role_candidates(const Document& document, std::size_t event,
                               const Codebook& codebook, const Knowledge& knowledge,
                               const LinearModel* table);

// Decides actors and recipients of the event anew. An empty model leaves the rules' choice.
void weigh_roles(Document& document, std::size_t event, const Codebook& codebook,
                 const Knowledge& knowledge, const LinearModel& model);

}  // namespace dragoman
