#include "coding/participants.h"

#include <fmt/format.h>

#include <algorithm>

#include "coding/parties.h"
#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

// Most roles are one code's: the likeliest needs little, whoever else is to share it much more.
// Where cross-validation over documents got most sets of codes right (as in
// training/train_coding.py).
constexpr double kLeastLikeliest = 0.3;
constexpr double kLeastOthers = 0.7;
constexpr double kLeastOthersMeeting = 0.42;  // those who meet are all actors
// Whether somebody met as visitor or as host may be open where it is plain that he was there.
constexpr double kLeastEither = 0.5;

using syntax::at;

// "nmod:of": appended, as a way has several.
void add_step(const Document& d, TokenId t, std::string& out) {
  out += name_of(at(d, t).deprel);
  const Deprel r = at(d, t).deprel;
  if (r == Deprel::nmod || r == Deprel::obl || r == Deprel::advcl || r == Deprel::acl) {
    auto p = syntax::preposition_of(d, t);
    if (p.empty())
      for (TokenId c : d.children(t))
        if (at(d, c).deprel == Deprel::mark) {
          p = at(d, c).lower;
          break;
        }
    if (!p.empty()) {
      out += ':';
      out += p;
    }
  }
}

// The way through the tree from one token to another: "obj>nmod:of", "^advcl:to>obj". Long ways are
// all alike.
std::string path(const Document& d, TokenId from, TokenId to) {
  std::vector<TokenId> up, down;
  up.reserve(16);
  down.reserve(16);
  for (TokenId t = from; t != kNone; t = at(d, t).head) up.push_back(t);
  for (TokenId t = to; t != kNone; t = at(d, t).head) {
    const auto meet = std::find(up.begin(), up.end(), t);
    if (meet != up.end()) {
      up.erase(meet, up.end());
      break;
    }
    down.push_back(t);
  }
  if (up.size() + down.size() > 4) return up.size() > 2 ? "far up" : "far down";
  std::string out;
  out.reserve(64);
  for (TokenId t : up) {
    out += '^';
    add_step(d, t, out);
  }
  for (auto t = down.rbegin(); t != down.rend(); ++t) {
    if (!out.empty()) out += '>';
    add_step(d, *t, out);
  }
  return out.empty() ? "self" : out;
}

// The parts of a way without its prepositions.
std::string bare(const std::string& way) {
  std::string out;
  out.reserve(way.size());
  for (std::size_t i = 0; i < way.size(); ++i) {
    if (way[i] == ':' && i + 1 < way.size()) {
      while (i < way.size() && way[i] != '>' && way[i] != '^') ++i;
      if (i == way.size()) break;
    }
    out += way[i];
  }
  return out;
}

bool shares_code(const std::vector<Participant>& list, const RolePhrase& c) {
  return std::any_of(list.begin(), list.end(), [&](const Participant& p) {
    return std::any_of(c.parties.begin(), c.parties.end(), [&](const Participant& q) {
      return !q.entity.code.empty() && q.entity.code == p.entity.code;
    });
  });
}

class Describer {
 public:
  Describer(const Document& d, const Event& e, const Codebook& codebook)
      : d_(d),
        e_(e),
        type_(name_of(e.type)),
        frame_(codebook.frame(e.frame_id).id),
        word_class_(at(d, e.trigger).upos != Upos::VERB ? FeaturePart("noun")
                    : syntax::is_passive(d, e.trigger)  ? FeaturePart("passive")
                                                        : FeaturePart("verb")),
        actors_(count(e.actors)),
        recipients_(count(e.recipients)) {}

