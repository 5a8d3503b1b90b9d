// decide_status: whether an event happened, will happen, would happen, or did not. Read from the
// tree above the trigger: auxiliaries, negation, verbs of intent, conditionals. A future act
// becomes what PLOVER makes of it (a future meeting is AGREE toward CONSULT); a refusal of one's
// own act is REJECT. The date stage adds `historical`.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::among;
using syntax::at;

// Governors that put the act under them into the future.
constexpr std::array<std::string_view, 25> kIntent = {
    "plan",       "intend",   "want",      "seek", "hope",   "expect",  "prepare",
    "aim",        "schedule", "set",       "due",  "ready",  "likely",  "wish",
    "determined", "slate",    "consider",  "mull", "poised", "willing", "desire",
    "mean",       "arrange",  "scheduled", "eager"};
// Governors under which the act is not said to have happened at all.
constexpr std::array<std::string_view, 14> kAverted = {
    "fail", "avert", "prevent", "foil", "thwart", "avoid",   "prohibit",
    "bar",  "deter", "deny",    "stop", "unable", "refrain", "forbid"};
constexpr std::array<std::string_view, 16> kProspective = {
    "planned",   "proposed",    "possible", "imminent",   "upcoming", "forthcoming",
    "potential", "prospective", "future",   "threatened", "expected", "coming",
    "scheduled", "intended",    "next",     "any"};

struct Reading {
  Status status;
  bool speculative = false;  // may, might, could, should: no event
  bool purpose = false;      // "to protest against …" as an aim
  bool condition = false;    // it stands in an "if" clause
  bool conditional = false;  // an "if" or "unless" stands beside it
  bool announced = false;    // its future is the word of who will do it: "will", "plans to"
  std::string why;
};

class StatusReader {
 public:
  explicit StatusReader(const Document& d) : d_(d) {}

  Reading read(const Event& e) {
    Reading r;
    TokenId t = e.trigger;
    speech_ =
        e.type == EventType::ACCUSE || e.type == EventType::REQUEST || e.type == EventType::REJECT;
    if (at(d_, t).upos == Upos::NOUN || at(d_, t).upos == Upos::PROPN) {
      noun(t, r);
      t = governor(t);
      if (t == kNone) return r;
      // What is not done about a happening leaves it as it is ("failed to answer two requests",
      // "would halt the deployment"); only what is not held or made does not happen.
      if (at(d_, t).upos == Upos::VERB && !happens(at(d_, t).lemma)) {
        Reading above;
        verb(t, above, 0);
        r.status.future |= above.status.future && quad_code(e.type) <= 2;  // "will join talks"
        r.speculative |= above.speculative;
        r.purpose |= above.purpose;
        if (r.why.empty() && r.status.future) r.why = above.why;
        return r;
      }
    } else if (at(d_, t).upos == Upos::ADJ) {
      // "was ready to": a copula carries the auxiliaries, as children of the adjective
    }
    verb(t, r, 0);
    return r;
  }

 private:
  void note(Reading& r, std::string why) {
    if (r.why.empty()) r.why = std::move(why);
  }

  void noun(TokenId t, Reading& r) {
    for (TokenId c : d_.children(t)) {
      const Token& child = at(d_, c);
      if ((child.deprel == Deprel::amod || child.deprel == Deprel::det) &&
          among(child.lower, kProspective) && !(child.lower == "next" || child.lower == "any")) {
        r.status.future = true;
        note(r, fmt::format("'{}'", child.lower));
      }
      // Of a subject or object the verb counts it ("no request was made").
      if (child.deprel == Deprel::det && child.lower == "no" && governor(t) == kNone) {
        r.status.negation = true;
        note(r, "'no'");
      }
    }
    const auto preposition = syntax::preposition_of(d_, t);
    if (preposition == "without") r.status.negation = true;
  }

