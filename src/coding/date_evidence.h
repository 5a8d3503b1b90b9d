// What a text says of the day of a happening: which time expression dates which clause or noun in
// the tree, what a clause shares with the clause it is part of, counts from other happenings, and
// the day of the report that frames it. date_events (dates.cc) asks it and decides.
//
//   DateEvidence evidence(document);
//   if (auto found = evidence.by_expression(trigger, 0)) found->range, found->how
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/tense.h"
#include "language/document.h"

namespace dragoman {
namespace date_evidence {

inline const Token& at(const Document& d, TokenId t) {
  return d.tokens[static_cast<std::size_t>(t)];
}

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

inline constexpr std::array<std::string_view, 33> kReports = {
    "say",         "tell",  "report",  "announce", "add",      "claim",    "state",
    "declare",     "note",  "allege",  "confirm",  "reveal",   "disclose", "explain",
    "write",       "quote", "warn",    "insist",   "argue",    "suggest",  "stress",
    "acknowledge", "admit", "believe", "think",    "show",     "indicate", "estimate",
    "believe",     "tweet", "testify", "maintain", "emphasize"};
// A noun behind one of these stands where or when the clause does; behind others it is about it.
inline constexpr std::array<std::string_view, 6> kSetting = {"in",     "on",   "at",
                                                             "during", "amid", "throughout"};
inline constexpr std::array<std::string_view, 6> kApart = {"after",     "before", "since",
                                                           "following", "until",  "till"};
inline constexpr std::array<std::string_view, 4> kAbout = {"over", "despite", "about", "against"};
inline constexpr std::array<std::string_view, 6> kTogether = {"when",  "as",        "while",
                                                              "where", "whereupon", "upon"};
// Verbs that do nothing but let a happening named by a noun take place.
inline constexpr std::array<std::string_view, 27> kHappen = {
    "hold",  "carry",  "launch",   "stage", "conduct", "take",   "begin",   "start", "end",
    "occur", "happen", "make",     "pay",   "mount",   "follow", "come",    "see",   "have",
    "break", "erupt",  "continue", "open",  "sign",    "impose", "deliver", "give",  "attend"};

struct Found {
  DateRange range;
  Grain grain = Grain::Day;
  Span span;
  const TimeExpression* expression = nullptr;
  std::string_view basis = "expression";
  std::string how;
};
using MaybeFound = std::optional<Found>;

}  // namespace date_evidence

class DateEvidence {
 public:
  using Found = date_evidence::Found;
  using MaybeFound = date_evidence::MaybeFound;

 public:
  explicit DateEvidence(Document& d) : d_(d), today_(d.source.published) {
    attach_.assign(d.times.size(), kNone);
    heads_.assign(d.times.size(), kNone);
    for (std::size_t i = 0; i < d.times.size(); ++i) {
      const TokenRange r = d.times[i].tokens;
      for (TokenId t = r.begin; t < r.end; ++t)
        if (date_evidence::at(d, t).head == kNone || !r.contains(date_evidence::at(d, t).head)) {
          heads_[i] = t;
          attach_[i] = date_evidence::at(d, t).head;
          if (date_evidence::at(d, t).deprel != Deprel::punct &&
              date_evidence::at(d, t).deprel != Deprel::cas)
            break;
        }
    }
    for (const Event& e : d.events) triggers_.push_back(e.trigger);
  }

  bool is_trigger(TokenId t) const {
    return std::find(triggers_.begin(), triggers_.end(), t) != triggers_.end();
  }

  std::string_view case_of(TokenId t) const {
    for (TokenId c : d_.children(t))
      if (date_evidence::at(d_, c).deprel == Deprel::cas ||
          date_evidence::at(d_, c).deprel == Deprel::mark)
        return date_evidence::at(d_, c).lower;
    return {};
  }