  void describe(RolePhrase& c) const {
    const Entity& entity = c.parties.front().entity;
    FeatureList& out = c.features;
    const auto crossed = [&](FeaturePart f) {
      out.say({f});
      out.say({f, " & ", type_});
      out.say({f, " & ", frame_});
    };
    const std::string way_words =
        c.earlier ? "earlier " + c.earlier_role : path(d_, e_.trigger, c.head);
    const FeaturePart way = out.join({"way ", way_words});
    crossed(way);
    out.say({way, " & ", word_class_});
    if (!c.earlier) out.say({"bare ", bare(way_words)});
    crossed(out.join({"actor by ", rule(c.by_rule_actor)}));
    crossed(out.join({"recipient by ", rule(c.by_rule_recipient)}));
    const FeaturePart rules =
        c.by_rule_actor.empty() ? (c.by_rule_recipient.empty() ? FeaturePart("rules ") : "rules R")
        : c.by_rule_recipient.empty() ? FeaturePart("rules A")
                                      : "rules AR";
    out.say({rules, " & ", word_class_});
    out.say({rules, " & ", way});
    // What the rules found otherwise: a slot that is filled already seldom wants another.
    const FeaturePart others =
        out.join({rules, " & ", actors_, " actors, ", recipients_, " recipients"});
    out.say({others});
    out.say({others, " & ", type_});
    out.say({way, " & ", recipients_, " recipients"});
    out.say({way, " & ", actors_, " actors"});
    const FeaturePart kind = out.join({"known by ", parties::known_by(entity)});
    out.say({kind});
    out.say({kind, " & ", rules});
    out.say({"mention ", entity.mention, " & ", rules});
    for (Sector s : entity.sector.list()) {
      const FeaturePart sector = out.join({"sector ", name_of(s)});
      out.say({sector});
      out.say({sector, " & ", type_});
      out.say({sector, " & ", rules});
    }
    if (entity.sector.empty()) {
      out.say({"no sector"});
      out.say({"no sector & ", rules});
      out.say({"no sector & ", type_});
    }
    out.say({entity.code.empty()    ? FeaturePart("code none")
             : entity.code == "UNO" ? FeaturePart("code UNO")
             : entity.code == "IGO" ? FeaturePart("code IGO")
             : entity.code == "MNC" ? FeaturePart("code MNC")
                                    : FeaturePart("code state")});
    if (c.by_rule_actor.empty() && shares_code(e_.actors, c)) {
      out.say({"code of an actor & ", rules});
      out.say({"code of an actor & ", type_});
      out.say({"code of an actor & ", way});
    }
    if (c.by_rule_recipient.empty() && shares_code(e_.recipients, c)) {
      out.say({"code of a recipient & ", rules});
      out.say({"code of a recipient & ", type_});
    }
    if (!c.earlier) {
      const FeaturePart side = c.head < e_.trigger ? FeaturePart("before") : "after";
      const int away = std::abs(c.head - e_.trigger);
      out.say({side, away < 3    ? FeaturePart(" near")
                     : away < 8  ? FeaturePart(" middling")
                     : away < 15 ? FeaturePart(" far")
                                 : FeaturePart(" very far")});
      out.say({side, " & ", rules});
      const Token& t = at(d_, c.head);
      const FeaturePart head = out.join({"head ", name_of(t.upos)});
      out.say({head});
      out.say({head, " & ", rules});
      if (t.upos == Upos::NOUN) out.say({"noun ", t.lemma});
    }
    out.say({"type ", type_});
  }

 private:
  static FeaturePart count(const std::vector<Participant>& list) {
    return list.empty() ? FeaturePart("no") : list.size() == 1 ? FeaturePart("one") : "several";
  }
  static FeaturePart rule(const std::string& how) { return how.empty() ? FeaturePart("no") : how; }
  const Document& d_;
  const Event& e_;
  FeaturePart type_, frame_, word_class_, actors_, recipients_;
};

FeaturePart yes(bool b) {
  return b ? FeaturePart("yes") : "no";
}