  // The clause that a nominal trigger stands in as subject or object.
  TokenId governor(TokenId t) const {
    for (TokenId up = t; up != kNone; up = at(d_, up).head) {
      const Token& token = at(d_, up);
      if (up != t && (token.upos == Upos::VERB || syntax::has_child(d_, up, Deprel::cop)))
        return up;
      // A noun inside another phrase ("the victims of the attack", "after the attack") is told as a
      // fact, whatever the clause says.
      if (token.deprel != Deprel::obj && token.deprel != Deprel::nsubj &&
          token.deprel != Deprel::nsubj_pass && token.deprel != Deprel::conj &&
          token.deprel != Deprel::xcomp)
        return kNone;
    }
    return kNone;
  }

  void verb(TokenId t, Reading& r, int depth) {
    if (depth > 6) return;
    const Token& token = at(d_, t);
    if (syntax::negated(d_, t)) {
      r.status.negation = !r.status.negation;
      note(r, fmt::format("'{}' is negated", token.lower));
    }
    if (conditional(t)) r.conditional = true;
    const auto modal = syntax::modal_of(d_, t);
    if (modal == "will" || modal == "shall") {
      r.status.future = r.announced = true;
      note(r, fmt::format("'{}'", modal));
    } else if (modal == "would") {
      // "said it would use its veto unless": what the speaker says of his own act is a promise or a
      // threat, though it hangs on a condition.
      const bool own = token.deprel == Deprel::ccomp && token.head != kNone && says(token.head);
      (conditional(t) && !own ? r.status.hypothetical : r.status.future) = true;
      r.announced = true;
      note(r, "'would'");
    } else if (modal == "may" || modal == "might" || modal == "could" || modal == "should" ||
               modal == "must" || modal == "ought" || modal == "can") {
      if (conditional(t))
        r.status.hypothetical = true;
      else if (!(modal == "could" || modal == "can") || !r.status.negation)
        r.speculative = true;
      note(r, fmt::format("'{}'", modal));
    }
    for (TokenId c : d_.children(t))
      if (at(d_, c).lower == "due" && at(d_, c).deprel == Deprel::cas) {
        r.status.future = true;  // "is due to convene", where the tree makes a preposition of it
        note(r, "'due to'");
      }
    for (TokenId c : d_.children(t))
      if (at(d_, c).deprel == Deprel::mark &&
          (at(d_, c).lower == "if" || at(d_, c).lower == "unless") &&
          (token.deprel == Deprel::advcl || depth == 0)) {
        r.status.hypothetical = r.condition = true;
        note(r, "'if'");
      }
    if (token.xpos == Xpos::VB && has_to(t) && syntax::modal_of(d_, t).empty())
      for (TokenId c : d_.children(t))
        if (at(d_, c).lemma == "be" && at(d_, c).deprel != Deprel::aux_pass) {
          r.status.future = r.announced = true;
          note(r, "'is to'");
        }
    const TokenId head = token.head;
    if (head == kNone) {
      // A bare infinitive as the root of a headline: "Putin to visit Ankara".
      if (token.xpos == Xpos::VB && has_to(t) && !syntax::has_child(d_, t, Deprel::cop)) {
        r.status.future = true;
        note(r, "infinitive of a headline");
      }
      return;
    }
    const Token& governor = at(d_, head);
    switch (token.deprel) {
      case Deprel::xcomp:
      case Deprel::ccomp:
      case Deprel::csubj: {
        const bool infinitive = token.deprel == Deprel::xcomp || has_to(t);
        if (infinitive && among(governor.lemma, kIntent)) {
          r.status.future = true;
          r.announced = governor.lemma == "plan" || governor.lemma == "intend" ||
                        governor.lemma == "prepare" || governor.lemma == "ready";
          note(r, fmt::format("under '{}'", governor.lemma));
        } else if (infinitive && governor.lemma == "go" && governor.xpos == Xpos::VBG) {
          r.status.future = r.announced = true;
          note(r, "'going to'");
        } else if (infinitive && governor.lemma == "be") {
          r.status.future = r.announced = true;
          note(r, "'is to'");
        } else if (governor.lemma == "rule" && syntax::has_child(d_, head, Deprel::compound_prt)) {
          r.status.negation = !r.status.negation;  // "ruled out sending"
          note(r, "under 'rule out'");
        } else if (among(governor.lemma, kAverted) && (infinitive || governor.lemma == "deny")) {
          r.status.negation = !r.status.negation;
          note(r, fmt::format("under '{}'", governor.lemma));
        }
        // "have yet to leave"
        if (infinitive && governor.lemma == "have")
          for (TokenId c : d_.children(head))
            if (at(d_, c).lower == "yet") {
              r.status.negation = !r.status.negation;
              note(r, "'yet to'");
            }
        // A clause that is told (said, reported) has its own tense; one that is controlled has not.
        if (token.deprel == Deprel::xcomp) verb(head, r, depth + 1);
        break;
      }
      case Deprel::acl:
        if (token.xpos == Xpos::VB && has_to(t) && !syntax::first_to(d_, t)) {
          r.status.future = true;
          note(r, fmt::format("infinitive of '{}'", governor.lemma));
        }
        break;
      case Deprel::advcl:
        if (token.xpos == Xpos::VB && has_to(t)) {
          r.purpose = true;
          note(r, "infinitive of purpose");
        } else if (syntax::modal_of(d_, t).empty() && at(d_, t).xpos == Xpos::VBG &&
                   !syntax::has_child(d_, t, Deprel::nsubj)) {
          // "announced that it would stay away, blaming the raid": an act of speech beside what is
          // announced is made in the announcing.
          if (speech_ && depth == 0) break;
          Reading above;
          verb(head, above, depth + 1);
          r.status.future |= above.status.future;
          r.status.hypothetical |= above.status.hypothetical;
          r.speculative |= above.speculative;
        }
        break;
      case Deprel::conj:
        // The second of two verbs under one auxiliary.
        if (governor.upos == Upos::VERB && !syntax::has_child(d_, t, Deprel::aux) &&
            !syntax::has_child(d_, t, Deprel::nsubj) &&
            (token.xpos == governor.xpos || token.xpos == Xpos::VB)) {
          Reading above;
          verb(head, above, depth + 1);
          if (token.xpos == governor.xpos) {
            r.status.future |= above.status.future;
            r.status.hypothetical |= above.status.hypothetical;
            r.speculative |= above.speculative;
            r.purpose |= above.purpose;
            if (r.why.empty()) r.why = above.why;
          }
        }
        break;
      default:
        break;
    }
  }