  // How far an expression is from a head that it could date; -1 where it dates something else.
  int distance(std::size_t x, TokenId target) const {
    TokenId t = attach_[x];
    for (int steps = 0; t != kNone && steps < 5; ++steps) {
      if (t == target) return steps;
      const Token& token = date_evidence::at(d_, t);
      if (is_trigger(t)) return -1;
      const bool name = token.upos == Upos::PROPN;
      const bool nominal =
          name || token.upos == Upos::NOUN || token.upos == Upos::NUM || token.upos == Upos::PRON;
      if (!nominal && (!(token.upos == Upos::ADJ || token.upos == Upos::ADV) || has_subject(t)))
        return -1;
      // "Friday's summit", "the 2014 games": the day of that noun, which is the clause's only where
      // the noun tells its setting. But "Last December Turkey signed" may hang on the name.
      const Deprel link = date_evidence::at(d_, heads_[x]).deprel;
      const bool inside = link == Deprel::nmod_poss || link == Deprel::compound ||
                          link == Deprel::nummod || link == Deprel::amod ||
                          link == Deprel::nmod_desc;
      const std::string_view word = case_of(t);
      const bool setting = date_evidence::among(word, date_evidence::kSetting) &&
                           (token.deprel == Deprel::obl || token.deprel == Deprel::nmod);
      const bool first = d_.times[x].tokens.begin ==
                         d_.sentences[static_cast<std::size_t>(token.sentence)].tokens.begin;
      if (inside && !setting && !(first && name)) return -1;
      // Behind a person, a place or a thing the day is the clause's; behind "after the quake" it is
      // not.
      if (!setting && (date_evidence::among(word, date_evidence::kApart) ||
                       (!name && nominal && date_evidence::among(word, date_evidence::kAbout))))
        return -1;
      t = token.head;
    }
    return -1;
  }

  Found use(std::size_t x, std::string how) const {
    const TimeExpression& e = d_.times[x];
    Found f{*e.range, e.grain, e.span, &e, "expression", std::move(how)};
    // A preposition turns a day into a stretch.
    std::string_view word = case_of(heads_[x]);
    if (word.empty() && e.tokens.begin > 0) word = date_evidence::at(d_, e.tokens.begin - 1).lower;
    if (word == "since" && today_ && f.range.first < *today_) {
      f.range.last = *today_;
      f.grain = Grain::Range;
      f.how += " with 'since'";
    } else if ((word == "until" || word == "till" || word == "by") && today_ &&
               f.range.last > *today_) {
      f.range.first = std::min(*today_, f.range.first);
      f.grain = Grain::Range;
      f.how += " as a limit";
    } else if (word == "after" && e.kind == TimeExpression::Kind::Date) {
      f.range.last = f.range.last.plus_days(14);
      if (today_) f.range.last = std::max(f.range.first, std::min(f.range.last, *today_));
      f.grain = Grain::Range;
      f.how += " with 'after'";
    }
    return f;
  }

  // The best expression that dates the clause or nominal headed by that token.
  enum class Want { Any, Done, Ahead };
  bool wanted(const DateRange& r) const {
    if (!today_ || want_ == Want::Any) return true;
    return want_ == Want::Done ? r.first <= *today_ : r.last >= *today_;
  }

  MaybeFound expression_at(TokenId head) const {
    int best = 1000;
    std::size_t which = 0;
    for (std::size_t x = 0; x < d_.times.size(); ++x) {
      const TimeExpression& e = d_.times[x];
      if (!e.range ||
          date_evidence::at(d_, e.tokens.begin).sentence != date_evidence::at(d_, head).sentence)
        continue;
      if (e.kind == TimeExpression::Kind::Set || !wanted(*e.range)) continue;
      int n = distance(x, head);
      if (n < 0) continue;
      n = n * 4 + (e.kind == TimeExpression::Kind::Duration ? 6 : 0) +
          (e.grain == Grain::Day ? 0 : 1);
      if (n < best) best = n, which = x;
    }
    if (best == 1000) return std::nullopt;
    return use(which,
               fmt::format("'{}' ({})", d_.text_of(d_.times[which].span), d_.times[which].rule));
  }