// Codes in the order of their first phrase, each with what its phrases say and what all together.
std::vector<RoleCandidate> by_code(const std::vector<RolePhrase>& phrases, FeaturePart type,
                                   const LinearModel* table) {
  std::vector<RoleCandidate> out;
  for (std::size_t i = 0; i < phrases.size(); ++i)
    for (const Participant& p : phrases[i].parties) {
      if (p.entity.code.empty()) continue;
      auto c = std::find_if(out.begin(), out.end(),
                            [&](const RoleCandidate& x) { return x.code == p.entity.code; });
      if (c == out.end()) {
        out.push_back({p.entity.code, {}, FeatureList(table)});
        c = out.end() - 1;
      }
      if (c->phrases.empty() || c->phrases.back() != i) c->phrases.push_back(i);
    }
  bool any_actor = false, any_recipient = false;
  for (const RolePhrase& p : phrases) {
    any_actor |= !p.by_rule_actor.empty();
    any_recipient |= !p.by_rule_recipient.empty();
  }
  for (RoleCandidate& c : out) {
    bool actor = false, recipient = false, earlier = true;
    for (const std::size_t i : c.phrases) {
      const RolePhrase& p = phrases[i];
      actor |= !p.by_rule_actor.empty();
      recipient |= !p.by_rule_recipient.empty();
      earlier &= p.earlier;
      c.features.append(p.features);
    }
    FeatureList& f = c.features;
    const FeaturePart rules =
        f.join({"code by rule: actor ", yes(actor), ", recipient ", yes(recipient)});
    const FeaturePart both = f.join(
        {rules, " & any by rule: actor ", yes(any_actor), ", recipient ", yes(any_recipient)});
    f.say({rules});
    f.say({rules, " & ", type});
    f.say({both});
    f.say({both, " & ", type});
    f.say({both, " & ", FeaturePart::figure(std::min<std::size_t>(out.size(), 3)), " codes"});
    f.say({rules, out.size() == 1 ? FeaturePart(" & only code") : " & one of several"});
    f.say({FeaturePart::figure(std::min<std::size_t>(c.phrases.size(), 3)), " phrases"});
    if (earlier)
      f.say({"only told before & any by rule: actor ", yes(any_actor), ", recipient ",
             yes(any_recipient)});
    c.features.drop_doubles();
  }
  return out;
}

// The phrases that speak for a chosen code: those the rules took for the role, else the one nearest
// to the trigger in the sentence, else the one told before.
std::vector<Participant> phrases_of(const RoleCandidates& all, const RoleCandidate& c, bool actor,
                                    TokenId trigger) {
  std::vector<Participant> out;
  const auto take = [&](const RolePhrase& p, const std::string& role) {
    for (const Participant& q : p.parties)
      if (q.entity.code == c.code) {
        out.push_back(q);
        out.back().role = role;
      }
  };
  for (const std::size_t i : c.phrases) {
    const RolePhrase& p = all.phrases[i];
    const std::string& rule = actor ? p.by_rule_actor : p.by_rule_recipient;
    if (!rule.empty()) take(p, rule);
  }
  if (!out.empty()) return out;
  const RolePhrase* best = nullptr;
  const auto cost = [&](const RolePhrase& p) {
    const bool other = !(actor ? p.by_rule_recipient : p.by_rule_actor).empty();
    return std::abs(p.head - trigger) + (other ? 50 : 0) + (p.earlier ? 1000 : 0);
  };
  for (const std::size_t i : c.phrases)
    if (!best || cost(all.phrases[i]) < cost(*best)) best = &all.phrases[i];
  take(*best, best->earlier ? "told before: " + best->earlier_role : "weighed");
  return out;
}

void add_rule(std::vector<RolePhrase>& all, const Participant& p, bool actor) {
  for (RolePhrase& c : all)
    if (c.head == p.head) {
      (actor ? c.by_rule_actor : c.by_rule_recipient) = p.role;
      if (std::none_of(c.parties.begin(), c.parties.end(),
                       [&](const Participant& q) { return parties::same(p, q); }))
        c.parties.push_back(p);
      return;
    }
  RolePhrase c;
  c.head = p.head;
  c.parties = {p};
  (actor ? c.by_rule_actor : c.by_rule_recipient) = p.role.empty() ? "slot" : p.role;
  all.push_back(std::move(c));
}

}  // namespace

