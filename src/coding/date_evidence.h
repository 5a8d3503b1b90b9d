// What a text says of the day of a happening: which time expression dates which clause or noun in
// the tree (date_evidence.cc), counts from other happenings, and the day of the report that frames
// it (date_frames.cc). date_events (dates.cc) asks it and decides.
//
//   DateEvidence evidence(document);
//   if (auto found = evidence.by_expression(trigger, 0)) found->range, found->how
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/syntax.h"
#include "coding/tense.h"
#include "language/document.h"

namespace dragoman {

class DateEvidence {
 public:
  struct Found {
    DateRange range;
    Grain grain = Grain::Day;
    Span span;
    const TimeExpression* expression = nullptr;
    std::string_view basis = "expression";
    std::string how;
  };
  using MaybeFound = std::optional<Found>;

  explicit DateEvidence(Document& document);

  // The expression at the trigger, or at the clause that it is part of.
  MaybeFound by_expression(TokenId token, int depth) const;
  // "Tehran agreed two days after the visit": from the day of the visit, if that is known.
  MaybeFound by_relative(std::size_t event, const std::vector<MaybeFound>& found) const;
  // The day on which the report was made that frames the clause: "the ministry said Thursday".
  MaybeFound by_report(TokenId token) const;
  bool under_report(TokenId token) const;
  // The clause whose tense and day a trigger has: its own, or for a noun that of the verb which
  // lets it happen ("held talks", "received a welcome", "at a summit"); kNone for nouns told of in
  // passing.
  TokenId effective_clause(TokenId token) const;
  bool in_main_clause(const Event& event) const;

 protected:
  // What kind of day is wanted: of something done not one to come, of a plan none behind.
  enum class Want { Any, Done, Ahead };
  bool wanted(const DateRange& range) const;

  bool is_trigger(TokenId token) const { return triggers_[static_cast<std::size_t>(token)]; }
  bool has_subject(TokenId token) const;
  std::string_view case_of(TokenId token) const;
  std::string_view mark_of(TokenId token) const;
  std::string_view preposition_of(std::size_t x) const;
  // Expressions of a token's sentence: indices into Document::times, half-open.
  std::pair<std::size_t, std::size_t> times_of(TokenId token) const;

  TokenId whole_of(TokenId token) const;

  // How far an expression is from a head that it could date; -1 where it dates something else.
  int distance(std::size_t x, TokenId target) const;
  bool belongs_to_cause(std::size_t x, TokenId head) const;
  Found use(std::size_t x, std::string how) const;
  // The best expression from that token on that dates the clause or nominal headed by the other.
  MaybeFound expression_at(TokenId head, TokenId from = 0) const;
  MaybeFound of_subject(TokenId token) const;
  bool opens_behind(TokenId clause, TokenId end) const;
  MaybeFound next_to(TokenId token) const;
  MaybeFound together_below(TokenId token) const;
  // "nine days after the test": the day of the test, from that of the clause around it.
  MaybeFound counted_back(TokenId token, int depth) const;
  Found moved(const Found& from, const TimeExpression& x, int n) const;

  // "on Thursday, two days after tanks crushed the protest": the count stands beside a day, and
  // what is told in `region` happened that much away from it, however the tree is.
  struct Counted {
    std::size_t x, base;  // the count and the day beside it, indices into Document::times
    TokenRange region;
  };

  Document& d_;
  std::optional<Date> today_;
  Want want_ = Want::Any;
  std::vector<TokenId> attach_, heads_;  // of each expression: what it hangs on, and by which token
  std::vector<bool> triggers_;           // by token
  std::vector<std::size_t> first_time_;  // by sentence, with one past the last
  std::vector<Counted> counted_;

 private:
  void find_counted();
};

// Words by which a clause or noun is tied to another in time.
namespace date_words {

extern const std::array<std::string_view, 33> kReports;
extern const std::array<std::string_view, 6> kSetting, kApart, kTogether;
extern const std::array<std::string_view, 33> kHappen;

}  // namespace date_words

}  // namespace dragoman