  // The expression at the trigger, or at the clause that it is part of.
  MaybeFound by_expression(TokenId t, int depth) const {
    if (t == kNone || depth > 5) return std::nullopt;
    if (auto f = counted_back(t, depth)) return f;
    if (auto f = expression_at(t)) return f;
    const Token& token = date_evidence::at(d_, t);
    if (token.head == kNone) return together_below(t);
    const TokenId head = token.head;
    // "On Wednesday, when rebels opened fire": the clause hangs on the day itself.
    for (std::size_t x = 0; x < d_.times.size(); ++x)
      if (d_.times[x].tokens.contains(head) && d_.times[x].range)
        return use(x, "the day that the clause describes");
    const bool nominal = token.upos == Upos::NOUN || token.upos == Upos::PROPN;
    if (nominal) {
      const Token& governor = date_evidence::at(d_, head);
      const bool core = token.deprel == Deprel::nsubj || token.deprel == Deprel::nsubj_pass ||
                        token.deprel == Deprel::obj;
      const bool setting =
          token.deprel == Deprel::obl && date_evidence::among(case_of(t), date_evidence::kSetting);
      const bool happens = governor.upos == Upos::VERB &&
                           (date_evidence::among(governor.lemma, date_evidence::kHappen) ||
                            token.deprel == Deprel::nsubj);
      if (auto f = next_to(t)) return f;
      if ((core && happens) || setting || token.deprel == Deprel::conj ||
          token.deprel == Deprel::xcomp)
        if (!(is_trigger(head) && !setting &&
              !date_evidence::among(governor.lemma, date_evidence::kHappen)))
          return by_expression(head, depth + 1);
      return std::nullopt;
    }
    switch (token.deprel) {
      case Deprel::conj: {
        const Tense mine = tense_of(d_, t), theirs = tense_of(d_, head);
        if (mine == Tense::PastPerfect && theirs != Tense::PastPerfect) return std::nullopt;
        if ((mine == Tense::Perfect || mine == Tense::Present) && theirs == Tense::Past)
          return std::nullopt;
        if (mine == Tense::Future && theirs != Tense::Future) return std::nullopt;
        // A clause with a subject of its own goes its own way, though mostly on the same day.
        return by_expression(head, depth + 1);
      }
      case Deprel::advcl: {
        const std::string_view mark = mark_of(t);
        const bool participle = mark.empty();
        if (participle || date_evidence::among(mark, date_evidence::kTogether))
          return by_expression(head, depth + 1);
        if (mark == "to" || (mark.empty() && token.xpos == Xpos::VB))
          return by_expression(head, depth + 1);
        break;
      }
      case Deprel::acl:
        if (token.xpos == Xpos::VBG || token.xpos == Xpos::VB)
          return by_expression(governing_clause(d_, head), depth + 1);
        break;
      case Deprel::xcomp:
        return by_expression(head, depth + 1);
      case Deprel::ccomp:
      case Deprel::csubj:
        if (!date_evidence::among(date_evidence::at(d_, head).lemma, date_evidence::kReports) &&
            tense_of(d_, t) != Tense::Future && !is_trigger(head))
          return by_expression(head, depth + 1);
        break;
      default:
        break;
    }
    return together_below(t);
  }

  std::string_view mark_of(TokenId t) const {
    for (TokenId c : d_.children(t))
      if (date_evidence::at(d_, c).deprel == Deprel::mark ||
          (date_evidence::at(d_, c).deprel == Deprel::advmod &&
           date_evidence::among(date_evidence::at(d_, c).lower, date_evidence::kTogether)))
        return date_evidence::at(d_, c).lower;
    return {};
  }

  // "It was revenge for the army's bombing of Matta last week": the words right behind a noun and
  // what belongs to it, unless they date an event that the noun's clause tells.
  MaybeFound next_to(TokenId t) const {
    const TokenId clause = date_evidence::at(d_, t).head == kNone
                               ? kNone
                               : governing_clause(d_, date_evidence::at(d_, t).head);
    if (clause != kNone && is_trigger(clause)) return std::nullopt;
    TokenId end = t;
    std::vector<TokenId> open{t};
    while (!open.empty()) {
      const TokenId now = open.back();
      open.pop_back();
      end = std::max(end, now);
      for (TokenId c : d_.children(now))
        if (date_evidence::at(d_, c).deprel != Deprel::punct &&
            date_evidence::at(d_, c).deprel != Deprel::acl_relcl)
          open.push_back(c);
    }
    for (std::size_t x = 0; x < d_.times.size(); ++x) {
      const TimeExpression& e = d_.times[x];
      const TokenId gap = e.tokens.begin - end;
      if (e.range && e.kind == TimeExpression::Kind::Date && wanted(*e.range) &&
          (gap == 1 || (gap == 2 && date_evidence::at(d_, end + 1).upos == Upos::ADP)))
        return use(x, fmt::format("'{}' right behind it", d_.text_of(e.span)));
    }
    return std::nullopt;
  }