RoleCandidates role_candidates(const Document& d, std::size_t index, const Codebook& codebook,
                               const Knowledge& knowledge, const LinearModel* table) {
  const Event& e = d.events[index];
  std::vector<RolePhrase> out;
  for (const Participant& p : e.actors) add_rule(out, p, true);
  for (const Participant& p : e.recipients) add_rule(out, p, false);
  const Sentence& sentence = d.sentences[static_cast<std::size_t>(e.sentence)];
  for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
    const MentionId m = d.mention_headed_by(t);
    if (m == kNone || t == e.trigger || d.mentions[static_cast<std::size_t>(m)].entities.empty())
      continue;
    if (std::any_of(out.begin(), out.end(), [&](const RolePhrase& c) { return c.head == t; }))
      continue;
    RolePhrase c;
    c.head = t;
    c.parties = parties::of(d, t, knowledge);
    std::erase_if(c.parties, [](const Participant& p) { return p.entity.code.empty(); });
    if (!c.parties.empty()) out.push_back(std::move(c));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const RolePhrase& a, const RolePhrase& b) { return a.head < b.head; });
  // The parties to what was told just before, the latest first, each code once.
  std::vector<std::string> seen;
  for (std::size_t i = index; i-- > 0;) {
    const Event& before = d.events[i];
    if (before.sentence + 3 < e.sentence) break;
    if (before.sentence == e.sentence || before.dropped) continue;
    for (const auto* list : {&before.actors, &before.recipients})
      for (const Participant& p : *list) {
        if (p.entity.code.empty() ||
            std::find(seen.begin(), seen.end(), p.entity.code) != seen.end() || seen.size() > 3)
          continue;
        seen.push_back(p.entity.code);
        RolePhrase c;
        c.head = p.head;
        c.parties = {p};
        c.earlier = true;
        c.earlier_role = fmt::format("{} {}", list == &before.actors ? "actor" : "recipient",
                                     e.sentence - before.sentence > 1 ? "two back" : "one back");
        out.push_back(std::move(c));
      }
  }
  const Describer describer(d, e, codebook);
  for (RolePhrase& c : out) {
    c.features = FeatureList(table);
    describer.describe(c);
  }
  RoleCandidates all;
  all.codes = by_code(out, name_of(e.type), table);
  all.phrases = std::move(out);
  return all;
}

void weigh_roles(Document& d, std::size_t index, const Codebook& codebook,
                 const Knowledge& knowledge, const LinearModel& model) {
  Event& e = d.events[index];
  if (model.empty() || e.dropped) return;
  const auto candidates = role_candidates(d, index, codebook, knowledge, &model);
  const bool meeting = codebook.frame(e.frame_id).reciprocal;
  std::vector<double> as_actor(candidates.codes.size(), 0);  // of those chosen
  for (const bool actor : {true, false}) {
    std::vector<Participant> chosen;
    std::string why;
    const double least_others = actor && meeting ? kLeastOthersMeeting : kLeastOthers;
    std::vector<double> likely;
    for (const RoleCandidate& c : candidates.codes)
      likely.push_back(c.features.probability(actor ? 0 : 1));
    const auto likeliest = std::max_element(likely.begin(), likely.end()) - likely.begin();
    for (std::size_t i = 0; i < likely.size(); ++i) {
      const RoleCandidate& c = candidates.codes[i];
      const double p = likely[i];
      const bool first = static_cast<std::ptrdiff_t>(i) == likeliest;
      const auto there = [&] {
        const double as_recipient = c.features.probability(1);
        return actor && meeting && as_recipient < kLeastLikeliest &&
               p + as_recipient > kLeastEither;
      };
      if (p < (first ? kLeastLikeliest : least_others) && !there()) continue;
      if (meeting && p < as_actor[i]) continue;
      if (actor) as_actor[i] = p;
      auto found = phrases_of(candidates, c, actor, e.trigger);
      why += fmt::format("{}{} {} {:.2f}", why.empty() ? "" : "; ", found.front().role, c.code, p);
      parties::add(chosen, std::move(found));
    }
    // Somebody of whom no code is known is weighed by nobody: the rules' word stands.
    for (Participant& p : actor ? e.actors : e.recipients)
      if (p.entity.code.empty()) parties::add(chosen, {p});
    if (!why.empty()) e.basis.emplace_back(actor ? "actor" : "recipient", why);
    (actor ? e.actors : e.recipients) = std::move(chosen);
  }
}

void find_participants(Document& d, const Codebook& codebook, const Knowledge& knowledge,
                       const LinearModel& weights) {
  for (std::size_t i = 0; i < d.events.size(); ++i) weigh_roles(d, i, codebook, knowledge, weights);
}

}  // namespace dragoman
