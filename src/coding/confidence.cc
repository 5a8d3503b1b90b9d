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
  add(fmt::format("frame {}", e.frame));
  add(fmt::format("type {}", type));
  add(fmt::format("type {} & {}", type, form));
  add(fmt::format("word {} & {}", t.lemma, type));
  add(fmt::format("frame {} & {}", e.frame, form));
  add(fmt::format("{} as {}", form, name_of(t.deprel)));
  add(fmt::format("{} as {} & {}", form, name_of(t.deprel), type));
  add(fmt::format("tag {}", name_of(t.xpos)));
  if (noun) {
    add(fmt::format("noun {}", determiner(d, e.trigger)));
    add(fmt::format("noun {} & {}", determiner(d, e.trigger), type));
    const auto preposition = syntax::preposition_of(d, e.trigger);
    if (!preposition.empty()) add(fmt::format("noun after {}", preposition));
    const bool plural = t.xpos == Xpos::NNS;
    add(plural ? "noun plural" : "noun singular");
  } else {
    add(syntax::is_passive(d, e.trigger) ? "passive" : "active");
  }
  if (e.trigger_end - e.trigger_begin > 1) add("several words");
  if (e.doubt) {
    add(fmt::format("doubt {}", e.doubt));
    add(fmt::format("doubt {} & {}", e.doubt, type));
    add(fmt::format("doubt {} & {}", e.doubt, form));
    add(fmt::format("doubt {} & frame {}", e.doubt, e.frame));
  } else {
    add("no doubt");
  }
  for (const bool actor : {true, false}) {
    const auto& list = actor ? e.actors : e.recipients;
    const char* role = actor ? "actor" : "recipient";
    const char* count = list.empty() ? "no" : list.size() == 1 ? "one" : "several";
    add(fmt::format("{} {}", count, role));
    add(fmt::format("{} {} & {}", count, role, type));
    add(fmt::format("{} {} & {}", count, role, form));
    if (list.empty()) continue;
    const Entity& first = list.front().entity;
    add(fmt::format("{} known by {}", role, parties::known_by(first)));
    add(fmt::format("{} {}", role, first.mention));
    add(fmt::format("{} by {}", role, list.front().role));
    for (Sector s : first.sector.list()) {
      add(fmt::format("{} {}", role, name_of(s)));
      add(fmt::format("{} {} & {}", role, name_of(s), type));
    }
    if (first.sector.empty()) add(fmt::format("{} without sector", role));
    if (first.code.empty()) add(fmt::format("{} without code", role));
    if (list.front().head >= 0 && at(d, list.front().head).sentence != e.sentence)
      add(fmt::format("{} of another sentence", role));
  }
  if (shares_code(e.actors, e.recipients)) {
    add("one code on both sides");
    add(fmt::format("one code on both sides & {}", type));
  }
  for (const auto status : e.status.list()) {
    add(fmt::format("status {}", status));
    add(fmt::format("status {} & {}", status, type));
  }
  add(fmt::format("date by {}", e.date.range ? e.date.basis : "nothing"));
  if (e.toward) add("toward an act");
  const Sentence& s = d.sentences[static_cast<std::size_t>(e.sentence)];
  if (s.quoted) add("quoted");
  for (const auto& [topic, degree] :
       {std::pair("business", topics.business), std::pair("sport", topics.sport),
        std::pair("arts", topics.arts)})
    for (int i = 1; i <= degree; ++i) {
      add(fmt::format("{} at least {}", topic, i));
      add(fmt::format("{} at least {} & {}", topic, i, type));
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
  add(fmt::format("{} & {}", before, form));
  add(fmt::format("{} & {}", before, type));
  if (noun) add(fmt::format("{} & noun {}", before, determiner(d, e.trigger)));
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
            add(fmt::format("under another of its type & {}", type));
            break;
          }
      }
    }
    if (std::abs(d.events[i].sentence - e.sentence) <= 2) ++near;
  }
  add(fmt::format("{} beside it", std::min(same_sentence, 4)));
  if (same_type) {
    add("another of its type beside it");
    add(fmt::format("another of its type beside it & {}", form));
  }
  add(fmt::format("{} about it", std::min(near, 8) / 2));
  add(fmt::format("sentence {}", std::min(e.sentence, 4)));
  int depth = 0;
  for (TokenId up = t.head; up != kNone && depth < 6; up = at(d, up).head) ++depth;
  add(fmt::format("depth {}", depth));
  if (t.head != kNone && (t.deprel == Deprel::ccomp || t.deprel == Deprel::xcomp ||
                          t.deprel == Deprel::obj || t.deprel == Deprel::advcl))
    add(fmt::format("under {}", at(d, t.head).lemma));
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
