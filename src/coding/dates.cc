// date_events: each event on its own day. In order of evidence: an expression attached to the
// trigger or its clause in the tree; the clause that the event is a part of ("when", "and", a
// participle); a count from another happening ("nine days after the test"), read both ways; the day
// of the report that frames it ("the ministry said Thursday"); what was told just before; and last
// the publication day, as loosely as tense allows. Refines `historical` by the day found.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "coding/date_evidence.h"
#include "coding/stages.h"
#include "coding/tense.h"

namespace dragoman {
namespace {

using syntax::among;
using syntax::at;

// Acts of speech about the speaker's own acts to come: their day is that of the speech.
bool speaks_ahead(EventType t) {
  return t == EventType::AGREE || t == EventType::CONCEDE || t == EventType::REJECT ||
         t == EventType::THREATEN;
}

class Dater : public DateEvidence {
 public:
  using DateEvidence::DateEvidence;

  void run() {
    std::vector<MaybeFound> found(d_.events.size());
    for (std::size_t i = 0; i < d_.events.size(); ++i) {
      const Event& e = d_.events[i];
      const TokenId clause = effective_clause(e.trigger);
      const Tense tense = clause == kNone ? Tense::Unknown : tense_of(d_, clause);
      // What is told as done did not happen on a day to come ("signed a programme for 2030").
      const bool done = e.toward || speaks_ahead(e.type) || tense == Tense::Past ||
                        tense == Tense::Perfect || tense == Tense::PastPerfect;
      want_ = done && !e.status.future ? Want::Done : Want::Any;
      found[i] = by_expression(e.trigger, 0);
      want_ = Want::Any;
    }
    for (std::size_t i = 0; i < d_.events.size(); ++i)
      if (!found[i]) found[i] = by_relative(i, found);
    MaybeFound before;  // what was told last with a day of its own
    SentenceId before_sentence = -10;
    for (std::size_t i = 0; i < d_.events.size(); ++i) {
      Event& e = d_.events[i];
      const MaybeFound own = found[i];
      // Of an announcement, the expression at the act dates the act; the saying has its own day.
      if (e.toward) {
        const TokenId act = e.toward->trigger != kNone ? e.toward->trigger : e.trigger;
        want_ = Want::Ahead;
        const auto ahead = by_expression(act, 0);
        want_ = Want::Any;
        if (ahead && ahead->basis == "expression") e.toward->range = ahead->range;
        // The saying and the act may share one expression: it is the act's.
        const bool taken = own && ahead && own->expression == ahead->expression;
        settle(e, taken ? std::nullopt : own, before, before_sentence);
      } else {
        settle(e, own, before, before_sentence);
      }
      if (e.date.range && e.date.basis == "expression" && !e.status.future &&
          !e.status.hypothetical && in_main_clause(e) &&
          tense_of(d_, effective_clause(e.trigger)) != Tense::PastPerfect) {
        before = Found{*e.date.range, e.date.grain, e.date.span, nullptr, "narrative", {}};
        before_sentence = e.sentence;
      }
      mark_historical(e);
    }
  }

 private:
  static void set(Event& e, const Found& f, std::string_view basis) {
    e.date.range = f.range;
    e.date.grain = f.grain;
    e.date.basis = basis;
    e.date.span = f.span;
    e.basis.emplace_back("date", f.how);
  }

