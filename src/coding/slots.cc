// fill_slots: who stands in the slots of the frames. They are tried in their order; a noun takes
// its actor from the verb it is the object of; operators (agree, threaten, urge) take up the act
// under them (operators.cc). What is found here is a proposal: participants.cc weighs it.
#include <algorithm>
#include <array>

#include "coding/operators.h"
#include "coding/parties.h"
#include "coding/speakers.h"
#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::fillers;

using syntax::at;

std::string name_of_slot(const Slot& slot) {
  static constexpr const char* names[] = {"subj", "obj", "iobj", "comp",   "poss",
                                          "mod",  "",    "",     "speaker"};
  return slot.kind == SlotKind::Preposition ? slot.preposition : names[static_cast<int>(slot.kind)];
}

class ParticipantFinder {
 public:
  ParticipantFinder(Document& d, const Codebook& book, const Knowledge& knowledge)
      : d_(d), book_(book), knowledge_(knowledge) {}

  void find(Event& e) {
    const Frame& frame = book_.frame(e.frame_id);
    operator_ = frame.toward != Frame::TowardRule::None && frame.type == EventType::REQUEST;
    const bool noun = at(d_, e.trigger).upos == Upos::NOUN || at(d_, e.trigger).upos == Upos::PROPN;
    const auto word_class = noun ? WordClass::Noun : WordClass::Verb;
    const auto& actor_slots = noun && !frame.noun_actor.empty() ? frame.noun_actor : frame.actor;
    const auto& recipient_slots =
        noun && !frame.noun_recipient.empty() ? frame.noun_recipient : frame.recipient;
    fill(e, e.actors, actor_slots, word_class, frame.reciprocal);
    // A verdict that nobody passes is the writer's own words.
    if (e.actors.empty() && actor_slots.size() == 1 &&
        actor_slots.front().kind == SlotKind::Speaker) {
      e.dropped = "nobody says it";
      return;
    }
    if (noun && (e.actors.empty() || frame.reciprocal)) from_governor(e, frame);
    if (!frame.reciprocal) {
      fill(e, e.recipients, recipient_slots, word_class, false);
      if (noun && e.recipients.empty()) recipients_from_governor(e, recipient_slots);
    } else {
      fill(e, e.recipients, recipient_slots, word_class, false);
    }
    if (e.recipients.empty() && !frame.reciprocal && frame.toward != Frame::TowardRule::None)
      recipients_of_complement(e, word_class);
  }

 private:
  static bool is_actor(const Event& e, const Participant& p) {
    return std::any_of(e.actors.begin(), e.actors.end(), [&](const Participant& a) {
      if (a.entity.span == p.entity.span) return a.entity.code == p.entity.code;
      return a.entity.code == p.entity.code && !a.entity.identifier_text.empty() &&
             a.entity.identifier_text == p.entity.identifier_text;
    });
  }

  // "closed his country's border with Brazil": his own country is not the one it is done to.
  bool own_country(const Event& e, const Participant& p) const {
    if (std::none_of(e.actors.begin(), e.actors.end(),
                     [&](const Participant& a) { return a.entity.code == p.entity.code; }))
      return false;
    const std::string& words = p.entity.text;
    return p.entity.mention == "pronoun" || words.ends_with(" country") || words.ends_with(" own");
  }

  // "traded rocket and machine-gun fire": what is fired is no party, whatever country it is of.
  bool is_weapon(TokenId head) const {
    for (const char* name : {"heavy_weapon", "firearm", "explosive", "exercise", "crowd_control"}) {
      if (syntax::member_at(d_, book_, head, book_.class_id(name))) return true;
    }
    return false;
  }