  // "Three were hurt when rebels opened fire on Wednesday": the day stands in the lower clause.
  MaybeFound together_below(TokenId t) const {
    for (TokenId c : d_.children(t)) {
      const Token& child = date_evidence::at(d_, c);
      const bool with = child.deprel == Deprel::advcl &&
                        date_evidence::among(mark_of(c), date_evidence::kTogether);
      const bool same = child.deprel == Deprel::conj && child.upos == Upos::VERB &&
                        tense_of(d_, c) == tense_of(d_, t) && !has_subject(c);
      if (with || same)
        if (auto f = expression_at(c)) return f;
      // "agreed to the pullout in a July 4 meeting": a setting that is a happening itself.
      if (child.deprel == Deprel::obl && is_trigger(c) &&
          date_evidence::among(case_of(c), date_evidence::kSetting))
        if (auto f = expression_at(c)) return f;
    }
    // "was rounded up after an August 2 raid": from that day on, not long after.
    for (TokenId c : d_.children(t)) {
      const Token& child = date_evidence::at(d_, c);
      if (child.deprel != Deprel::obl && child.deprel != Deprel::advcl) continue;
      const std::string_view word = case_of(c);
      if (word != "after" && word != "following" && word != "before") continue;
      auto f = expression_at(c);
      for (TokenId object :
           d_.children(c))  // "after Erdogan sent a letter of apology in June 2016"
        if (!f && date_evidence::at(d_, object).deprel == Deprel::obj) f = expression_at(object);
      if (!f || f->how.find("'after'") != std::string::npos) continue;
      if (word == "before")
        f->range = {f->range.first.plus_days(-14), f->range.last};
      else
        f->range.last = f->range.last.plus_days(14);
      if (today_ && word != "before")
        f->range.last = std::max(f->range.first, std::min(f->range.last, *today_));
      f->grain = Grain::Range;
      f->how = fmt::format("{} {}", word, f->how);
      return f;
    }
    return std::nullopt;
  }

  // "nine days after the test": the day of the test, from that of the clause around it.
  MaybeFound counted_back(TokenId t, int depth) const {
    for (const TimeExpression& x : d_.times) {
      if (x.anchor != t || depth > 3) continue;
      const TokenId host = date_evidence::at(d_, t).head == kNone
                               ? kNone
                               : governing_clause(d_, date_evidence::at(d_, t).head);
      MaybeFound other;
      if (host != kNone) other = expression_at(host);
      if (!other && host != kNone) other = by_report(host);
      if (!other && today_)
        other =
            Found{{today_->plus_days(-1), *today_}, Grain::Range, {}, nullptr, "publication", {}};
      if (other) return moved(*other, x, -x.offset);
    }
    return std::nullopt;
  }

  Found moved(const Found& from, const TimeExpression& x, int n) const {
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
    const int slack = x.unit == 'W' ? 4 : x.unit == 'M' ? 15 : x.unit == 'Y' ? 183 : 0;
    return Found{{move(from.range.first).plus_days(-slack), move(from.range.last).plus_days(slack)},
                 slack ? Grain::Range : from.grain,
                 x.span,
                 &x,
                 "expression",
                 fmt::format("'{}' counted from {}", d_.text_of(x.span), from.range.first.iso())};
  }

  bool has_subject(TokenId t) const {
    for (TokenId c : d_.children(t))
      if (date_evidence::at(d_, c).deprel == Deprel::nsubj ||
          date_evidence::at(d_, c).deprel == Deprel::nsubj_pass)
        return true;
    return false;
  }

