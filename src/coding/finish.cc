// finish_events: what is no event is dropped, mentions of one happening inside the document become
// one event, entities are read as of the day of the event, and every event gets its confidence.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "coding/confidence.h"
#include "coding/parties.h"
#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

bool has_code(const std::vector<Participant>& list) {
  return std::any_of(list.begin(), list.end(), [](const Participant& p) {
    return !p.entity.code.empty() || !p.entity.sector.empty();
  });
}

// What the frame asks for and was not found.
const char* missing_need(const Event& e, const Frame& frame) {
  for (const auto& need : frame.needs) {
    if (need == "actor" && e.actors.empty()) return "no actor was found";
    if (need == "recipient" && e.recipients.empty()) return "no recipient was found";
    if (need == "party" && !has_code(e.actors) && !has_code(e.recipients))
      return "no party with a code was found";
    if (need == "two" && e.actors.size() + e.recipients.size() < 2)
      return "fewer than two parties were found";
  }
  if (e.actors.empty() && e.recipients.empty()) return "no party at all was found";
  return nullptr;
}

// What passes between firms, and between people of whom nothing is known, is no politics.
bool political(const Participant& p, EventType type) {
  SectorSet business;
  business.add(Sector::BUS);
  if (p.entity.code == "MNC") return false;
  if (!p.entity.sector.empty() && !(p.entity.sector == business)) return true;
  for (const char* code : {"UNO", "IGO", "EUR", "NGO", "IMG", "ISM"})
    if (p.entity.code == code) return true;
  // "Tokyo shares" are no party; "Israeli strikes", "the suburbs of Beirut" stand for one.
  if (quad_code(type) != 4 && p.entity.basis.find("owns it") != std::string::npos) return false;
  return p.entity.basis.starts_with("country") ||
         p.entity.basis.find("(country)") != std::string::npos ||
         p.entity.basis.find("organisation") != std::string::npos;
}

bool is_politics(const Event& e) {
  const auto is_one = [&](const Participant& p) { return political(p, e.type); };
  return std::any_of(e.actors.begin(), e.actors.end(), is_one) ||
         std::any_of(e.recipients.begin(), e.recipients.end(), is_one);
}

// "people accused of crimes", "a man wanted for murder": a participle that tells what somebody is.
bool describes(const Event& e, const Document& d) {
  return e.type == EventType::ACCUSE && e.actors.empty() &&
         at(d, e.trigger).deprel == Deprel::acl && syntax::is_passive(d, e.trigger);
}

// "A cyclone killed twelve": an active verb whose subject is neither a party nor something that
// parties use (weapons, attacks) tells no deed of anybody.
bool subject_is_nobody(const Event& e, const Document& d, const Codebook& codebook) {
  if (!e.actors.empty() || at(d, e.trigger).upos != Upos::VERB || syntax::is_passive(d, e.trigger))
    return false;
  // "the patrol came under fire": whom the frame takes for the recipient is somebody
  const auto& slots = codebook.frame(e.frame_id).recipient;
  if (!e.recipients.empty() && std::any_of(slots.begin(), slots.end(), [](const Slot& slot) {
        return slot.kind == SlotKind::Subject;
      }))
    return false;
  for (TokenId subject : syntax::logical_subject(d, e.trigger)) {
    if (at(d, subject).upos == Upos::PRON) return false;
    for (const char* name :
         {"instrument", "troops", "violence", "explosive", "heavy_weapon", "firearm", "exercise"})
      if (syntax::member_at(d, codebook, subject, codebook.class_id(name))) return false;
    return true;
  }
  return false;
}

// "…, killing ten", "ten were killed in the raid": the outcome of an attack that the sentence tells
// is part of that attack.
int attack_of_outcome(const Event& e, const Document& d) {
  if (e.type != EventType::ASSAULT || at(d, e.trigger).upos != Upos::VERB) return -1;
  const auto lemma = at(d, e.trigger).lemma;
  if (lemma != "kill" && lemma != "wound" && lemma != "injure" && lemma != "destroy" &&
      lemma != "die")
    return -1;
  const auto attack_at = [&](TokenId t) {
    for (std::size_t i = 0; i < d.events.size(); ++i)
      if (d.events[i].trigger == t && d.events[i].type == EventType::ASSAULT && &d.events[i] != &e)
        return static_cast<int>(i);
    return -1;
  };
  const Token& t = at(d, e.trigger);
  if ((t.deprel == Deprel::advcl || t.deprel == Deprel::acl) && t.head != kNone) {
    if (const int found = attack_at(t.head); found >= 0) return found;
    for (TokenId o : syntax::logical_object(d, t.head))
      if (const int found = attack_at(o); found >= 0) return found;
  }
  // "shelled the island and killed four"
  if (t.deprel == Deprel::conj && t.head != kNone &&
      !syntax::has_child(d, e.trigger, Deprel::nsubj))
    if (const int found = attack_at(t.head); found >= 0) return found;
  for (TokenId c : d.children(e.trigger))
    if (at(d, c).deprel == Deprel::obl || at(d, c).deprel == Deprel::nsubj ||
        at(d, c).deprel == Deprel::obl_agent || at(d, c).deprel == Deprel::advcl)
      if (const int found = attack_at(syntax::antecedent(d, c)); found >= 0) return found;
  return -1;
}

