// Days that come from elsewhere in the text: counts from other happenings, the report that frames a
// clause, the verb that lets a noun happen.
#include <fmt/format.h>

#include <algorithm>

#include "coding/date_evidence.h"

namespace dragoman {

using syntax::among;
using syntax::at;
using namespace date_words;

// "two days after": a count beside a day covers what is told behind it, up to the end of what its
// preposition introduces.
void DateEvidence::find_counted() {
  for (std::size_t x = 1; x < d_.times.size(); ++x) {
    const TimeExpression &count = d_.times[x], &base = d_.times[x - 1];
    if (count.kind != TimeExpression::Kind::Relative || count.range || !base.range ||
        base.kind != TimeExpression::Kind::Date ||
        at(d_, count.tokens.begin).sentence != at(d_, base.tokens.begin).sentence)
      continue;
    // Beside it, or with no verb and no new clause between: "on Thursday \"with immediate effect\",
    // three days after".
    bool beside = count.tokens.begin - base.tokens.end <= 8;
    for (TokenId t = base.tokens.end; t < count.tokens.begin; ++t)
      beside = beside && at(d_, t).upos != Upos::VERB && at(d_, t).upos != Upos::AUX &&
               at(d_, t).lower != "and";
    if (count.tokens.begin > base.tokens.end + 1)
      beside = beside && (at(d_, count.tokens.begin - 1).lower == "," ||
                          at(d_, count.tokens.begin - 2).lower == ",");
    if (!beside) continue;
    const TokenRange sentence =
        d_.sentences[static_cast<std::size_t>(at(d_, count.tokens.begin).sentence)].tokens;
    // At the head of a sentence a comma ends it; at the end, only a new clause.
    const bool opening = base.tokens.begin - sentence.begin <= 2;
    TokenId end = count.tokens.end;
    for (; end < sentence.end; ++end) {
      const std::string_view w = at(d_, end).lower;
      if (w == ";" || w == "\"" || w == "”" || w == "—") break;
      if (w != ",") continue;
      if (opening) break;
      if (end + 1 < sentence.end) {
        const std::string_view next = at(d_, end + 1).lower;
        if (next == "and" || next == "but" || next == "while" || next == "though") break;
      }
    }
    counted_.push_back({x, x - 1, {count.tokens.end, end}});
  }
}

DateEvidence::MaybeFound DateEvidence::counted_back(TokenId t, int depth) const {
  for (const Counted& c : counted_) {
    if (!c.region.contains(t)) continue;
    if (auto own = expression_at(t, c.region.begin)) return own;
    const TimeExpression& day = d_.times[c.base];
    const Found base{*day.range, day.grain, day.span, &day, "expression", {}};
    if (d_.times[c.x].offset != 0) return moved(base, d_.times[c.x], -d_.times[c.x].offset);
    // "hours after": that day or the one before.
    return Found{{base.range.first.plus_days(-1), base.range.last},
                 Grain::Range,
                 d_.times[c.x].span,
                 &d_.times[c.x],
                 "expression",
                 fmt::format("'{}' counted from {}", d_.text_of(d_.times[c.x].span),
                             base.range.first.iso())};
  }
  const auto [first, last] = times_of(t);
  for (std::size_t i = first; i < last; ++i) {
    const TimeExpression& x = d_.times[i];
    if (x.anchor != t || depth > 3) continue;
    const TokenId host = at(d_, t).head == kNone ? kNone : governing_clause(d_, at(d_, t).head);
    MaybeFound other;
    if (host != kNone) other = expression_at(host);
    // What lies behind is not counted from a day to come, but from that of the report.
    if (other && x.offset > 0 && today_ && other->range.first > *today_) other.reset();
    if (!other && host != kNone) other = by_report(host);
    if (!other && today_)
      other = Found{{today_->plus_days(-1), *today_}, Grain::Range, {}, nullptr, "publication", {}};
    if (other) return moved(*other, x, -x.offset);
  }
  return std::nullopt;
}

DateEvidence::Found DateEvidence::moved(const Found& from, const TimeExpression& x, int n) const {
  const auto move = [&](Date day) {
    switch (x.unit) {
      case 'W':
        return day.plus_days(7 * n);
      case 'F':
        return day.plus_days(14 * n);
      case 'M':
        return day.plus_months(n);
      case 'Y':
        return day.plus_months(12 * n);
      default:
        return day.plus_days(n);
    }
  };
  // Counted on from news without a day ("a full day before the marines came"): not past today.
  const auto cap = [&](Date day) {
    return from.basis == "publication" && today_ ? std::min(day, *today_) : day;
  };
  const int slack = x.unit == 'W' ? 4 : x.unit == 'M' ? 15 : x.unit == 'Y' ? 183 : 0;
  return Found{
      {cap(move(from.range.first).plus_days(-slack)), cap(move(from.range.last).plus_days(slack))},
      slack ? Grain::Range : from.grain,
      x.span,
      &x,
      "expression",
      fmt::format("'{}' counted from {}", d_.text_of(x.span), from.range.first.iso())};
}

DateEvidence::MaybeFound DateEvidence::by_relative(std::size_t event,
                                                   const std::vector<MaybeFound>& found) const {
  const Event& e = d_.events[event];
  const auto [first, last] = times_of(e.trigger);
  for (std::size_t i = first; i < last; ++i) {
    const TimeExpression& x = d_.times[i];
    if (x.anchor == kNone || at(d_, x.anchor).head == kNone) continue;
    if (governing_clause(d_, at(d_, x.anchor).head) != e.trigger) continue;
    MaybeFound other;
    for (std::size_t k = 0; k < d_.events.size(); ++k) {
      const Event& o = d_.events[k];
      if (found[k] && found[k]->expression != &x &&
          (o.trigger == x.anchor || (o.trigger_begin <= x.anchor && x.anchor < o.trigger_end)))
        other = found[k];
    }
    if (!other) other = expression_at(x.anchor);
    if (other) return moved(*other, x, x.offset);
  }
  return std::nullopt;
}

DateEvidence::MaybeFound DateEvidence::by_report(TokenId t) const {
  TokenId clause = governing_clause(d_, t);
  for (int depth = 0; clause != kNone && depth < 5; ++depth) {
    for (TokenId c : d_.children(clause))
      if (at(d_, c).deprel == Deprel::parataxis && at(d_, c).upos == Upos::VERB &&
          among(at(d_, c).lemma, kReports))
        if (auto f = expression_at(c); f && f->grain == Grain::Day) return f;
    const Token& token = at(d_, clause);
    if (token.head == kNone) return std::nullopt;
    const TokenId up = governing_clause(d_, token.head);
    if (up == kNone) return std::nullopt;
    // "surprised many last month by saying that": the saying has the day of what it did.
    const bool saying =
        token.deprel == Deprel::advcl && token.xpos == Xpos::VBG && among(token.lemma, kReports);
    if (token.deprel == Deprel::ccomp || token.deprel == Deprel::parataxis || saying) {
      if (auto f = expression_at(up)) {
        // "troops crossed on Monday; Tehran recalled its envoy": no report, but what came next.
        if (token.deprel == Deprel::parataxis && !among(at(d_, up).lemma, kReports) && today_ &&
            f->range.last < *today_) {
          f->range.last = f->range.last.plus_days(1);
          f->grain = Grain::Range;
          f->how = "told next to " + f->how;
        }
        return f;
      }
    } else if (token.deprel != Deprel::conj && token.deprel != Deprel::advcl &&
               token.deprel != Deprel::xcomp) {
      return std::nullopt;
    }
    clause = up;
  }
  return std::nullopt;
}

// "a day of battles", "a series of arrests": the noun that stands for the whole in its clause.
TokenId DateEvidence::whole_of(TokenId t) const {
  static constexpr std::array<std::string_view, 18> kAmounts = {
      "day",   "night",  "week", "month",   "hour",    "year",    "series", "wave", "round",
      "spate", "string", "rash", "evening", "morning", "weekend", "spell",  "bout", "succession"};
  const Token& token = at(d_, t);
  if (token.head != kNone && token.deprel == Deprel::nmod && case_of(t) == "of" &&
      among(at(d_, token.head).lemma, kAmounts))
    return token.head;
  return t;
}

bool DateEvidence::under_report(TokenId t) const {
  TokenId clause = governing_clause(d_, t);
  for (int depth = 0; clause != kNone && depth < 5; ++depth) {
    const Token& token = at(d_, clause);
    if (token.deprel == Deprel::ccomp || token.deprel == Deprel::parataxis) return true;
    for (TokenId c : d_.children(clause))
      if ((at(d_, c).deprel == Deprel::parataxis && among(at(d_, c).lemma, kReports)) ||
          (at(d_, c).deprel == Deprel::obl && case_of(c) == "according"))
        return true;
    if (token.head == kNone || (token.deprel != Deprel::conj && token.deprel != Deprel::xcomp))
      return false;
    clause = governing_clause(d_, token.head);
  }
  return false;
}

TokenId DateEvidence::effective_clause(TokenId t) const {
  if (const TokenId whole = whole_of(t); whole != t) return effective_clause(whole);
  const Token& token = at(d_, t);
  if (token.upos != Upos::NOUN && token.upos != Upos::PROPN) return t;
  for (TokenId c : d_.children(t))
    if (at(d_, c).deprel == Deprel::cop) return t;
  if (token.head == kNone) return t;
  const Token& governor = at(d_, token.head);
  const bool core = token.deprel == Deprel::obj || token.deprel == Deprel::nsubj ||
                    token.deprel == Deprel::nsubj_pass;
  const bool setting = token.deprel == Deprel::obl && among(case_of(t), kSetting);
  if (setting || (core && governor.upos == Upos::VERB && !is_trigger(token.head)) ||
      (core && among(governor.lemma, kHappen)))
    return governing_clause(d_, token.head);
  return kNone;
}

bool DateEvidence::in_main_clause(const Event& e) const {
  TokenId t = effective_clause(e.trigger);
  for (int depth = 0; t != kNone && depth < 6; ++depth) {
    const Token& token = at(d_, t);
    if (token.head == kNone) return true;
    if (token.deprel != Deprel::ccomp && token.deprel != Deprel::conj &&
        token.deprel != Deprel::xcomp && token.deprel != Deprel::parataxis)
      return false;
    t = token.head;
  }
  return false;
}

}  // namespace dragoman
