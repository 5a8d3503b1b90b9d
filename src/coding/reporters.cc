// find_reporters: to whom the text attributes an event. A clause of saying above the trigger, a
// quotation with its speaker, or "according to"; nested attributions give a list, outermost last.
#include <algorithm>
#include <array>

#include "coding/parties.h"
#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

bool says(std::string_view lemma) {
  static constexpr std::array<std::string_view, 36> verbs = {
      "say",      "tell",    "report",  "state",    "declare",  "add",
      "note",     "claim",   "insist",  "allege",   "confirm",  "acknowledge",
      "announce", "explain", "recall",  "reveal",   "maintain", "argue",
      "write",    "stress",  "observe", "admit",    "concede",  "comment",
      "remark",   "reply",   "quote",   "indicate", "assert",   "disclose",
      "estimate", "believe", "suggest", "complain", "warn",     "hear"};
  return std::find(verbs.begin(), verbs.end(), lemma) != verbs.end();
}

bool inside(const Document& d, TokenId t, TokenId ancestor) {
  for (; t != kNone; t = at(d, t).head)
    if (t == ancestor) return true;
  return false;
}

class ReporterFinder {
 public:
  ReporterFinder(Document& d, const Knowledge& knowledge) : d_(d), knowledge_(knowledge) {}

  void find(Event& e) {
    // Upwards: every clause of saying whose complement holds the trigger.
    for (TokenId t = e.trigger; t != kNone; t = at(d_, t).head) {
      const TokenId head = at(d_, t).head;
      const Deprel r = at(d_, t).deprel;
      if (head != kNone && says(at(d_, head).lemma) && head != e.trigger &&
          (r == Deprel::ccomp || r == Deprel::parataxis ||
           (r == Deprel::obj && at(d_, t).upos == Upos::VERB)))
        add_speaker(e, head);
      // Downwards: "…, the ministry said": the saying hangs below as parataxis.
      for (TokenId c : d_.children(t))
        if (at(d_, c).deprel == Deprel::parataxis && says(at(d_, c).lemma) && c != e.trigger &&
            !inside(d_, e.trigger, c))
          add_speaker(e, c);
      // "according to X" anywhere on the way up
      for (TokenId c : d_.children(t))
        if (syntax::preposition_of(d_, c).starts_with("according") && !inside(d_, e.trigger, c))
          add(e, c, "according to");
    }
    if (e.reporters.empty()) from_quotation(e);
  }

 private:
  void add_speaker(Event& e, TokenId verb) {
    if (syntax::is_passive(d_, verb)) {
      for (TokenId s : syntax::logical_subject(d_, verb)) add(e, s, "agent of saying");
      return;
    }
    for (TokenId s : syntax::logical_subject(d_, verb)) add(e, s, "subject of saying");
  }

  void add(Event& e, TokenId head, const char* how) {
    if (at(d_, head).lower == "it" && d_.mention_headed_by(head) == kNone) return;
    auto found = parties::of(d_, head, knowledge_);
    Participant p;
    if (!found.empty()) {
      p = found.front();
    } else {
      p.head = head;
      p.mention = d_.mention_headed_by(head);
    }
    // The words of the whole phrase, not of the entity's name alone.
    const MentionId m = d_.mention_headed_by(head);
    if (m != kNone && d_.mentions[static_cast<std::size_t>(m)].kind != MentionKind::Pronoun) {
      p.entity.span = d_.span_of(d_.mentions[static_cast<std::size_t>(m)].tokens);
    } else if (m != kNone) {  // a pronoun stands for the name it refers to
      const ChainId chain = d_.mentions[static_cast<std::size_t>(m)].chain;
      p.entity.span = at(d_, head).span;
      if (chain != kNone && d_.chains[static_cast<std::size_t>(chain)].representative != kNone)
        p.entity.span =
            d_.span_of(d_.mentions[static_cast<std::size_t>(
                                       d_.chains[static_cast<std::size_t>(chain)].representative)]
                           .tokens);
    } else {
      p.entity.span = at(d_, head).span;
    }
    p.entity.text = d_.text_of(p.entity.span);
    p.role = how;
    if (std::none_of(e.reporters.begin(), e.reporters.end(),
                     [&](const Participant& q) { return q.entity.span == p.entity.span; })) {
      e.reporters.push_back(std::move(p));
      e.basis.emplace_back("reporter", how);
    }
  }

  // A sentence that is wholly quoted belongs to the speaker of the quotation: found in the same
  // paragraph, in the nearest earlier sentence that has a verb of saying with a subject.
  void from_quotation(Event& e) {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(e.sentence)];
    if (!s.quoted) return;
    for (SentenceId i = e.sentence - 1; i >= 0 && i >= e.sentence - 4; --i) {
      const Sentence& before = d_.sentences[static_cast<std::size_t>(i)];
      if (before.block != s.block) return;
      for (TokenId t = before.tokens.end - 1; t >= before.tokens.begin; --t)
        if (at(d_, t).upos == Upos::VERB && says(at(d_, t).lemma) &&
            syntax::has_child(d_, t, Deprel::nsubj)) {
          add_speaker(e, t);
          return;
        }
    }
  }

  Document& d_;
  const Knowledge& knowledge_;
};

}  // namespace

void find_reporters(Document& d, const Knowledge& knowledge) {
  ReporterFinder finder(d, knowledge);
  for (Event& e : d.events) finder.find(e);
}

}  // namespace dragoman