  bool has_to(TokenId t) const {
    for (TokenId c : d_.children(t))
      if (at(d_, c).lower == "to" &&
          (at(d_, c).deprel == Deprel::mark || at(d_, c).deprel == Deprel::aux))
        return true;
    return false;
  }

  static bool happens(std::string_view lemma) {
    static constexpr std::array<std::string_view, 41> kHappen = {
        "hold",   "carry",   "launch",  "stage", "conduct", "take",     "begin",
        "start",  "occur",   "happen",  "make",  "pay",     "mount",    "follow",
        "come",   "see",     "have",    "break", "erupt",   "continue", "open",
        "sign",   "impose",  "deliver", "give",  "attend",  "issue",    "reach",
        "resume", "send",    "receive", "get",   "go",      "be",       "do",
        "offer",  "provide", "call",    "find",  "show",    "bring"};
    return among(lemma, kHappen);
  }

  bool says(TokenId verb) const {
    static constexpr std::array<std::string_view, 11> kSay = {
        "say",     "tell",     "warn", "announce", "vow",  "promise",
        "declare", "threaten", "add",  "insist",   "swear"};
    return among(at(d_, verb).lemma, kSay);
  }

  // A main clause with an "if" clause beside it.
  bool conditional(TokenId t) const {
    for (TokenId c : d_.children(t))
      if (at(d_, c).deprel == Deprel::advcl)
        for (TokenId m : d_.children(c))
          if (at(d_, m).deprel == Deprel::mark &&
              (at(d_, m).lower == "if" || at(d_, m).lower == "unless"))
            return true;
    return false;
  }

