#include "coding/confidence.h"

#include <fmt/format.h>

#include <algorithm>

#include "coding/parties.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

bool shares_code(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
    return !p.entity.code.empty() && std::any_of(b.begin(), b.end(), [&](const Participant& q) {
      return q.entity.code == p.entity.code;
    });
  });
}

const char* determiner(const Document& d, TokenId noun) {
  for (TokenId c : d.children(noun)) {
    if (at(d, c).deprel == Deprel::nmod_poss) return "owned";
    if (at(d, c).deprel != Deprel::det) continue;
    const auto w = at(d, c).lower;
    return w == "the"                   ? "the"
           : w == "a" || w == "an"      ? "a"
           : w == "this" || w == "that" ? "this"
           : w == "no"                  ? "no"
                                        : "other determiner";
  }
  return "bare";
}

}  // namespace

FeatureList confidence_features(const Document& d, std::size_t index, const Topics& topics,
                                const LinearModel* table) {
  const Event& e = d.events[index];
  const Token& t = at(d, e.trigger);
  const auto type = name_of(e.type);
  FeatureList out(table);
  const auto add = [&](std::string_view f) { out.push_back(f); };
  const bool noun = t.upos == Upos::NOUN || t.upos == Upos::PROPN;
  const char* form = noun ? "noun" : t.upos == Upos::VERB ? "verb" : "other";
  out.say("frame {}", e.frame);
  out.say("type {}", type);
  out.say("type {} & {}", type, form);
  out.say("word {} & {}", t.lemma, type);
  out.say("frame {} & {}", e.frame, form);
  out.say("{} as {}", form, name_of(t.deprel));
  out.say("{} as {} & {}", form, name_of(t.deprel), type);
  out.say("tag {}", name_of(t.xpos));
  if (noun) {
    out.say("noun {}", determiner(d, e.trigger));
    out.say("noun {} & {}", determiner(d, e.trigger), type);
    const auto preposition = syntax::preposition_of(d, e.trigger);
    if (!preposition.empty()) out.say("noun after {}", preposition);
    const bool plural = t.xpos == Xpos::NNS;
    add(plural ? "noun plural" : "noun singular");
  } else {
    add(syntax::is_passive(d, e.trigger) ? "passive" : "active");
  }
  if (e.trigger_end - e.trigger_begin > 1) add("several words");
  if (e.doubt) {
    out.say("doubt {}", e.doubt);
    out.say("doubt {} & {}", e.doubt, type);
    out.say("doubt {} & {}", e.doubt, form);
    out.say("doubt {} & frame {}", e.doubt, e.frame);
  } else {
    add("no doubt");
  }
  for (const bool actor : {true, false}) {
    const auto& list = actor ? e.actors : e.recipients;
    const char* role = actor ? "actor" : "recipient";
    const char* count = list.empty() ? "no" : list.size() == 1 ? "one" : "several";
    out.say("{} {}", count, role);
    out.say("{} {} & {}", count, role, type);
    out.say("{} {} & {}", count, role, form);
    if (list.empty()) continue;
    const Entity& first = list.front().entity;
    out.say("{} known by {}", role, parties::known_by(first));
    out.say("{} {}", role, first.mention);
    out.say("{} by {}", role, list.front().role);
    for (Sector s : first.sector.list()) {
      out.say("{} {}", role, name_of(s));
      out.say("{} {} & {}", role, name_of(s), type);
    }
    if (first.sector.empty()) out.say("{} without sector", role);
    if (first.code.empty()) out.say("{} without code", role);
    if (list.front().head >= 0 && at(d, list.front().head).sentence != e.sentence)
      out.say("{} of another sentence", role);
  }
  if (shares_code(e.actors, e.recipients)) {
    add("one code on both sides");
    out.say("one code on both sides & {}", type);
  }
  for (const auto status : e.status.list()) {
    out.say("status {}", status);
    out.say("status {} & {}", status, type);
  }
  out.say("date by {}", e.date.range ? e.date.basis : "nothing");
  if (e.toward) add("toward an act");
  const Sentence& s = d.sentences[static_cast<std::size_t>(e.sentence)];
  if (s.quoted) add("quoted");
  for (const auto& [topic, degree] :
       {std::pair("business", topics.business), std::pair("sport", topics.sport),
        std::pair("arts", topics.arts)})
    for (int i = 1; i <= degree; ++i) {
      out.say("{} at least {}", topic, i);
      out.say("{} at least {} & {}", topic, i, type);
    }
  // What was told before is told again more often than it happens again.
  bool type_before = false, parties_before = false, word_before = false;
  for (std::size_t i = 0; i < index; ++i) {
    const Event& b = d.events[i];
    if (b.dropped || b.type != e.type) continue;
    type_before = true;
    const bool actors = e.actors.empty() || b.actors.empty() || shares_code(e.actors, b.actors);
    const bool recipients =
        e.recipients.empty() || b.recipients.empty() || shares_code(e.recipients, b.recipients);
    if (!actors || !recipients) continue;
    parties_before = true;
    word_before |= at(d, b.trigger).lemma == t.lemma;
  }
  const char* before = word_before      ? "told before with its word"
                       : parties_before ? "told before with its parties"
                       : type_before    ? "its type told before"
                                        : "first of its type";
  add(before);
  out.say("{} & {}", before, form);
  out.say("{} & {}", before, type);
  if (noun) out.say("{} & noun {}", before, determiner(d, e.trigger));
  int same_sentence = 0, same_type = 0, near = 0;
  for (std::size_t i = 0; i < d.events.size(); ++i) {
    if (i == index || d.events[i].dropped) continue;
    if (d.events[i].sentence == e.sentence) {
      ++same_sentence;
      if (d.events[i].type == e.type) {
        ++same_type;
        const TokenId other = d.events[i].trigger;
        for (TokenId up = at(d, e.trigger).head; up != kNone; up = at(d, up).head)
          if (up == other) {
            add("under another of its type");
            out.say("under another of its type & {}", type);
            break;
          }
      }
    }
    if (std::abs(d.events[i].sentence - e.sentence) <= 2) ++near;
  }
  out.say("{} beside it", std::min(same_sentence, 4));
  if (same_type) {
    add("another of its type beside it");
    out.say("another of its type beside it & {}", form);
  }
  out.say("{} about it", std::min(near, 8) / 2);
  out.say("sentence {}", std::min(e.sentence, 4));
  int depth = 0;
  for (TokenId up = t.head; up != kNone && depth < 6; up = at(d, up).head) ++depth;
  out.say("depth {}", depth);
  if (t.head != kNone && (t.deprel == Deprel::ccomp || t.deprel == Deprel::xcomp ||
                          t.deprel == Deprel::obj || t.deprel == Deprel::advcl))
    out.say("under {}", at(d, t.head).lemma);
  return out;
}

TopicWords::TopicWords(const Codebook& codebook)
    : business_(codebook.words_of_class("topic-business")),
      sport_(codebook.words_of_class("topic-sport")),
      arts_(codebook.words_of_class("topic-arts")) {}

Topics TopicWords::of(const Document& d) const {
  int business = 0, sport = 0, arts = 0;
  for (const Token& t : d.tokens) {
    if (t.upos != Upos::NOUN && t.upos != Upos::VERB && t.upos != Upos::PROPN) continue;
    business += business_.contains(t.lemma);
    sport += sport_.contains(t.lemma);
    arts += arts_.contains(t.lemma);
  }
  const auto step = [&](int count) {
    if (count < 2) return 0;
    const double share = 100.0 * count / static_cast<double>(d.tokens.size());
    return share < 0.7 ? 1 : share < 1.5 ? 2 : share < 3 ? 3 : 4;
  };
  return {step(business), step(sport), step(arts)};
}

}  // namespace dragoman