  // "Tehran agreed two days after the visit": from the day of the visit, if that is known.
  MaybeFound by_relative(std::size_t event, const std::vector<MaybeFound>& found) const {
    const Event& e = d_.events[event];
    for (const TimeExpression& x : d_.times) {
      if (x.anchor == kNone || date_evidence::at(d_, x.anchor).sentence != e.sentence ||
          date_evidence::at(d_, x.anchor).head == kNone)
        continue;
      if (governing_clause(d_, date_evidence::at(d_, x.anchor).head) != e.trigger) continue;
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

  // The day on which the report was made that frames the clause: "the ministry said Thursday".
  MaybeFound by_report(TokenId t) const {
    TokenId clause = governing_clause(d_, t);
    for (int depth = 0; clause != kNone && depth < 5; ++depth) {
      for (TokenId c : d_.children(clause)) {
        const Token& child = date_evidence::at(d_, c);
        if ((child.deprel == Deprel::parataxis || child.deprel == Deprel::ccomp) &&
            child.upos == Upos::VERB &&
            date_evidence::among(child.lemma, date_evidence::kReports) &&
            child.deprel == Deprel::parataxis)
          if (auto f = expression_at(c)) return f;
      }
      const Token& token = date_evidence::at(d_, clause);
      if (token.head == kNone) return std::nullopt;
      const TokenId up = governing_clause(d_, token.head);
      if (up == kNone) return std::nullopt;
      if (token.deprel == Deprel::ccomp || token.deprel == Deprel::parataxis) {
        if (auto f = expression_at(up)) return f;
      } else if (token.deprel != Deprel::conj && token.deprel != Deprel::advcl &&
                 token.deprel != Deprel::xcomp) {
        return std::nullopt;
      }
      clause = up;
    }
    return std::nullopt;
  }

  bool under_report(TokenId t) const {
    TokenId clause = governing_clause(d_, t);
    for (int depth = 0; clause != kNone && depth < 5; ++depth) {
      const Token& token = date_evidence::at(d_, clause);
      if (token.deprel == Deprel::ccomp || token.deprel == Deprel::parataxis) return true;
      for (TokenId c : d_.children(clause))
        if (date_evidence::at(d_, c).deprel == Deprel::parataxis &&
            date_evidence::among(date_evidence::at(d_, c).lemma, date_evidence::kReports))
          return true;
      if (token.head == kNone || (token.deprel != Deprel::conj && token.deprel != Deprel::xcomp))
        return false;
      clause = governing_clause(d_, token.head);
    }
    return false;
  }

  // The clause whose tense and day a trigger has: its own, or for a noun that of the verb which
  // lets it happen ("held talks", "received a welcome", "at a summit"); kNone for nouns told of in
  // passing.
  TokenId effective_clause(TokenId t) const {
    const Token& token = date_evidence::at(d_, t);
    if (token.upos != Upos::NOUN && token.upos != Upos::PROPN) return t;
    for (TokenId c : d_.children(t))
      if (date_evidence::at(d_, c).deprel == Deprel::cop) return t;
    if (token.head == kNone) return t;
    const Token& governor = date_evidence::at(d_, token.head);
    const bool core = token.deprel == Deprel::obj || token.deprel == Deprel::nsubj ||
                      token.deprel == Deprel::nsubj_pass;
    const bool setting =
        token.deprel == Deprel::obl && date_evidence::among(case_of(t), date_evidence::kSetting);
    if (setting || (core && governor.upos == Upos::VERB && !is_trigger(token.head)) ||
        (core && date_evidence::among(governor.lemma, date_evidence::kHappen)))
      return governing_clause(d_, token.head);
    return kNone;
  }

  bool in_main_clause(const Event& e) const {
    TokenId t = effective_clause(e.trigger);
    for (int depth = 0; t != kNone && depth < 6; ++depth) {
      const Token& token = date_evidence::at(d_, t);
      if (token.head == kNone) return true;
      if (token.deprel != Deprel::ccomp && token.deprel != Deprel::conj &&
          token.deprel != Deprel::xcomp && token.deprel != Deprel::parataxis)
        return false;
      t = token.head;
    }
    return false;
  }

 protected:
  Document& d_;
  std::optional<Date> today_;
  Want want_ = Want::Any;
  std::vector<TokenId> attach_, heads_;  // of each expression: what it hangs on, and by which token
  std::vector<TokenId> triggers_;
};

}  // namespace dragoman