  const Document& d_;
  bool speech_ = false;  // the event that is read is an accusation, a demand or a refusal
};

// Acts of speech about what the speaker will do or not do: that they look ahead is their nature.
bool speaks_ahead(EventType t) {
  return t == EventType::AGREE || t == EventType::CONCEDE || t == EventType::REJECT ||
         t == EventType::THREATEN;
}

}  // namespace

void decide_status(Document& d, const Codebook& codebook) {
  StatusReader reader(d);
  for (Event& e : d.events) {
    Reading r = reader.read(e);
    if (r.speculative && !r.status.hypothetical)
      e.doubt = "said to be possible only";
    else if (r.purpose)
      e.doubt = "an aim, not an act";
    const EventType plain = e.type;
    // A frame of refusals ("has no plans to") has read the "not" already.
    if (codebook.frame(e.frame_id).negated) r.status.negation = !r.status.negation;
    if (r.status.future && r.status.negation && codebook.when_refused(plain) != plain) {
      e.type = codebook.when_refused(plain);
      static constexpr std::pair<EventType, const char*> kModes[] = {
          {EventType::CONSULT, "meet"},     {EventType::RETREAT, "yield"},
          {EventType::CONCEDE, "yield"},    {EventType::AID, "assist"},
          {EventType::COOPERATE, "assist"}, {EventType::SUPPORT, "assist"}};
      e.modes.clear();
      for (const auto& [type, mode] : kModes)
        if (type == plain) e.modes = {mode};
      r.status = {};
      e.basis.emplace_back("type",
                           fmt::format("refused {} is {}", name_of(plain), name_of(e.type)));
    } else if (r.status.future && !r.status.negation && !r.status.hypothetical) {
      EventType ahead = codebook.when_future(plain);
      if (plain == EventType::CONCEDE && !e.toward && r.announced)
        e.toward = Toward{e.trigger, plain, e.modes, std::nullopt};
      // "would break off the talks if …": what depends on the other side is a threat.
      if (plain == EventType::REJECT && r.announced && r.conditional &&
          codebook.frame(e.frame_id).toward != Frame::TowardRule::None && !e.toward &&
          !syntax::negated(d, e.trigger))
        ahead = EventType::THREATEN;
      // What will be done to someone ("will be sentenced") is announced, not threatened.
      const bool own =
          r.announced && !syntax::is_passive(d, e.trigger) && at(d, e.trigger).upos == Upos::VERB;
      if (ahead == EventType::THREATEN && plain != EventType::ASSAULT && !own) ahead = plain;
      if (ahead != plain) {
        if (!e.toward) e.toward = Toward{e.trigger, plain, e.modes, std::nullopt};
        e.type = ahead;
        e.modes = ahead == EventType::THREATEN ? threat_modes(plain, e.modes)
                                               : std::vector<std::string>{};
        r.status.future = false;
        e.basis.emplace_back("type",
                             fmt::format("future {} is {}", name_of(plain), name_of(ahead)));
      }
    }
    // "said it would not follow suit" is the refusal itself, "would use its veto if need be" the
    // threat; only what stands under the "if" is supposed.
    if (speaks_ahead(e.type) && !r.condition) {
      if (r.status.future && plain == EventType::REJECT) r.status.negation = false;
      if (r.status.hypothetical && (e.toward || e.type == EventType::THREATEN))
        r.status.hypothetical = false;
      r.status.future = false;
    }
    e.status = r.status;
    if (!r.why.empty()) e.basis.emplace_back("status", r.why);
  }
}

}  // namespace dragoman
