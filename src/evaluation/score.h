// Scores event records against a gold file, with the definitions under which Dragoman's accuracy is
// always stated (docs/accuracy.md): a predicted event matches a gold one when its type is the gold
// type or a named alternative, its trigger overlaps the gold trigger or lies in the same sentence,
// and its parties do not contradict the gold ones; matching is one to one, best total first.
//
//   Score score = score_events(gold_documents, predicted_by_document);
//   print(score_text(score));
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "exports/json.h"

namespace dragoman {

struct Tally {
  int right = 0, extra = 0, missed = 0;
  double precision() const;
  double recall() const;
  double f1() const;
};

struct AttributeTally {
  std::string name;
  int right = 0, total = 0;
};

// One gold event that was missed or coded otherwise, or one that should not be there.
struct ScoreError {
  std::string document, kind;             // missed, extra, wrong
  std::string gold_type, predicted_type;  // empty where there is none
  std::string words;                      // the trigger
  std::string wrong;                      // which attributes are wrong, for kind "wrong"
  std::string parties, sentence;
};

struct Score {
  int gold = 0;
  Tally detection;
  int empty_documents = 0, events_in_empty = 0;
  std::map<std::string, Tally> types;
  Tally actors, recipients;                // codes, over matched events
  std::vector<AttributeTally> attributes;  // in order of first use
  int full = 0;                            // gold events right in parties, date and status
  // (gold type, predicted type) of events that are matched or whose triggers overlap; "-" stands
  // for none.
  std::map<std::pair<std::string, std::string>, int> confusion;
  std::vector<ScoreError> errors;

  double macro_f1() const;
  double full_share() const { return gold == 0 ? 0.0 : static_cast<double>(full) / gold; }
};

using PredictedEvents = std::map<std::string, std::vector<Json>>;

// The id of a gold document as text; ids may be numbers there.
std::string document_id(const Json& id);
Score score_events(const std::vector<Json>& gold, const PredictedEvents& predicted);

// The figures as text and as one line of JSON.
std::string score_text(const Score& score);
std::string score_json(const Score& score);
std::string confusion_text(const Score& score);

}  // namespace dragoman
