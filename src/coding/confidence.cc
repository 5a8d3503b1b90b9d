#include "coding/confidence.h"

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

FeaturePart determiner(const Document& d, TokenId noun) {
  for (TokenId c : d.children(noun)) {
    if (at(d, c).deprel == Deprel::nmod_poss) return "owned";
    if (at(d, c).deprel != Deprel::det) continue;
    const auto w = at(d, c).lower;
    return w == "the"                   ? FeaturePart("the")
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
  const FeaturePart type = name_of(e.type), frame = e.frame;
  FeatureList out(table);
  const bool noun = t.upos == Upos::NOUN || t.upos == Upos::PROPN;
  const FeaturePart form = noun                   ? FeaturePart("noun")
                           : t.upos == Upos::VERB ? FeaturePart("verb")
                                                  : "other";
  out.say({"frame ", frame});
  out.say({"type ", type});
  out.say({"type ", type, " & ", form});
  out.say({"word ", t.lemma, " & ", type});
  out.say({"frame ", frame, " & ", form});
  const FeaturePart as = out.join({form, " as ", name_of(t.deprel)});
  out.say({as});
  out.say({as, " & ", type});
  out.say({"tag ", name_of(t.xpos)});
  if (noun) {
    out.say({"noun ", determiner(d, e.trigger)});
    out.say({"noun ", determiner(d, e.trigger), " & ", type});
    const auto preposition = syntax::preposition_of(d, e.trigger);
    if (!preposition.empty()) out.say({"noun after ", preposition});
    const bool plural = t.xpos == Xpos::NNS;
    out.say({plural ? FeaturePart("noun plural") : "noun singular"});
  } else {
    out.say({syntax::is_passive(d, e.trigger) ? FeaturePart("passive") : "active"});
  }
  if (e.trigger_end - e.trigger_begin > 1) out.say({"several words"});
  if (e.doubt) {
    const FeaturePart doubt = out.join({"doubt ", e.doubt});
    out.say({doubt});
    out.say({doubt, " & ", type});
    out.say({doubt, " & ", form});
    out.say({doubt, " & frame ", frame});
  } else {
    out.say({"no doubt"});
  }
  for (const bool actor : {true, false}) {
    const auto& list = actor ? e.actors : e.recipients;
    const FeaturePart role = actor ? FeaturePart("actor") : "recipient";
    const FeaturePart count = out.join({list.empty()       ? FeaturePart("no ")
                                        : list.size() == 1 ? FeaturePart("one ")
                                                           : "several ",
                                        role});
    out.say({count});
    out.say({count, " & ", type});
    out.say({count, " & ", form});
    if (list.empty()) continue;
    const Entity& first = list.front().entity;
    out.say({role, " known by ", parties::known_by(first)});
    out.say({role, " ", first.mention});
    out.say({role, " by ", list.front().role});
    for (Sector s : first.sector.list()) {
      const FeaturePart sector = out.join({role, " ", name_of(s)});
      out.say({sector});
      out.say({sector, " & ", type});
    }
    if (first.sector.empty()) out.say({role, " without sector"});
    if (first.code.empty()) out.say({role, " without code"});
    if (list.front().head >= 0 && at(d, list.front().head).sentence != e.sentence)
      out.say({role, " of another sentence"});
  }
  if (shares_code(e.actors, e.recipients)) {
    out.say({"one code on both sides"});
    out.say({"one code on both sides & ", type});
  }
  for (const auto status : e.status.list()) {
    out.say({"status ", status});
    out.say({"status ", status, " & ", type});
  }
  out.say({"date by ", e.date.range ? e.date.basis : "nothing"});
  if (e.toward) out.say({"toward an act"});
  const Sentence& s = d.sentences[static_cast<std::size_t>(e.sentence)];
  if (s.quoted) out.say({"quoted"});
  for (const auto& [topic, degree] : {std::pair(FeaturePart("business at least "), topics.business),
                                      std::pair(FeaturePart("sport at least "), topics.sport),
                                      std::pair(FeaturePart("arts at least "), topics.arts)})
    for (int i = 1; i <= degree; ++i) {
      out.say({topic, FeaturePart::figure(i)});
      out.say({topic, FeaturePart::figure(i), " & ", type});
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
  const FeaturePart before = word_before      ? FeaturePart("told before with its word")
                             : parties_before ? FeaturePart("told before with its parties")
                             : type_before    ? FeaturePart("its type told before")
                                              : "first of its type";
  out.say({before});
  out.say({before, " & ", form});
  out.say({before, " & ", type});
  if (noun) out.say({before, " & noun ", determiner(d, e.trigger)});
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
            out.say({"under another of its type"});
            out.say({"under another of its type & ", type});
            break;
          }
      }
    }
    if (std::abs(d.events[i].sentence - e.sentence) <= 2) ++near;
  }
  out.say({FeaturePart::figure(std::min(same_sentence, 4)), " beside it"});
  if (same_type) {
    out.say({"another of its type beside it"});
    out.say({"another of its type beside it & ", form});
  }
  out.say({FeaturePart::figure(std::min(near, 8) / 2), " about it"});
  out.say({"sentence ", FeaturePart::figure(std::min(e.sentence, 4))});
  int depth = 0;
  for (TokenId up = t.head; up != kNone && depth < 6; up = at(d, up).head) ++depth;
  out.say({"depth ", FeaturePart::figure(depth)});
  if (t.head != kNone && (t.deprel == Deprel::ccomp || t.deprel == Deprel::xcomp ||
                          t.deprel == Deprel::obj || t.deprel == Deprel::advcl))
    out.say({"under ", at(d, t.head).lemma});
  return out;
}

TopicWords::TopicWords(const Codebook& codebook) : words_(codebook.word_count()) {
  const auto mark = [&](std::string_view name, bool About::*topic) {
    for (const Words& member : codebook.members(codebook.class_id(name)))
      if (member.size() == 1) words_[static_cast<std::size_t>(member[0])].*topic = true;
  };
  mark("topic-business", &About::business);
  mark("topic-sport", &About::sport);
  mark("topic-arts", &About::arts);
}

Topics TopicWords::of(const Document& d) const {
  int business = 0, sport = 0, arts = 0;
  for (std::size_t t = 0; t < d.codebook_words.size(); ++t) {
    const Upos tag = d.tokens[t].upos;
    const WordId lemma = d.codebook_words[t].lemma;
    if (lemma < 0 || (tag != Upos::NOUN && tag != Upos::VERB && tag != Upos::PROPN)) continue;
    const About& about = words_[static_cast<std::size_t>(lemma)];
    business += about.business;
    sport += about.sport;
    arts += about.arts;
  }
  const auto step = [&](int count) {
    if (count < 2) return 0;
    const double share = 100.0 * count / static_cast<double>(d.tokens.size());
    return share < 0.7 ? 1 : share < 1.5 ? 2 : share < 3 ? 3 : 4;
  };
  return {step(business), step(sport), step(arts)};
}

}  // namespace dragoman