  // "declined to see him", "threatened to refer Iran to the Council": the party that the clause
  // under an operator is about.
  void recipients_of_complement(Event& e, WordClass word_class) {
    for (TokenId c : fillers(d_, e.trigger, word_class, Slot{SlotKind::Complement, ""})) {
      std::vector<TokenId> heads = syntax::logical_object(d_, c);
      // "demanded that Belgrade withdraw", "said Tripoli must pay": asked is who shall do it.
      if (e.type == EventType::REQUEST && syntax::has_child(d_, c, Deprel::nsubj)) {
        for (TokenId subject : syntax::logical_subject(d_, c))
          for (TokenId h : syntax::coordinated(d_, subject)) {
            auto found = parties::within(d_, h, knowledge_);
            std::erase_if(found, [&](const Participant& p) { return is_actor(e, p); });
            for (auto& p : found) p.role = "subject of the complement";
            parties::add(e.recipients, std::move(found));
          }
        if (!e.recipients.empty()) return;
        continue;
      }
      for (const char* preposition : {"to", "with", "on", "against", "from"})
        for (TokenId f : fillers(d_, c, WordClass::Verb, Slot{SlotKind::Preposition, preposition}))
          heads.push_back(f);
      for (TokenId head : heads) {
        for (TokenId h : syntax::coordinated(d_, head)) {
          auto found = parties::within(d_, h, knowledge_);
          std::erase_if(found, [&](const Participant& p) { return is_actor(e, p); });
          for (auto& p : found) p.role = "complement";
          parties::add(e.recipients, std::move(found));
        }
        if (!e.recipients.empty()) return;
      }
    }
  }

  // The innermost speaker: it is he who judges.
  std::vector<TokenId> speakers(TokenId trigger) const {
    const auto all = speakers_of(d_, knowledge_, trigger);
    return all.empty() ? std::vector<TokenId>() : std::vector<TokenId>{all.front().head};
  }

  void fill(Event& e, std::vector<Participant>& into, const std::vector<Slot>& slots,
            WordClass word_class, bool all) {
    for (const Slot& slot : slots) {
      if (!into.empty() && !all) return;
      std::string how = name_of_slot(slot);
      std::vector<TokenId> heads;
      if (slot.kind == SlotKind::Subject && word_class == WordClass::Verb)
        heads = syntax::logical_subject(d_, e.trigger, &how);
      else if (slot.kind == SlotKind::Object && word_class == WordClass::Verb)
        heads = syntax::logical_object(d_, e.trigger, &how);
      else if (slot.kind == SlotKind::Speaker)
        heads = speakers(e.trigger);
      else
        heads = fillers(d_, e.trigger, word_class, slot);
      for (TokenId head : heads) {
        if (at(d_, head).upos == Upos::VERB)
          continue;  // "urged Iran to release …": a clause is no party
        for (TokenId h : syntax::coordinated(d_, head)) {
          // What an operator asks for is a thing ("demanded the release of X") or a party.
          const bool thing = slot.kind == SlotKind::Object && operator_;
          auto found = slot.kind == SlotKind::Subject || slot.kind == SlotKind::Modifier || thing
                           ? parties::of(d_, h, knowledge_)
                           : parties::within(d_, h, knowledge_);
          if (found.empty() && slot.kind == SlotKind::Subject)
            found = parties::within(d_, h, knowledge_);
          // Nobody does it to himself: "closed his country's embassy in Bogota" is done to
          // Colombia.
          if (&into == &e.recipients)
            std::erase_if(found, [&](const Participant& p) {
              return is_actor(e, p) || own_country(e, p) ||
                     (is_weapon(h) && p.entity.sector.empty());
            });
          for (auto& p : found) p.role = how;
          parties::add(into, std::move(found));
        }
      }
    }
  }

  // Verbs whose subject does what their object names.
  static bool performs(std::string_view lemma) {
    static constexpr std::array<std::string_view, 40> verbs = {
        "press",    "step",    "intensify", "renew",    "resume",    "commit",    "perpetrate",
        "unleash",  "plan",    "plot",      "execute",  "use",       "direct",    "fight",
        "escalate", "pursue",  "attempt",   "try",      "authorise", "authorize", "spearhead",
        "call",     "declare", "deliver",   "announce", "impose",    "end",       "suspend",
        "halt",     "extend",  "maintain",  "enter",    "stop",      "expand",    "prepare",
        "threaten", "sponsor", "cease",     "tighten",  "initiate"};
    return syntax::is_light_verb(lemma) ||
           std::find(verbs.begin(), verbs.end(), lemma) != verbs.end();
  }