std::vector<std::string> codes(const std::vector<Participant>& list) {
  std::vector<std::string> out;
  for (const auto& p : list) out.push_back(p.entity.code + "/" + p.entity.identifier_text);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool contains_all(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

bool dates_meet(const Event& a, const Event& b) {
  if (!a.date.range || !b.date.range) return true;
  return a.date.range->first <= b.date.range->last && b.date.range->first <= a.date.range->last;
}

// A definite noun ("the attack", "this visit") that takes up an event told before.
bool refers_back(const Document& d, const Event& e) {
  const Token& t = at(d, e.trigger);
  if (t.upos != Upos::NOUN) return false;
  for (TokenId c : d.children(e.trigger))
    if ((at(d, c).deprel == Deprel::det &&
         (at(d, c).lower == "the" || at(d, c).lower == "this" || at(d, c).lower == "that" ||
          at(d, c).lower == "these" || at(d, c).lower == "such")) ||
        at(d, c).deprel == Deprel::nmod_poss)
      return true;
  return false;
}

bool one_happening(const Document& d, const Event& earlier, const Event& later) {
  if (earlier.type != later.type || !(earlier.status == later.status) ||
      !dates_meet(earlier, later))
    return false;
  const auto ea = codes(earlier.actors), er = codes(earlier.recipients);
  const auto la = codes(later.actors), lr = codes(later.recipients);
  if (refers_back(d, later))
    return contains_all(ea, la) && (contains_all(er, lr) || contains_all(ea, lr));
  // told again in full: same parties on both sides, and neither is a mere list of speech acts
  if (later.sentence == earlier.sentence) return false;
  return !ea.empty() && ea == la && er == lr && !er.empty() && earlier.frame == later.frame &&
         quad_code(later.type) % 2 == 0;
}

void read_offices(Event& e, const Document& d, const Knowledge& knowledge) {
  if (!e.date.range) return;
  for (auto* list : {&e.actors, &e.recipients})
    for (Participant& p : *list) {
      if (p.mention < 0) continue;
      const auto dated = entities_as_of(d, p.mention, e.date.range->first, knowledge);
      for (const Entity& entity : dated)
        if (entity.identifier_text == p.entity.identifier_text && entity.code == p.entity.code) {
          p.entity = entity;
          break;
        }
    }
}

}  // namespace

void weigh_events(Document& d, const Codebook& codebook, const TopicWords& words,
                  const LinearModel& weights) {
  for (Event& e : d.events) {
    if (e.dropped) continue;
    // Beyond doubt: without anybody, or between nobody but firms, it is no politics.
    if (!has_code(e.actors) && !has_code(e.recipients)) {
      e.dropped = "no party with a code was found";
    } else if (!is_politics(e) && quad_code(e.type) != 4) {
      e.dropped = "no party to it is political";
    } else if (subject_is_nobody(e, d, codebook)) {
      e.dropped = "its subject is no party";
    } else if (describes(e, d)) {
      e.dropped = "a participle that describes";
    } else if (!e.doubt) {
      e.doubt = missing_need(e, codebook.frame(e.frame_id));
      if (!e.doubt && !is_politics(e)) e.doubt = "no party to it is political";
    }
  }
  if (d.events.empty()) return;
  const Topics topics = words.of(d);
  for (std::size_t i = 0; i < d.events.size(); ++i) {
    Event& e = d.events[i];
    if (e.dropped) continue;
    if (!weights.empty())
      e.confidence =
          std::round(1000.0 * confidence_features(d, i, topics, &weights).probability()) / 1000.0;
    if (weights.empty() ? e.doubt != nullptr : e.confidence < kLeastConfidence)
      e.dropped = e.doubt ? e.doubt : "too unlikely an event";
  }
}

void finish_events(Document& d, const Codebook& codebook, const Knowledge& knowledge,
                   const TopicWords& topics, const LinearModel& weights) {
  weigh_events(d, codebook, topics, weights);
  for (Event& e : d.events) {
    if (e.type != EventType::AGREE && e.type != EventType::THREATEN && e.type != EventType::CONCEDE)
      e.toward.reset();
  }
  for (Event& e : d.events) {
    const int found = e.dropped ? -1 : attack_of_outcome(e, d);
    if (found < 0) continue;
    Event& attack = d.events[static_cast<std::size_t>(found)];
    if (attack.dropped && attack.type == EventType::ASSAULT && attack.actors.empty() &&
        attack.recipients.empty())
      attack.dropped = nullptr;
    if (attack.dropped) continue;
    if (attack.recipients.empty()) attack.recipients = e.recipients;
    if (attack.actors.empty()) attack.actors = e.actors;
    attack.also.push_back(e.trigger);
    if (!attack.killed) attack.killed = e.killed;
    if (!attack.injured) attack.injured = e.injured;
    e.dropped = "the outcome of an attack told beside it";
  }
  for (std::size_t later = 0; later < d.events.size(); ++later) {
    if (d.events[later].dropped) continue;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      Event& a = d.events[earlier];
      Event& b = d.events[later];
      if (a.dropped || !one_happening(d, a, b)) continue;
      a.also.push_back(b.trigger);
      for (const auto& m : b.modes)
        if (std::find(a.modes.begin(), a.modes.end(), m) == a.modes.end()) a.modes.push_back(m);
      if (!a.killed) a.killed = b.killed;
      if (!a.injured) a.injured = b.injured;
      if (!a.arrested) a.arrested = b.arrested;
      b.dropped = "the same happening as an event told before";
      break;
    }
  }
  if (d.tracing)
    for (const Event& e : d.events)
      if (e.dropped)
        d.trace.push_back(fmt::format("{}: {} of frame {} dropped: {}", d.word(e.trigger),
                                      name_of(e.type), e.frame, e.dropped));
  std::erase_if(d.events, [](const Event& e) { return e.dropped != nullptr; });
  for (Event& e : d.events) read_offices(e, d, knowledge);
}

}  // namespace dragoman