  void settle(Event& e, const MaybeFound& own, const MaybeFound& before,
              SentenceId before_sentence) {
    e.date = {};
    if (own) return set(e, *own, own->basis);
    if (e.status.hypothetical)
      return (void)e.basis.emplace_back("date",
                                        "none: it is told as a condition or its consequence");
    if (!today_)
      return (void)e.basis.emplace_back("date", "none: the day of publication is unknown");
    if (e.status.future && !e.toward)
      return (void)e.basis.emplace_back("date", "none: it lies ahead and no day is told");
    const Date today = *today_;
    const Token& trigger = at(d_, e.trigger);
    const TokenId clause = effective_clause(e.trigger);
    const bool nominal = clause == kNone;
    const Tense tense = nominal ? Tense::Unknown : tense_of(d_, clause);
    const auto from_publication = [&](int days, std::string why) {
      set(e,
          Found{{today.plus_days(-days), today},
                days ? Grain::Range : Grain::Day,
                {},
                nullptr,
                "publication",
                std::move(why)},
          "publication");
    };
    if (trigger.upos == Upos::NOUN)
      if (auto same = told_before(e)) return set(e, *same, "narrative");
    if (const auto report = by_report(e.trigger)) {
      // What a dated report tells as new happened that day or shortly before.
      if (report->range.first == report->range.last) {
        const int slack = e.toward ? 0 : tense == Tense::Perfect ? 3 : 1;
        return set(e,
                   Found{{report->range.first.plus_days(-slack), report->range.last},
                         slack ? Grain::Range : Grain::Day,
                         report->span,
                         nullptr,
                         "narrative",
                         "told in a report of " + report->range.last.iso()},
                   "narrative");
      }
      if (report->how.rfind("told next to", 0) == 0) return set(e, *report, "narrative");
      // "surprised many last month by saying that": as far as the day of the report is known.
      if (report->range.last < today) {
        Found f = *report;
        f.how = "told in a report of " + f.range.first.iso();
        return set(e, f, "narrative");
      }
    }
    const bool relative =
        trigger.deprel == Deprel::acl_relcl || trigger.deprel == Deprel::advcl_relcl;
    const bool participle =
        trigger.deprel == Deprel::acl && trigger.xpos == Xpos::VBN && !has_subject(e.trigger);
    if (has_adverb(clause == kNone ? e.trigger : clause, "earlier"))
      return from_publication(3, "told as earlier in fresh news");
    if (tense == Tense::PastPerfect && !under_report(e.trigger)) {
      // In a clause that hangs on a dated one it is from shortly before that day.
      if (relative || trigger.deprel == Deprel::advcl)
        if (auto main = trigger.head == kNone
                            ? std::nullopt
                            : by_expression(governing_clause(d_, trigger.head), 0))
          return set(e, shortly_before(*main, 3), "narrative");
      // A sentence of its own in the past perfect is background; one inside the news is news.
      if (at(d_, clause).head == kNone && !e.toward) {
        e.status.historical = e.status.historical || !e.status.negation;
        return (void)e.basis.emplace_back("date",
                                          "none: told in the past perfect, and no day is told");
      }
      return from_publication(7, "told in the past perfect: the week before publication");
    }
    // "returned to prison in June after officials accused him": about the day of the main clause.
    const TokenId host = nominal ? e.trigger : clause;
    const std::string_view mark = mark_of(host);
    if (at(d_, host).deprel == Deprel::advcl && at(d_, host).head != kNone &&
        tense == Tense::Past &&
        (mark == "after" || mark == "because" || mark == "once" || mark == "since"))
      if (auto main = by_expression(governing_clause(d_, at(d_, host).head), 0))
        return set(e, shortly_before(*main, 3), "narrative");
    if (nominal)
      if (auto main = behind_after(e.trigger)) return set(e, *main, "narrative");
    if (participle || relative) {
      // Said of a thing whose clause is of an older day: of that time.
      if (auto told = of_antecedent(e.trigger)) return set(e, *told, "narrative");
      return from_publication(7, "told in passing without a day");
    }
    if (tense == Tense::Perfect) {
      // Since what the report told last, where that is nearer than a week.
      if (before && before->range.first > today.plus_days(-7) && before->range.first <= today)
        return set(e,
                   Found{{before->range.first, today},
                         Grain::Range,
                         before->span,
                         nullptr,
                         "narrative",
                         "present perfect: since what was told before"},
                   "narrative");
      if (before && before->range.first <= today &&
          has_adverb(clause == kNone ? e.trigger : clause, "since"))
        return set(e,
                   Found{{before->range.first, today},
                         Grain::Range,
                         before->span,
                         nullptr,
                         "narrative",
                         "'since' what was told before"},
                   "narrative");
      return from_publication(7, "present perfect: the week before publication");
    }
    if (tense == Tense::Present && trigger.xpos != Xpos::VBN && !e.toward && !d_.blocks.empty())
      return from_publication(1, "told in the present: the day before publication to publication");
    if (nominal) return from_publication(7, "a happening named without a day");
    // Simple past: the story goes on from the last day told, if that is older than fresh news is.
    if (tense != Tense::Future && before && e.sentence - before_sentence <= 2 &&
        before->range.last < today.plus_days(-1) && same_paragraph(e.sentence, before_sentence)) {
      Found f = *before;
      if (before->grain == Grain::Day && today.days() - before->range.first.days() <= 7) {
        f.range = {before->range.first, today};
        f.grain = Grain::Range;
      }
      f.how = "carried over from what was told before";
      return set(e, f, "narrative");
    }
    if (tense == Tense::Past && !e.toward && !under_report(e.trigger))
      if (auto told = background(e.sentence)) return set(e, *told, "narrative");
    from_publication(1, "fresh news: the day before publication to publication");
  }