  // "Russia launched an attack", "talks between …" as the object of "held": the noun's actor is the
  // subject of the verb that carries it.
  void from_governor(Event& e, const Frame& frame) {
    TokenId noun = e.trigger;
    // "brokered the release in talks with …": the talks are those of whoever brokered.
    while (frame.reciprocal && at(d_, noun).head != kNone &&
           (at(d_, noun).deprel == Deprel::nmod || at(d_, noun).deprel == Deprel::conj) &&
           at(d_, at(d_, noun).head).upos == Upos::NOUN && e.actors.size() < 2)
      noun = at(d_, noun).head;
    // "launched a series of attacks", "entered the third week of a hunger strike"
    for (TokenId up = at(d_, noun).head; at(d_, noun).deprel == Deprel::nmod && up != kNone &&
                                         syntax::preposition_of(d_, noun) == "of";
         up = at(d_, noun).head) {
      const auto lemma = at(d_, up).lemma;
      if (!book_.is_container(d_.codebook_words[static_cast<std::size_t>(up)].lemma) &&
          lemma != "week" && lemma != "day" && lemma != "month" && lemma != "night" &&
          lemma != "campaign")
        break;
      noun = up;
    }
    const Token& t = at(d_, noun);
    const TokenId verb = t.head;
    if (verb == kNone || at(d_, verb).upos != Upos::VERB) return;
    if (frame.reciprocal && e.actors.size() >= 2) return;
    // Who condemns, survives or reports an attack has not made it.
    if (quad_code(e.type) == 4 && !performs(at(d_, verb).lemma)) return;
    std::vector<TokenId> heads;
    std::string how;
    if ((t.deprel == Deprel::obj && !syntax::is_passive(d_, verb)) ||
        (t.deprel == Deprel::nsubj_pass && syntax::is_passive(d_, verb)) ||
        (t.deprel == Deprel::obl && frame.reciprocal)) {
      heads = syntax::logical_subject(d_, verb, &how);
    }
    for (TokenId head : heads)
      for (TokenId h : syntax::coordinated(d_, head)) {
        if (h == e.trigger) continue;
        auto found = parties::of(d_, h, knowledge_);
        for (auto& p : found) p.role = "subject of " + std::string(at(d_, verb).lemma);
        parties::add(e.actors, std::move(found));
      }
    if (frame.reciprocal)
      for (TokenId head : fillers(d_, verb, WordClass::Verb, Slot{SlotKind::Preposition, "with"}))
        for (TokenId h : syntax::coordinated(d_, head))
          parties::add(e.actors, parties::of(d_, h, knowledge_));
  }

  void recipients_from_governor(Event& e, const std::vector<Slot>& slots) {
    const Token& t = at(d_, e.trigger);
    if (t.head == kNone || at(d_, t.head).upos != Upos::VERB) return;
    if (t.deprel != Deprel::obj && t.deprel != Deprel::nsubj_pass && t.deprel != Deprel::obl)
      return;
    for (const Slot& slot : slots) {
      if (slot.kind != SlotKind::Preposition || slot.preposition == "of" ||
          slot.preposition == "by")
        continue;
      for (TokenId head : fillers(d_, t.head, WordClass::Verb, slot)) {
        if (head == e.trigger) continue;
        for (TokenId h : syntax::coordinated(d_, head))
          parties::add(e.recipients, parties::within(d_, h, knowledge_));
      }
      if (!e.recipients.empty()) return;
    }
  }

  Document& d_;
  const Codebook& book_;
  const Knowledge& knowledge_;
  bool operator_ = false;  // the frame at hand asks for something
};

