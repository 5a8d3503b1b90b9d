// Which time expression dates which clause or noun, by the tree.
#include "coding/date_evidence.h"

#include <fmt/format.h>

#include <algorithm>

namespace dragoman {

namespace date_words {

const std::array<std::string_view, 33> kReports = {
    "say",         "tell",  "report",  "announce", "add",      "claim",    "state",
    "declare",     "note",  "allege",  "confirm",  "reveal",   "disclose", "explain",
    "write",       "quote", "warn",    "insist",   "argue",    "suggest",  "stress",
    "acknowledge", "admit", "believe", "think",    "show",     "indicate", "estimate",
    "believe",     "tweet", "testify", "maintain", "emphasize"};
// A noun behind one of these stands where or when the clause does; behind others it is about it.
const std::array<std::string_view, 6> kSetting = {"in", "on", "at", "during", "amid", "throughout"};
const std::array<std::string_view, 6> kApart = {"after",     "before", "since",
                                                "following", "until",  "till"};
const std::array<std::string_view, 6> kTogether = {"when",  "as",        "while",
                                                   "where", "whereupon", "upon"};
// Verbs that do nothing but let a happening named by a noun take place.
const std::array<std::string_view, 33> kHappen = {
    "hold",  "carry",  "launch",   "stage",  "conduct",  "take",   "begin",   "start", "end",
    "occur", "happen", "make",     "pay",    "mount",    "follow", "come",    "see",   "have",
    "break", "erupt",  "continue", "open",   "sign",     "impose", "deliver", "give",  "attend",
    "issue", "grant",  "vote",     "broker", "announce", "declare"};

}  // namespace date_words

namespace {

constexpr std::array<std::string_view, 4> kAbout = {"over", "despite", "about", "against"};
constexpr std::array<std::string_view, 5> kTopic = {"into", "about", "over", "regarding",
                                                    "against"};
// Verbs that answer an act named behind "for": a coarse day there is the act's.
constexpr std::array<std::string_view, 14> kReact = {
    "thank", "praise", "blame",     "condemn",   "accuse",       "criticize", "criticise",
    "hail",  "fault",  "apologize", "apologise", "congratulate", "denounce",  "rebuke"};

}  // namespace

using syntax::among;
using syntax::at;
using namespace date_words;

DateEvidence::DateEvidence(Document& d) : d_(d), today_(d.source.published) {
  attach_.assign(d.times.size(), kNone);
  heads_.assign(d.times.size(), kNone);
  first_time_.assign(d.sentences.size() + 1, d.times.size());
  for (std::size_t i = d.times.size(); i-- > 0;) {
    const TokenRange r = d.times[i].tokens;
    first_time_[static_cast<std::size_t>(at(d, r.begin).sentence)] = i;
    for (TokenId t = r.begin; t < r.end; ++t)
      if (at(d, t).head == kNone || !r.contains(at(d, t).head)) {
        heads_[i] = t;
        attach_[i] = at(d, t).head;
        if (at(d, t).deprel != Deprel::punct && at(d, t).deprel != Deprel::cas) break;
      }
  }
  for (std::size_t s = d.sentences.size(); s-- > 0;)
    first_time_[s] = std::min(first_time_[s], first_time_[s + 1]);
  triggers_.assign(d.tokens.size(), false);
  for (const Event& e : d.events) triggers_[static_cast<std::size_t>(e.trigger)] = true;
  find_counted();
}

std::pair<std::size_t, std::size_t> DateEvidence::times_of(TokenId token) const {
  const auto s = static_cast<std::size_t>(at(d_, token).sentence);
  return {first_time_[s], first_time_[s + 1]};
}

bool DateEvidence::wanted(const DateRange& r) const {
  if (!today_ || want_ == Want::Any) return true;
  return want_ == Want::Done ? r.first <= *today_ : r.last >= *today_;
}

std::string_view DateEvidence::preposition_of(std::size_t x) const {
  const std::string_view word = case_of(heads_[x]);
  const TokenId begin = d_.times[x].tokens.begin;
  return word.empty() && begin > 0 ? at(d_, begin - 1).lower : word;
}

// "thanked Moscow for the delivery of fuel last month": the month is that of the delivery.
bool DateEvidence::belongs_to_cause(std::size_t x, TokenId head) const {
  if (d_.times[x].grain == Grain::Day || !among(at(d_, head).lemma, kReact)) return false;
  for (TokenId c : d_.children(head)) {
    const std::string_view word = case_of(c);
    if (c < d_.times[x].tokens.begin && c > head &&
        (word == "for" || word == "over" || word == "of"))
      return true;
  }
  return false;
}

std::string_view DateEvidence::case_of(TokenId t) const {
  for (TokenId c : d_.children(t))
    if (at(d_, c).deprel == Deprel::cas || at(d_, c).deprel == Deprel::mark) return at(d_, c).lower;
  return {};
}

std::string_view DateEvidence::mark_of(TokenId t) const {
  for (TokenId c : d_.children(t))
    if (at(d_, c).deprel == Deprel::mark ||
        (at(d_, c).deprel == Deprel::advmod && among(at(d_, c).lower, kTogether)))
      return at(d_, c).lower;
  return {};
}

bool DateEvidence::has_subject(TokenId t) const {
  for (TokenId c : d_.children(t))
    if (at(d_, c).deprel == Deprel::nsubj || at(d_, c).deprel == Deprel::nsubj_pass) return true;
  return false;
}

int DateEvidence::distance(std::size_t x, TokenId target) const {
  TokenId t = attach_[x];
  for (int steps = 0; t != kNone && steps < 5; ++steps) {
    if (t == target) return steps;
    const Token& token = at(d_, t);
    if (is_trigger(t)) return -1;
    const bool name = token.upos == Upos::PROPN;
    const bool nominal =
        name || token.upos == Upos::NOUN || token.upos == Upos::NUM || token.upos == Upos::PRON;
    if (!nominal && (!(token.upos == Upos::ADJ || token.upos == Upos::ADV) || has_subject(t)))
      return -1;
    // "Friday's summit", "the 2014 games": the day of that noun, which is the clause's only where
    // the noun tells its setting. But "Last December Turkey signed" may hang on the name.
    const Deprel link = at(d_, heads_[x]).deprel;
    const bool inside = link == Deprel::nmod_poss || link == Deprel::compound ||
                        link == Deprel::nummod || link == Deprel::amod || link == Deprel::nmod_desc;
    const std::string_view word = case_of(t);
    const bool setting =
        among(word, kSetting) && (token.deprel == Deprel::obl || token.deprel == Deprel::nmod);
    // "On Monday police opened fire" is read as one noun now and then.
    const TokenId lead = d_.times[x].tokens.begin -
                         d_.sentences[static_cast<std::size_t>(token.sentence)].tokens.begin;
    const bool opening =
        lead == 0 ? name : lead == 1 && preposition_of(x) == "on" && link != Deprel::nmod_poss;
    if (inside && !setting && !opening) return -1;
    // "an inquiry into the evening of May 3" is about it.
    if (link == Deprel::nmod && nominal && t == attach_[x] && among(case_of(heads_[x]), kTopic))
      return -1;
    // Behind a person, a place or a thing the day is the clause's; behind "after the quake" it is
    // not.
    if (!setting && (among(word, kApart) || (!name && nominal && among(word, kAbout)))) return -1;
    t = token.head;
  }
  return -1;
}

DateEvidence::Found DateEvidence::use(std::size_t x, std::string how) const {
  const TimeExpression& e = d_.times[x];
  Found f{*e.range, e.grain, e.span, &e, "expression", std::move(how)};
  // A preposition turns a day into a stretch.
  const std::string_view word = preposition_of(x);
  if (word == "since" && today_ && f.range.first < *today_) {
    f.range.last = *today_;
    f.grain = Grain::Range;
    f.how += " with 'since'";
  } else if (word == "by" && today_ && f.range.last <= *today_ && f.range.first == f.range.last) {
    f.range.first = f.range.first.plus_days(-7);
    f.grain = Grain::Range;
    f.how += " as a limit";
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

DateEvidence::MaybeFound DateEvidence::expression_at(TokenId head, TokenId from) const {
  int best = 1000, nearest = 0;
  std::size_t which = 0;
  const auto [first, last] = times_of(head);
  for (std::size_t x = first; x < last; ++x) {
    const TimeExpression& e = d_.times[x];
    if (!e.range || e.tokens.begin < from) continue;
    if (e.kind == TimeExpression::Kind::Set || !wanted(*e.range)) continue;
    int n = distance(x, head);
    if (n < 0 || belongs_to_cause(x, head)) continue;
    // "frozen since May will be freed": nothing to come dates from behind.
    if (preposition_of(x) == "since" && tense_of(d_, head) == Tense::Future) continue;
    n = n * 4 + (e.kind == TimeExpression::Kind::Duration ? 6 : 0) +
        (e.grain == Grain::Day ? 0 : 1);
    // Of two that hang on one verb the nearer is its own.
    const int gap = e.tokens.begin > head ? e.tokens.begin - head : head - e.tokens.end + 1;
    if (n < best || (n == best && gap < nearest)) best = n, nearest = gap, which = x;
  }
  if (best == 1000) return std::nullopt;
  return use(which,
             fmt::format("'{}' ({})", d_.text_of(d_.times[which].span), d_.times[which].rule));
}

DateEvidence::MaybeFound DateEvidence::by_expression(TokenId t, int depth) const {
  if (t == kNone || depth > 5) return std::nullopt;
  if (auto f = counted_back(t, depth)) return f;
  if (auto f = expression_at(t)) return f;
  if (const TokenId whole = whole_of(t); whole != t) return by_expression(whole, depth + 1);
  const Token& token = at(d_, t);
  if (token.head == kNone) {
    if (auto f = together_below(t)) return f;
    return of_subject(t);
  }
  const TokenId head = token.head;
  // "On Wednesday, when rebels opened fire": the clause hangs on the day itself; of "since January,
  // when" it is January all the same.
  const auto [first, last] = times_of(t);
  for (std::size_t x = first; x < last; ++x)
    if (d_.times[x].tokens.contains(head) && d_.times[x].range)
      return Found{*d_.times[x].range, d_.times[x].grain, d_.times[x].span,
                   &d_.times[x],       "expression",      "the day that the clause describes"};
  const bool nominal = token.upos == Upos::NOUN || token.upos == Upos::PROPN;
  if (nominal) {
    const Token& governor = at(d_, head);
    const bool core = token.deprel == Deprel::nsubj || token.deprel == Deprel::nsubj_pass ||
                      token.deprel == Deprel::obj;
    const bool setting = token.deprel == Deprel::obl && among(case_of(t), kSetting);
    const bool happens = governor.upos == Upos::VERB &&
                         (among(governor.lemma, kHappen) || token.deprel == Deprel::nsubj);
    if (auto f = next_to(t)) return f;
    if (auto f = together_below(t)) return f;
    if ((core && happens) || setting || token.deprel == Deprel::conj ||
        token.deprel == Deprel::xcomp)
      if (!(is_trigger(head) && !setting && !among(governor.lemma, kHappen)))
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
      if (auto f = together_below(t)) return f;
      // A clause with a subject of its own goes its own way, though mostly on the same day.
      return by_expression(head, depth + 1);
    }
    case Deprel::advcl: {
      // "since January, when half a million marched": in that January.
      for (std::size_t x = first; x < last; ++x)
        if (d_.times[x].range && opens_behind(t, d_.times[x].tokens.end))
          return Found{*d_.times[x].range, d_.times[x].grain, d_.times[x].span,
                       &d_.times[x],       "expression",      "the day that the clause describes"};
      const std::string_view mark = mark_of(t);
      const bool participle = mark.empty() || mark == "by";  // "responded by banning imports"
      if (participle || among(mark, kTogether)) return by_expression(head, depth + 1);
      if (mark == "to" || (mark.empty() && token.xpos == Xpos::VB))
        return by_expression(head, depth + 1);
      break;
    }
    case Deprel::acl:
      // "the September 4 decision to block"
      if (token.xpos == Xpos::VB && !is_trigger(head))
        for (std::size_t x = first; x < last; ++x)
          if (attach_[x] == head && d_.times[x].range && wanted(*d_.times[x].range) &&
              d_.times[x].tokens.begin < head)
            return use(x, fmt::format("'{}' of the decision", d_.text_of(d_.times[x].span)));
      if (token.xpos == Xpos::VBG || token.xpos == Xpos::VB)
        return by_expression(governing_clause(d_, head), depth + 1);
      break;
    case Deprel::xcomp:
      if (auto f = together_below(t)) return f;
      return by_expression(head, depth + 1);
    case Deprel::ccomp:
    case Deprel::csubj:
      if (!among(at(d_, head).lemma, kReports) && tense_of(d_, t) != Tense::Future &&
          !is_trigger(head))
        return by_expression(head, depth + 1);
      break;
    default:
      break;
  }
  return together_below(t);
}

// "Monday's decree imposed a curfew": a subject with a day does its act on it.
DateEvidence::MaybeFound DateEvidence::of_subject(TokenId t) const {
  const auto [first, last] = times_of(t);
  for (TokenId c : d_.children(t))
    if (at(d_, c).deprel == Deprel::nsubj && at(d_, c).upos == Upos::NOUN && !is_trigger(c))
      for (std::size_t x = first; x < last; ++x)
        if (attach_[x] == c && at(d_, heads_[x]).deprel == Deprel::nmod_poss && d_.times[x].range &&
            d_.times[x].grain == Grain::Day && wanted(*d_.times[x].range))
          return use(x, fmt::format("'{}' of its subject", d_.text_of(d_.times[x].span)));
  return std::nullopt;
}

// A clause whose "when" stands right behind that place.
bool DateEvidence::opens_behind(TokenId clause, TokenId end) const {
  for (TokenId c : d_.children(clause))
    if (at(d_, c).lower == "when")
      return c == end || (c == end + 1 && at(d_, end).deprel == Deprel::punct);
  return false;
}

DateEvidence::MaybeFound DateEvidence::next_to(TokenId t) const {
  const TokenId clause = at(d_, t).head == kNone ? kNone : governing_clause(d_, at(d_, t).head);
  if (clause != kNone && is_trigger(clause) && !among(at(d_, clause).lemma, kReact))
    return std::nullopt;
  TokenId end = t;
  std::vector<TokenId> open{t};
  while (!open.empty()) {
    const TokenId now = open.back();
    open.pop_back();
    end = std::max(end, now);
    for (TokenId c : d_.children(now))
      if (at(d_, c).deprel != Deprel::punct && at(d_, c).deprel != Deprel::acl_relcl)
        open.push_back(c);
  }
  const auto [first, last] = times_of(t);
  for (std::size_t x = first; x < last; ++x) {
    const TimeExpression& e = d_.times[x];
    const TokenId gap = e.tokens.begin - end;
    if (e.range && e.kind == TimeExpression::Kind::Date && wanted(*e.range) &&
        (gap == 1 || (gap == 2 && at(d_, end + 1).upos == Upos::ADP)))
      return use(x, fmt::format("'{}' right behind it", d_.text_of(e.span)));
  }
  return std::nullopt;
}

DateEvidence::MaybeFound DateEvidence::together_below(TokenId t) const {
  for (TokenId c : d_.children(t)) {
    const Token& child = at(d_, c);
    const bool with = child.deprel == Deprel::advcl && among(mark_of(c), kTogether);
    const bool same = child.deprel == Deprel::conj && child.upos == Upos::VERB &&
                      tense_of(d_, c) == tense_of(d_, t) && !has_subject(c);
    // "inmates stopped eating in August"
    const bool content = child.deprel == Deprel::xcomp && child.xpos == Xpos::VBG && !is_trigger(c);
    if (with || same || content)
      if (auto f = expression_at(c)) return f;
    // "the war that broke out in May 1998", "an attempt to poison him on September 25"
    const bool nominal = at(d_, t).upos == Upos::NOUN;
    if (nominal && child.upos == Upos::VERB && !is_trigger(c) &&
        ((child.deprel == Deprel::acl && child.xpos == Xpos::VB) ||
         ((child.deprel == Deprel::acl_relcl || child.xpos == Xpos::VBN) &&
          among(child.lemma, kHappen))))
      if (auto f = expression_at(c)) return f;
    // "Starting Sunday, soldiers will patrol"; of an announced act also what it consists in.
    if ((child.deprel == Deprel::advcl && child.xpos == Xpos::VBG &&
         (child.lemma == "start" || child.lemma == "begin")) ||
        (want_ == Want::Ahead && child.deprel == Deprel::xcomp && child.xpos == Xpos::VB))
      if (auto f = expression_at(c)) return f;
    // "in a recording posted on Tuesday": a setting with a day of its own.
    if (child.deprel == Deprel::obl && among(case_of(c), kSetting))
      for (TokenId g : d_.children(c))
        if (at(d_, g).deprel == Deprel::acl && at(d_, g).xpos == Xpos::VBN && !is_trigger(g))
          if (auto f = expression_at(g)) return f;
    // "agreed to the pullout in a July 4 meeting": a setting that is a happening itself.
    if (child.deprel == Deprel::obl && is_trigger(c) && among(case_of(c), kSetting))
      if (auto f = expression_at(c)) return f;
  }
  // "was rounded up after an August 2 raid": from that day on, not long after.
  for (TokenId c : d_.children(t)) {
    const Token& child = at(d_, c);
    if (child.deprel != Deprel::obl && child.deprel != Deprel::advcl) continue;
    const std::string_view word = case_of(c);
    if (word != "after" && word != "following" && word != "before") continue;
    auto f = expression_at(c);
    for (TokenId object : d_.children(c))  // "after Erdogan sent a letter of apology in June 2016"
      if (!f && at(d_, object).deprel == Deprel::obj) f = expression_at(object);
    if (!f || f->how.find("'after'") != std::string::npos) continue;
    if (word == "before")
      f->range = {f->range.first.plus_days(-7), f->range.last};
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

}  // namespace dragoman
