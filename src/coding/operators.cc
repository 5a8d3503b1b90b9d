// Operators (agree, threaten, urge, refuse) take up the act under them: the nearest event in the
// tree under the complement, object or prepositional phrase. Where no event stands there, the frame
// says what words name the act ("promised medical supplies" is a promise of AID).
#include "coding/operators.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "coding/parties.h"
#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;
using syntax::fillers;

class Operators {
 public:
  Operators(Document& d, const Codebook& book) : d_(d), book_(book) {
    event_at_.assign(d.tokens.size(), -1);
    for (std::size_t i = 0; i < d.events.size(); ++i)
      event_at_[static_cast<std::size_t>(d.events[i].trigger)] = static_cast<int>(i);
  }

  void apply(std::size_t index) {
    Event& e = d_.events[index];
    const Frame& frame = book_.frame(e.frame_id);
    if (e.dropped) return;
    if (frame.toward == Frame::TowardRule::None) {
      if (!frame.acts.empty()) {
        const Act act = named_act(e, frame, words_under(e));
        if (act.trigger != kNone && !e.toward) e.toward = Toward{act.trigger, act.type, {}, {}};
      }
      return;
    }
    const std::vector<TokenId> words = words_under(e);
    int found = -1;
    for (std::size_t i = 0; i < words.size() && found < 0; ++i) {
      const int hit = event_at_[static_cast<std::size_t>(words[i])];
      if (hit >= 0 && words[i] != e.trigger && !d_.events[static_cast<std::size_t>(hit)].dropped)
        found = hit;
    }
    if (found >= 0) return take_up(e, frame, static_cast<std::size_t>(found));
    Act act = named_act(e, frame, words);
    // "gave them a week to leave or face force": what follows stands in the second half.
    if (act.trigger == kNone || act.trigger == e.trigger)
      for (TokenId c : d_.children(e.trigger))
        if (e.type == EventType::THREATEN && at(d_, c).deprel == Deprel::advcl)
          for (TokenId second : d_.children(c))
            if (at(d_, second).deprel == Deprel::conj && at(d_, second).lemma == "face")
              if (const Act told = named_act(e, frame, below({second})); told.trigger != kNone)
                act = told;
    // "undertook not to recruit children": to leave off is what is promised.
    const TokenId next = e.trigger + 1;
    if (e.type == EventType::AGREE && next + 1 < static_cast<TokenId>(d_.tokens.size()) &&
        at(d_, next).lower == "not" && at(d_, next + 1).lower == "to")
      act = {next, EventType::RETREAT};
    if (act.trigger != kNone) {
      name(e, frame, Toward{act.trigger, act.type, {}, {}});
      return;
    }
    if (frame.toward == Frame::TowardRule::Required)
      e.dropped = "no act that it is about was found";
    // "agreed that the slowdown was temporary" is an opinion.
    if (e.type == EventType::AGREE && at(d_, e.trigger).lemma == "agree" &&
        syntax::has_child(d_, e.trigger, Deprel::ccomp))
      e.dropped = "an opinion, no commitment to an act";
  }

 private:
  struct Act {
    TokenId trigger = kNone;
    EventType type = EventType::AGREE;
  };

  // What the operator becomes by what it is about.
  void name(Event& e, const Frame& frame, Toward toward) {
    const EventType act_type = toward.type;
    name(e, frame, std::move(toward), act_type);
  }
  void name(Event& e, const Frame& frame, Toward toward, EventType act_type) {
    const auto retype = frame.retype.find(act_type);
    if (retype != frame.retype.end()) {
      e.type = retype->second;
      e.modes.clear();
      e.basis.emplace_back("type", fmt::format("the act is {}: {} becomes {}", name_of(act_type),
                                               frame.id, name_of(e.type)));
    }
    const auto mode = frame.mode_of_toward.find(act_type);
    if (mode != frame.mode_of_toward.end()) e.modes = mode->second;
    // A resignation asked for is a change, not a yielding.
    if ((e.type == EventType::REQUEST || e.type == EventType::REJECT) &&
        act_type == EventType::RETREAT &&
        std::find(toward.modes.begin(), toward.modes.end(), "resign") != toward.modes.end())
      e.modes = {"change"};
    if (e.type == EventType::THREATEN &&
        (act_type == EventType::COERCE ||
         (act_type == EventType::SANCTION && !toward.modes.empty())))
      e.modes = threat_modes(act_type, toward.modes);
    if (e.type == EventType::AGREE || e.type == EventType::THREATEN || e.type == EventType::CONCEDE)
      e.toward = std::move(toward);
  }