bool is_definite(const Document& d, TokenId noun) {
  const auto children = d.children(noun);
  return std::any_of(children.begin(), children.end(), [&](TokenId c) {
    if (at(d, c).deprel != Deprel::det) return false;
    const auto& w = at(d, c).lower;
    return w == "the" || w == "this" || w == "that" || w == "these" || w == "those";
  });
}

// "the raids", "the truce", "the purchase": whether the noun may name that deed, because it has its
// word or because it tells events of its type.
bool names_deed(const Document& d, const Codebook& book, TokenId noun, const Event& deed) {
  const auto lemma = at(d, noun).lemma;
  if (at(d, deed.trigger).lemma == lemma) return true;
  const auto patterns = book.patterns(book.word(lemma), WordClass::Noun);
  return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& p) {
    const EventType type = book.frame(p.frame).type;
    return type == deed.type || book.when_future(type) == deed.type;
  });
}

// "Washington hailed the move", "condemned the raids", "demanded an end to the siege": praise,
// blame, refusal or demand of what was told before goes to whoever did that. A noun that names the
// deed reaches further back than one that only points ("it", "the move").
void answer_to_deed(Document& d, std::size_t index, const Codebook& book) {
  Event& e = d.events[index];
  if (!e.recipients.empty() || e.actors.empty() || e.dropped) return;
  const bool demand = e.type == EventType::REQUEST;
  if (!demand && e.type != EventType::SUPPORT && e.type != EventType::ACCUSE &&
      e.type != EventType::REJECT)
    return;
  bool points_back = false;
  std::vector<TokenId> nouns;
  for (TokenId object : syntax::logical_object(d, e.trigger)) {
    const auto& w = at(d, object).lower;
    points_back |= w == "it" || w == "this" || w == "that";
    if (is_definite(d, object)) {
      points_back = true;
      nouns.push_back(object);
    }
    for (TokenId c : d.children(object))
      if (at(d, c).deprel == Deprel::nmod && is_definite(d, c)) nouns.push_back(c);
  }
  const auto take = [&](const Event& before, const char* role) {
    std::vector<Participant> doers = before.actors;
    // Nobody answers himself; but a government may answer the rebels of its own country.
    std::erase_if(doers, [&](const Participant& p) {
      return std::any_of(e.actors.begin(), e.actors.end(), [&](const Participant& a) {
        return a.entity.code == p.entity.code &&
               (a.entity.sector == p.entity.sector || a.entity.sector.intersects(p.entity.sector) ||
                a.entity.sector.empty() || p.entity.sector.empty());
      });
    });
    if (doers.empty()) return false;
    e.recipients = std::move(doers);
    for (auto& p : e.recipients) p.role = role;
    return true;
  };
  for (TokenId noun : nouns)
    for (std::size_t i = index; i-- > 0;) {
      const Event& before = d.events[i];
      if (before.sentence + 6 < e.sentence) break;
      if (before.dropped || before.actors.empty() || before.sentence == e.sentence) continue;
      if (names_deed(d, book, noun, before) && take(before, "actor of the deed it names")) return;
    }
  if (!points_back || demand) return;
  for (std::size_t i = index; i-- > 0;) {
    const Event& before = d.events[i];
    if (before.sentence + 2 < e.sentence) return;
    if (before.dropped || before.actors.empty() || quad_code(before.type) == 0) continue;
    if (take(before, "actor of the deed told before")) return;
  }
}

