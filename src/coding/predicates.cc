// find_predicates: which words of the document are events, under which frame. Every token is looked
// up in the codebook; of the patterns whose constraints hold, the most specific wins. Triggers that
// lie inside another trigger ("launched" an "attack") are then merged.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::fillers;

using syntax::at;

bool same_lemma(const Document& d, TokenId t, WordId word) {
  const CodebookWords& w = d.codebook_words[static_cast<std::size_t>(t)];
  return w.lemma == word || w.lower == word;
}

// A name's lemma keeps its capitals.
std::string folded(std::string_view lemma) {
  std::string out(lemma);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// The codebook's numbers of all words.
void look_up_words(Document& d, const Codebook& book) {
  d.codebook_words.resize(d.tokens.size());
  for (std::size_t i = 0; i < d.tokens.size(); ++i) {
    const Token& t = d.tokens[i];
    CodebookWords& w = d.codebook_words[i];
    w.lower = book.word(t.lower);
    w.lemma = t.lemma == t.lower ? w.lower : book.word(t.lemma);
    const bool capitals =
        std::any_of(t.lemma.begin(), t.lemma.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    w.folded = capitals ? book.word(folded(t.lemma)) : w.lemma;
  }
}

class Matcher {
 public:
  Matcher(Document& document, const Codebook& codebook)
      : d_(document),
        book_(codebook),
        hyphen_(codebook.word("-")),
        filled_(2 * static_cast<std::size_t>(codebook.slot_count())),
        is_time_(document.tokens.size(), false) {
    for (const TimeExpression& time : document.times)
      for (TokenId t = time.tokens.begin; t < time.tokens.end; ++t)
        is_time_[static_cast<std::size_t>(t)] = true;
  }

  // The best pattern for a token, or nothing.
  const Pattern* best(TokenId token) {
    const Token& t = at(d_, token);
    // A participle before a noun ("Turkish-backed rebels", "the ousted leader") describes; it
    // does not tell.
    if (t.deprel == Deprel::amod && t.upos != Upos::ADJ) return nullptr;
    WordClass word_class;
    if (t.upos == Upos::VERB)
      word_class = WordClass::Verb;
    else if (t.upos == Upos::NOUN || t.upos == Upos::PROPN)
      word_class = WordClass::Noun;
    else if (t.upos == Upos::ADJ)
      word_class = WordClass::Adjective;
    else
      return nullptr;
    const Pattern* best = nullptr;
    if (word_class == WordClass::Verb && syntax::hyphenated(d_, token))  // "test-fired"
      best = try_all(token, book_.word(hyphenated_lemma(token)), word_class);
    const CodebookWords& words = d_.codebook_words[static_cast<std::size_t>(token)];
    if (!best) best = try_all(token, words.folded, word_class);
    // Participles are tagged as adjectives now and then, gerunds as nouns; the codebook decides.
    if (!best && word_class == WordClass::Adjective &&
        (t.lower.ends_with("ed") || t.lower.ends_with("n")) && has_subject(token))
      best = try_all(token, words.lemma, WordClass::Verb);
    return best;
  }

 private:
  std::string hyphenated_lemma(TokenId token) const {
    return fmt::format("{}-{}", at(d_, token - 2).lower, folded(at(d_, token).lemma));
  }

  bool has_subject(TokenId t) const {
    return syntax::has_child(d_, t, Deprel::nsubj) || syntax::has_child(d_, t, Deprel::nsubj_pass);
  }

  const Pattern* try_all(TokenId token, WordId lemma, WordClass word_class) {
    const Pattern* best = nullptr;
    int best_score = 0;
    ++turn_;
    for (const Pattern& p : book_.patterns(lemma, word_class)) {
      phrase_words_ = 0;
      const char* failed = matches(token, p);
      if (d_.tracing)
        d_.trace.push_back(fmt::format("{}: pattern '{}' of {} {}", d_.word(token), p.source,
                                       book_.frame(p.frame).id,
                                       failed ? std::string("rejected: ") + failed : "matches"));
      if (failed) continue;
      const int score = p.specificity + phrase_words_ + (p.negated ? 3 : 0);
      if (!best || score > best_score) {
        best = &p;
        best_score = score;
      }
    }
    return best;
  }

  // Null when the pattern holds, else what failed.
  const char* matches(TokenId token, const Pattern& p) {
    const auto n = static_cast<TokenId>(p.before.size());
    if (token < n) return "no room for the words before";
    for (TokenId i = 0; i < n; ++i)
      if (!same_lemma(d_, token - n + i, p.before[static_cast<std::size_t>(i)]))
        return "the words before differ";
    for (std::size_t i = 0; i < p.after.size(); ++i) {
      const TokenId next = token + 1 + static_cast<TokenId>(i);
      if (next >= static_cast<TokenId>(d_.tokens.size()) || !same_lemma(d_, next, p.after[i]))
        return "the words after differ";
    }
    if (p.negated && !syntax::negated(d_, token)) return "it is not negated";
    for (const Constraint& c : p.constraints)
      if (holds(token, p.word_class, c) == c.negated)
        return c.negated ? "an excluded constraint holds" : "a constraint fails";
    return nullptr;
  }

  bool holds(TokenId token, WordClass word_class, const Constraint& c) {
    const Filled& filled = filled_by(token, word_class, c);
    if (c.values.empty()) return filled.any;
    for (TokenId h : filled.heads)
      for (const Value& v : c.values)
        if (accepts(h, v)) return true;
    return false;
  }

  // What fills the slot of a constraint. The patterns of one word ask for the same slots again and
  // again: each is read from the tree once in a turn.
  struct Filled {
    int turn = 0;
    bool any = false;
    std::vector<TokenId> heads;  // and what is coordinated with them or held by them
  };
  const Filled& filled_by(TokenId token, WordClass word_class, const Constraint& c) {
    Filled& out = filled_[2 * static_cast<std::size_t>(c.slot_number) + (c.values.empty() ? 0 : 1)];
    if (out.turn == turn_) return out;
    out.turn = turn_;
    out.heads.clear();
    auto heads = fillers(d_, token, word_class, c.slot);
    // "launched a missile on Sunday" tells when, not on whom.
    if (c.slot.kind == SlotKind::Preposition && c.values.empty())
      std::erase_if(heads, [&](TokenId t) { return is_time_[static_cast<std::size_t>(t)]; });
    if (c.slot.kind == SlotKind::Preposition && heads.empty()) {  // "of ...ing" and bare adverbs
      for (TokenId child : d_.children(token))
        if (at(d_, child).lower == c.slot.preposition &&
            (at(d_, child).deprel == Deprel::advmod ||
             at(d_, child).deprel == Deprel::compound_prt))
          heads.push_back(child);
    }
    if (heads.empty() && word_class == WordClass::Verb) heads = hung_on_object(token, c);
    out.any = !heads.empty();
    if (!c.values.empty())
      for (TokenId head : heads)
        for (TokenId h : contents(syntax::coordinated(d_, head))) out.heads.push_back(h);
    return out;
  }

  // "thousands of soldiers", "a round of talks", "tonnes of food": what is counted stands for the
  // whole.
  std::vector<TokenId> contents(std::vector<TokenId> heads) const {
    for (std::size_t i = 0; i < heads.size() && i < 16; ++i) {
      for (TokenId inner : syntax::contents(d_, book_, heads[i])) heads.push_back(inner);
      // "summoned Ambassador Ranjit Rae": the title says what he is.
      if (at(d_, heads[i]).upos != Upos::PROPN) continue;
      for (TokenId c : d_.children(heads[i]))
        if (at(d_, c).deprel == Deprel::nmod_desc) heads.push_back(c);
    }
    return heads;
  }

  // "ordered ten diplomats to leave", "barred an envoy from entering", "relieved the minister of
  // his duties", "found the commander guilty": parsed as if the words after it told of the object.
  // A party that is the object has it done by the verb.
  std::vector<TokenId> hung_on_object(TokenId verb, const Constraint& c) {
    std::vector<TokenId> heads;
    const bool clause = c.slot.kind == SlotKind::Complement;
    if (!clause && c.slot.kind != SlotKind::Preposition) return heads;
    if (c.slot.preposition == "that" || c.slot.preposition == "must") return heads;
    const std::string_view word = clause ? "to" : std::string_view(c.slot.preposition);
    for (TokenId object : syntax::logical_object(d_, verb)) {
      if (object < verb || !is_sort(object, Value::Sort::Party)) continue;
      for (TokenId child : d_.children(object)) {
        const Token& t = at(d_, child);
        if (t.deprel == Deprel::acl && (t.xpos == Xpos::VB || t.xpos == Xpos::VBG)) {
          for (TokenId m : d_.children(child))
            if (at(d_, m).deprel == Deprel::mark && at(d_, m).lower == word) heads.push_back(child);
        } else if (clause && child > object && t.deprel == Deprel::amod && !c.values.empty()) {
          heads.push_back(child);
        } else if (!clause && t.deprel == Deprel::nmod && word == "of" &&
                   syntax::preposition_of(d_, child) == "of") {
          heads.push_back(child);
        }
      }
    }
    return heads;
  }

  bool stands(TokenId head, const Words& words) const {
    return syntax::phrase_at(d_, head, words) || modified_by(head, words);
  }

  // Longer phrases make a pattern more specific: "a joint naval exercise" is more than an exercise.
  void count(const Words& words) {
    const auto hyphens = std::count(words.begin(), words.end(), hyphen_);  // "cease - fire" is one
    phrase_words_ =
        std::max(phrase_words_, 2 * static_cast<int>(std::ssize(words) - 2 * hyphens - 1));
  }

  // "joint naval drill" is a joint drill: the words of a phrase need not touch.
  bool modified_by(TokenId head, const Words& words) const {
    if (words.size() != 2 || !same_lemma(d_, head, words[1])) return false;
    for (TokenId c : d_.children(head))
      if ((at(d_, c).deprel == Deprel::amod || at(d_, c).deprel == Deprel::compound) &&
          same_lemma(d_, c, words[0]))
        return true;
    return false;
  }

  // The first member of the class that stands there, or nothing.
  const Words* member_at(TokenId head, ClassId word_class) const {
    const auto members = book_.members(word_class);
    std::int32_t first = static_cast<std::int32_t>(members.size());
    syntax::each_word(d_, head, [&](WordId word) {
      for (const auto& m : book_.memberships(word, word_class))
        if (m.member < first && stands(head, members[static_cast<std::size_t>(m.member)]))
          first = m.member;
    });
    return first < std::ssize(members) ? &members[static_cast<std::size_t>(first)] : nullptr;
  }

  bool accepts(TokenId head, const Value& v) {
    switch (v.kind) {
      case Value::Kind::Lemma:
        if (!stands(head, v.words)) return false;
        count(v.words);
        return true;
      case Value::Kind::Class:
        if (const Words* member = member_at(head, v.word_class)) {
          count(*member);
          return true;
        }
        return false;
      case Value::Kind::Sector: {
        const MentionId m = d_.mention_headed_by(head);
        if (m == kNone) return false;
        for (const Entity& e : d_.mentions[static_cast<std::size_t>(m)].entities)
          if (e.sector.intersects(v.sectors)) return true;
        return false;
      }
      case Value::Kind::Code: {
        const MentionId m = d_.mention_headed_by(head);
        if (m == kNone) return false;
        const auto& entities = d_.mentions[static_cast<std::size_t>(m)].entities;
        return std::any_of(entities.begin(), entities.end(),
                           [&](const Entity& e) { return e.code == v.name; });
      }
      case Value::Kind::Any:
        return is_sort(head, v.sort);
    }
    return false;
  }

  bool is_sort(TokenId head, Value::Sort sort) {
    const MentionId m = d_.mention_headed_by(head);
    const auto* mention = m == kNone ? nullptr : &d_.mentions[static_cast<std::size_t>(m)];
    switch (sort) {
      case Value::Sort::Party:
        if (at(d_, head).upos == Upos::PRON)
          return at(d_, head).lower != "it" || (mention && !mention->entities.empty());
        return (mention && !mention->entities.empty()) || at(d_, head).name != NameType::None;
      case Value::Sort::Country:
        if (!mention) return false;
        for (const Entity& e : mention->entities)
          if (e.basis.starts_with("country") && e.basis.find("owns it") == std::string::npos)
            return true;
        return false;
      case Value::Sort::Person:
        return at(d_, head).name == NameType::Person ||
               (mention && mention->type == NameType::Person) ||
               (at(d_, head).upos == Upos::PRON && at(d_, head).lower != "it");
      case Value::Sort::Place:
        if (at(d_, head).name == NameType::Location) return true;
        return std::any_of(d_.toponyms.begin(), d_.toponyms.end(),
                           [&](const Toponym& t) { return t.tokens.contains(head); });
      case Value::Sort::Organisation:
        return at(d_, head).name == NameType::Organisation;
      case Value::Sort::Parties:
        return several_parties(head, mention);
    }
    return false;
  }

  // "Japan and India", "Chinese and Russian troops", "the two countries".
  bool several_parties(TokenId head, const Mention* mention) const {
    std::set<std::string> codes;
    for (TokenId h : syntax::coordinated(d_, head))
      if (const MentionId m = d_.mention_headed_by(h); m != kNone)
        for (const Entity& e : d_.mentions[static_cast<std::size_t>(m)].entities)
          codes.insert(e.code);
    if (mention)
      for (const Entity& e : mention->entities) codes.insert(e.code);
    codes.erase("");
    return codes.size() > 1;
  }

  Document& d_;
  const Codebook& book_;
  const WordId hyphen_;
  int turn_ = 0;                // of try_all
  std::vector<Filled> filled_;  // by number of the slot, without and with values
  std::vector<bool> is_time_;   // by token
  int phrase_words_ = 0;  // of the pattern being tried: words beyond the first that phrases matched
};

// The tokens that the record shows as the trigger: the predicate with its particle and, for light
// verbs, its constrained object.
void set_trigger_range(const Document& d, Event& e, const Pattern& p) {
  TokenId begin = e.trigger - static_cast<TokenId>(p.before.size());
  TokenId end = e.trigger + 1 + static_cast<TokenId>(p.after.size());
  for (const Constraint& c : p.constraints) {
    if (c.negated) continue;
    if (c.slot.kind == SlotKind::Particle ||
        (c.slot.kind == SlotKind::Object && !c.values.empty() &&
         syntax::is_light_verb(at(d, e.trigger).lemma)))
      for (TokenId f : fillers(d, e.trigger, p.word_class, c.slot))
        if (f >= end && f - end < 6) end = f + 1;
  }
  e.trigger_begin = begin;
  e.trigger_end = end;
}

// The lemmatiser knows endings, not words: "rebuked" may come out as "rebuk", "rioting" as "riote",
// "bases" as "basis". Where the codebook has no such word but has one of which the form is an
// inflection, it is that.
void mend_lemmas(Document& d, const Codebook& book) {
  for (std::size_t i = 0; i < d.tokens.size(); ++i) {
    Token& t = d.tokens[i];
    const bool verb = t.upos == Upos::VERB;
    if (!verb && t.xpos != Xpos::NNS) continue;
    const auto known = [&](WordId lemma) {
      return verb ? !book.patterns(lemma, WordClass::Verb).empty() : book.names(lemma);
    };
    CodebookWords& words = d.codebook_words[i];
    if (known(words.lemma)) continue;
    for (const std::string_view ending : {"ies", "ied", "ed", "ing", "s"}) {
      if (!t.lower.ends_with(ending) || t.lower.size() < ending.size() + 3) continue;
      const std::string stem(t.lower.substr(0, t.lower.size() - ending.size()));
      std::vector<std::string> lemmas = {stem, stem + 'e'};
      if (ending.starts_with('i')) lemmas = {stem + 'y', stem, stem + 'e', stem + "ie"};
      if (stem.back() == stem[stem.size() - 2] || stem.ends_with("e"))
        lemmas.push_back(stem.substr(0, stem.size() - 1));
      const auto found = std::find_if(lemmas.begin(), lemmas.end(),
                                      [&](const std::string& l) { return known(book.word(l)); });
      if (found == lemmas.end()) continue;
      t.lemma = d.keep(*found);
      words.lemma = words.folded = book.word(*found);
      break;
    }
  }
}

// "broke up a sit-in by students": what the verb is done to is an act of somebody else, and of
// another kind, and stands for itself. Where the verb takes up the act under it (a request, a
// refusal) it does not.
bool stands_for_itself(const Document& d, const Codebook& book, TokenId noun,
                       const Pattern& of_noun, const Pattern& of_verb) {
  const Frame& outer = book.frame(of_verb.frame);
  const Frame& inner = book.frame(of_noun.frame);
  if (outer.toward != Frame::TowardRule::None || outer.type == inner.type || !inner.is_event ||
      syntax::is_light_verb(of_verb.lemma))
    return false;
  for (TokenId c : d.children(noun))
    if (at(d, c).deprel == Deprel::nmod_poss ||
        (at(d, c).deprel == Deprel::nmod && syntax::preposition_of(d, c) == "by"))
      return true;
  return false;
}

// Whether the document reports a game ("Italy launched a series of attacks").
bool is_of_sport(const Document& d, const Codebook& book) {
  const ClassId sport = book.class_id("sport_word");
  std::vector<std::int32_t> found;  // three of its members, wherever they stand
  for (TokenId t = 0; t < static_cast<TokenId>(d.tokens.size()) && found.size() < 3; ++t)
    syntax::each_word(d, t, [&](WordId word) {
      for (const auto& m : book.memberships(word, sport)) {
        const Words& words = book.members(sport)[static_cast<std::size_t>(m.member)];
        if (std::find(found.begin(), found.end(), m.member) == found.end() &&
            same_lemma(d, t, words.back()) && syntax::phrase_at(d, t, words))
          found.push_back(m.member);
      }
    });
  return found.size() >= 3;
}

// What players do to each other sounds like conflict.
bool sounds_of_conflict(EventType type) {
  return type == EventType::ASSAULT || type == EventType::THREATEN || type == EventType::REJECT ||
         type == EventType::SANCTION || type == EventType::COERCE || type == EventType::PROTEST;
}

}  // namespace

void find_predicates(Document& d, const Codebook& codebook) {
  look_up_words(d, codebook);
  mend_lemmas(d, codebook);
  Matcher matcher(d, codebook);
  const bool only_titles = std::none_of(d.blocks.begin(), d.blocks.end(), [](const Block& b) {
    return b.kind == BlockKind::Paragraph;
  });
  std::vector<const Pattern*> chosen(d.tokens.size(), nullptr);
  for (std::size_t s = 0; s < d.sentences.size(); ++s) {
    const Sentence& sentence = d.sentences[s];
    const BlockKind kind = d.blocks[static_cast<std::size_t>(sentence.block)].kind;
    if (kind != BlockKind::Paragraph && kind != BlockKind::Caption &&
        !(only_titles && kind == BlockKind::Title))
      continue;
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t)
      chosen[static_cast<std::size_t>(t)] = matcher.best(t);
  }
  // A noun that is the object of a light verb whose own pattern names it belongs to that verb.
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Pattern* p = chosen[i];
    if (!p || p->word_class != WordClass::Verb) continue;
    for (const Constraint& c : p->constraints) {
      if (c.negated || c.values.empty()) continue;
      if (c.slot.kind != SlotKind::Object && c.slot.kind != SlotKind::Preposition &&
          c.slot.kind != SlotKind::Subject)
        continue;
      for (TokenId f : fillers(d, static_cast<TokenId>(i), WordClass::Verb, c.slot))
        for (TokenId h : syntax::coordinated(d, f)) {
          std::vector<TokenId> named = syntax::contents(d, codebook, h);  // "a round of talks"
          named.push_back(h);
          for (TokenId n : named)
            if (const Pattern*& noun = chosen[static_cast<std::size_t>(n)];
                noun && noun->word_class == WordClass::Noun &&
                !stands_for_itself(d, codebook, n, *noun, *p))
              noun = nullptr;
        }
    }
  }
  // "flew to Oslo for talks", "a visit for talks": one meeting, told by its journey.
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Pattern* p = chosen[i];
    const TokenId t = static_cast<TokenId>(i);
    if (!p || p->word_class != WordClass::Noun || syntax::preposition_of(d, t) != "for") continue;
    if (codebook.frame(p->frame).type != EventType::CONSULT) continue;
    TokenId up = at(d, t).head;
    for (int steps = 0; up != kNone && steps < 3; ++steps, up = at(d, up).head) {
      const Pattern* above = chosen[static_cast<std::size_t>(up)];
      if (above && codebook.frame(above->frame).type == EventType::CONSULT) {
        chosen[i] = nullptr;
        break;
      }
      if (at(d, up).upos == Upos::VERB) break;
    }
  }
  const bool sport = is_of_sport(d, codebook);
  const ClassId unsporting = codebook.class_id("unsporting_word");
  const auto in_play = [&](const Sentence& sentence) {
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t)
      if (codebook.in_class(unsporting, d.codebook_words[static_cast<std::size_t>(t)].lemma))
        return false;
    return true;
  };
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Pattern* p = chosen[i];
    if (!p) continue;
    const Frame& frame = codebook.frame(p->frame);
    if (!frame.is_event) continue;
    if (sport && sounds_of_conflict(frame.type) &&
        in_play(d.sentences[static_cast<std::size_t>(d.tokens[i].sentence)]))
      continue;
    Event e;
    e.trigger = static_cast<TokenId>(i);
    e.sentence = d.tokens[i].sentence;
    e.frame = frame.id;
    e.type = frame.type;
    e.modes = frame.modes;
    e.contexts = frame.contexts;
    e.cameo = frame.cameo;
    set_trigger_range(d, e, *p);
    e.basis.emplace_back("type", fmt::format("frame {} ({}:{}), pattern '{}'", frame.id, frame.file,
                                             frame.line, p->source));
    e.frame_id = p->frame;
    d.events.push_back(std::move(e));
  }
}

}  // namespace dragoman