  // Whether a word is in what its sentence tells, not in what it only names or has someone say.
  bool tells(TokenId t) const {
    TokenId clause = t == kNone ? kNone : governing_clause(d_, t);
    for (int depth = 0; clause != kNone && depth < 5; ++depth) {
      const Token& token = at(d_, clause);
      if (token.head == kNone) return !among(token.lemma, date_words::kReports);
      if (token.deprel == Deprel::acl || token.deprel == Deprel::acl_relcl ||
          token.deprel == Deprel::ccomp || token.deprel == Deprel::parataxis)
        return false;
      clause = governing_clause(d_, token.head);
    }
    return false;
  }

  // Where all that the sentence before tells is long past, and nothing in this one is fresh, the
  // paragraph goes on with it.
  MaybeFound background(SentenceId s) const {
    if (s < 1 || !same_paragraph(s, s - 1)) return std::nullopt;
    MaybeFound last;
    for (SentenceId k = s - 1; k <= s; ++k) {
      const TokenRange tokens = d_.sentences[static_cast<std::size_t>(k)].tokens;
      if (tokens.begin >= tokens.end) continue;
      const auto [begin, end] = times_of(tokens.begin);
      for (std::size_t x = begin; x < end; ++x) {
        const TimeExpression& t = d_.times[x];
        if (!t.range || t.kind != TimeExpression::Kind::Date) continue;
        if (t.range->last > today_->plus_days(-31)) return std::nullopt;
        if (k < s && tells(attach_[x]))
          last = Found{*t.range, t.grain,     t.span,
                       nullptr,  "narrative", "carried over from what was told before"};
      }
    }
    return last;
  }

  // From a few days before what another clause tells, or as far as its day is known.
  Found shortly_before(Found main, int days) const {
    if (main.grain == Grain::Day)
      main.range.first = main.range.first.plus_days(-days), main.grain = Grain::Range;
    main.how = "shortly before " + main.how;
    return main;
  }

  bool has_adverb(TokenId t, std::string_view word) const {
    for (TokenId c : d_.children(t))
      if (at(d_, c).lower == word && at(d_, c).deprel == Deprel::advmod) return true;
    return false;
  }

  // "closed the frontier in 2010 after the overthrow": the noun behind "after", shortly before the
  // day of its clause.
  MaybeFound behind_after(TokenId noun) const {
    const TokenId t = whole_of(noun);
    const Token& token = at(d_, t);
    if ((token.deprel != Deprel::obl && token.deprel != Deprel::nmod) || token.head == kNone)
      return std::nullopt;
    const std::string_view word = case_of(t);
    if (word != "after" && word != "following") return std::nullopt;
    const TokenId clause = governing_clause(d_, token.head);
    if (clause == kNone) return std::nullopt;
    if (auto main = by_expression(clause, 0)) return shortly_before(*main, 3);
    return std::nullopt;
  }