// "Protests erupted in Belarus": where a protest names nobody, its people are those of the place.
void crowd_of_place(Document& d, Event& e, const Knowledge& knowledge) {
  if (e.type != EventType::PROTEST || !e.actors.empty()) return;
  SectorSet people;
  people.add(Sector::CVL);
  const TokenId verb = at(d, e.trigger).head;
  for (TokenId predicate : {e.trigger, verb}) {
    if (predicate == kNone || (predicate == verb && at(d, verb).upos != Upos::VERB)) continue;
    const auto word_class = at(d, predicate).upos == Upos::VERB ? WordClass::Verb : WordClass::Noun;
    for (const char* preposition : {"in", "across", "through", "throughout", "to"})
      for (TokenId f :
           fillers(d, predicate, word_class, Slot{SlotKind::Preposition, preposition})) {
        const bool street = at(d, f).lemma == "street" || at(d, f).lemma == "square";
        const bool town = street || at(d, f).lemma == "capital" || at(d, f).lemma == "city" ||
                          at(d, f).lemma == "town" || at(d, f).lemma == "country";
        if (at(d, f).name != NameType::Location && !town) continue;
        if (std::string_view(preposition) == "to" && !street) continue;  // "came to Belarus"
        auto found = parties::within(d, f, knowledge);
        for (auto& p : found) {
          p.entity.sector = people;
          p.entity.basis += "; the people of the place of a protest";
          p.role = preposition;
        }
        parties::add(e.actors, std::move(found));
        if (!e.actors.empty()) return;
      }
  }
}

// "marched to demand that the president resign", "rallied calling for Mr Moi to go": against whom a
// protest goes stands with what it demands, sooner than with where it takes place.
void target_of_demand(const Document& d, Event& e, const Knowledge& knowledge) {
  if (e.type != EventType::PROTEST) return;
  if (!e.recipients.empty() && e.recipients[0].role != "in" && e.recipients[0].role != "across" &&
      e.recipients[0].role != "outside")
    return;
  static constexpr std::array<std::string_view, 14> aims = {
      "demand",   "press",   "urge", "call",     "force", "protest", "oppose",
      "denounce", "condemn", "make", "pressure", "ask",   "oust",    "topple"};
  const TokenId above = at(d, e.trigger).head;
  for (TokenId verb : {e.trigger, above}) {
    if (verb == kNone || at(d, verb).upos != Upos::VERB) continue;
    for (TokenId aim : d.children(verb)) {
      const Token& t = at(d, aim);
      if ((t.deprel != Deprel::advcl && t.deprel != Deprel::xcomp) ||
          std::find(aims.begin(), aims.end(), t.lemma) == aims.end())
        continue;
      std::vector<TokenId> heads = syntax::logical_object(d, aim);
      for (TokenId clause : fillers(d, aim, WordClass::Verb, Slot{SlotKind::Complement, ""}))
        for (TokenId c : d.children(clause))
          if (at(d, c).deprel == Deprel::nsubj || at(d, c).deprel == Deprel::nsubj_pass)
            heads.push_back(c);
      for (const char* preposition : {"on", "for", "against", "over", "at"})
        for (TokenId f : fillers(d, aim, WordClass::Verb, Slot{SlotKind::Preposition, preposition}))
          heads.push_back(f);
      std::vector<Participant> targets;
      for (TokenId head : heads) {
        if (at(d, head).upos == Upos::VERB || !targets.empty()) continue;
        for (TokenId h : syntax::coordinated(d, head)) {
          auto found = parties::within(d, h, knowledge);
          for (auto& p : found) p.role = "target of the demand";
          std::erase_if(found, [&](const Participant& p) {
            return std::any_of(e.actors.begin(), e.actors.end(), [&](const Participant& a) {
              return a.entity.span == p.entity.span || p.entity.mention == "pronoun";
            });
          });
          parties::add(targets, std::move(found));
        }
      }
      if (targets.empty()) continue;
      e.recipients = std::move(targets);
      return;
    }
  }
}

}  // namespace

void fill_slots(Document& d, const Codebook& codebook, const Knowledge& knowledge) {
  ParticipantFinder finder(d, codebook, knowledge);
  for (Event& e : d.events) {
    finder.find(e);
    crowd_of_place(d, e, knowledge);
    target_of_demand(d, e, knowledge);
  }
  take_up_acts(d, codebook);
  for (std::size_t i = 0; i < d.events.size(); ++i) answer_to_deed(d, i, codebook);
}

}  // namespace dragoman