  void take_up(Event& e, const Frame& frame, std::size_t found) {
    Event& act = d_.events[found];
    Toward toward;
    toward.trigger = act.trigger;
    toward.type = act.type;
    toward.modes = act.modes;
    if (const EventType ended = when_ended(e, act); ended != act.type) {
      toward.type = ended;
      toward.modes.clear();
    }
    // "was ready to offer aid", "warned of a threat to attack": the act is the inner one's.
    if (act.toward) {
      toward.type = act.toward->type;
      toward.modes = act.toward->modes;
    } else if (act.type == EventType::THREATEN) {
      toward.type = EventType::ASSAULT;
      toward.modes.clear();
    }
    const EventType inner = act.type;
    name(e, frame, std::move(toward), inner);
    if (e.actors.empty() && e.type != EventType::REQUEST && e.type != EventType::ACCUSE)
      e.actors = act.actors;  // "is set to make a visit": one subject for both
    if (e.recipients.empty()) {
      const bool addressed = e.type == EventType::REQUEST || e.type == EventType::ACCUSE;
      for (const Participant& p : addressed ? act.actors : act.recipients)
        if (std::none_of(e.actors.begin(), e.actors.end(),
                         [&](const Participant& a) { return parties::same(a, p); }))
          e.recipients.push_back(p);
      if (addressed && e.recipients.empty() && act.actors.empty())
        for (const Participant& p : act.recipients)
          if (std::none_of(e.actors.begin(), e.actors.end(),
                           [&](const Participant& a) { return parties::same(a, p); }))
            e.recipients.push_back(p);
    }
    act.dropped = "taken up by the operator above it";
  }

  // "agreed to halt troop movements", "undertook not to attack": what is promised or threatened is
  // the end of the act, not the act.
  EventType when_ended(const Event& e, const Event& act) const {
    if (e.type == EventType::REQUEST || e.type == EventType::REJECT) return act.type;
    static constexpr std::array<std::string_view, 9> enders = {
        "halt", "stop", "end", "cease", "suspend", "freeze", "refrain", "cut", "interrupt"};
    bool ended = syntax::negated(d_, act.trigger) && at(d_, act.trigger).upos == Upos::VERB;
    for (TokenId t = at(d_, act.trigger).head; t != kNone && t != e.trigger; t = at(d_, t).head)
      if (std::find(enders.begin(), enders.end(), at(d_, t).lemma) != enders.end()) ended = true;
    if (!ended) return act.type;
    if (act.type == EventType::ASSAULT || act.type == EventType::COERCE ||
        act.type == EventType::SANCTION || act.type == EventType::PROTEST ||
        (act.type == EventType::MOBILIZE && e.type != EventType::THREATEN))
      return EventType::RETREAT;
    if (e.type == EventType::THREATEN &&
        (act.type == EventType::AID || act.type == EventType::COOPERATE ||
         act.type == EventType::SUPPORT || act.type == EventType::MOBILIZE))
      return EventType::SANCTION;
    return act.type;
  }

  // The act that the words under the operator name, nearest first.
  Act named_act(const Event& e, const Frame& frame, const std::vector<TokenId>& words) const {
    for (TokenId t : words)
      for (const auto& [type, values] : frame.acts)
        for (const Value& value : values)
          if (value.kind == Value::Kind::Class ? syntax::member_at(d_, book_, t, value.word_class)
                                               : syntax::phrase_at(d_, t, value.words))
            return {t, type};
    for (const auto& [type, values] : frame.acts)
      if (values.empty()) return {e.trigger, type};
    return {};
  }

  // What stands under the operator, breadth first, but not through clauses that stand apart.
  std::vector<TokenId> words_under(const Event& e) const {
    std::vector<TokenId> queue;
    const bool noun = at(d_, e.trigger).upos == Upos::NOUN || at(d_, e.trigger).upos == Upos::PROPN;
    const auto word_class = noun ? WordClass::Noun : WordClass::Verb;
    for (TokenId t : fillers(d_, e.trigger, word_class, Slot{SlotKind::Complement, ""}))
      queue.push_back(t);
    if (!noun)
      for (TokenId t : syntax::logical_object(d_, e.trigger))
        if (t != e.trigger) queue.push_back(t);
    for (const char* preposition : {"for", "of", "to", "on", "against"})
      for (TokenId t : fillers(d_, e.trigger, word_class, Slot{SlotKind::Preposition, preposition}))

        queue.push_back(t);
    return below(std::move(queue));
  }

  std::vector<TokenId> below(std::vector<TokenId> queue) const {
    for (std::size_t i = 0; i < queue.size() && i < 40; ++i)
      for (TokenId c : d_.children(queue[i])) {
        const Deprel r = at(d_, c).deprel;
        // "lifted a curfew imposed in March": a participle tells another act; "reopen the genocide
        // files" is not about a genocide.
        const bool told_apart = r == Deprel::compound || r == Deprel::acl_relcl ||
                                r == Deprel::parataxis || r == Deprel::advcl ||
                                r == Deprel::nsubj || r == Deprel::appos ||
                                (r == Deprel::acl && at(d_, c).xpos != Xpos::VB);
        if (!told_apart) queue.push_back(c);
      }
    if (queue.size() > 40) queue.resize(40);
    return queue;
  }

  Document& d_;
  const Codebook& book_;
  std::vector<int> event_at_;
};

}  // namespace

void take_up_acts(Document& d, const Codebook& codebook) {
  // Inner operators first, so that an outer one sees what the inner became.
  Operators operators(d, codebook);
  std::vector<std::size_t> order(d.events.size());
  std::vector<int> depth(d.events.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    for (TokenId t = d.events[i].trigger; t != kNone; t = at(d, t).head) ++depth[i];
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return depth[a] > depth[b]; });
  for (std::size_t i : order) operators.apply(i);
}

}  // namespace dragoman