  // "the murder on January 30, for which the group expelled three": from that day on.
  MaybeFound of_antecedent(TokenId t) const {
    TokenId noun = at(d_, t).head;
    for (int depth = 0; noun != kNone && depth < 3; ++depth, noun = at(d_, noun).head) {
      if (at(d_, noun).upos == Upos::VERB) break;
      if (auto f = expression_at(noun); f && today_ && f->range.last < today_->plus_days(-7)) {
        f->range.last = *today_;
        f->grain = Grain::Range;
        f->how = "after " + f->how;
        return f;
      }
    }
    return std::nullopt;
  }

  bool same_paragraph(SentenceId a, SentenceId b) const {
    if (a < 0 || b < 0) return false;
    return d_.sentences[static_cast<std::size_t>(a)].block ==
           d_.sentences[static_cast<std::size_t>(b)].block;
  }

  // "the attack" after an attack was told with its day.
  MaybeFound told_before(const Event& e) const {
    bool definite = false;
    for (TokenId c : d_.children(e.trigger))
      definite = definite || at(d_, c).lower == "the" || at(d_, c).lower == "this" ||
                 at(d_, c).lower == "that";
    if (!definite) return std::nullopt;
    for (std::size_t k = d_.events.size(); k-- > 0;) {
      const Event& o = d_.events[k];
      if (o.trigger >= e.trigger || o.type != e.type || !o.date.range ||
          o.date.range->last.days() - o.date.range->first.days() > 31 ||
          o.date.basis == "publication")
        continue;
      if (o.modes != e.modes && !o.modes.empty() && !e.modes.empty()) continue;
      return Found{*o.date.range, o.date.grain, o.date.span,
                   nullptr,       "narrative",  "the day of the same happening told before"};
    }
    return std::nullopt;
  }

  // Historical: a week or more before publication, and not what the report is about.
  void mark_historical(Event& e) {
    // A day to come makes the act one to come, whatever its verb says ("takes effect Monday").
    if (today_ && e.date.range && e.date.basis == "expression" && e.date.range->first > *today_ &&
        !e.toward && e.status == Status{} && e.type != EventType::AGREE &&
        e.type != EventType::THREATEN && e.type != EventType::REQUEST &&
        e.type != EventType::ACCUSE && e.type != EventType::REJECT) {
      e.status.future = true;
      e.basis.emplace_back("status", "future: its day lies ahead of publication");
    }
    if (!today_ || !e.date.range || e.status.future || e.status.hypothetical || e.status.negation)
      return;
    // A month named is older than a week when its middle is.
    const DateRange r = *e.date.range;
    const int half = e.date.grain == Grain::Month ? (r.last.days() - r.first.days()) / 2 : 0;
    if (r.last.plus_days(-half) >= today_->plus_days(-7)) return;
    if (leads(e)) return;
    e.status.historical = true;
    e.basis.emplace_back("status", fmt::format("historical: {} days before publication",
                                               today_->days() - e.date.range->last.days()));
  }

  // The main clause of the first sentence of the report.
  bool leads(const Event& e) const {
    SentenceId first = 0;
    for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
      const auto block = static_cast<std::size_t>(d_.sentences[s].block);
      if (block < d_.blocks.size() && d_.blocks[block].kind == BlockKind::Paragraph) {
        first = static_cast<SentenceId>(s);
        break;
      }
    }
    if (e.sentence != first || !in_main_clause(e)) return false;
    return tense_of(d_, effective_clause(e.trigger)) != Tense::PastPerfect;
  }
};

}  // namespace

void date_events(Document& document) {
  if (document.events.empty()) return;
  Dater(document).run();
}

}  // namespace dragoman
