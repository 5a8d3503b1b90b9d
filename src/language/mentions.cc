#include <algorithm>
#include <vector>

#include "language/characters.h"
#include "language/coreference.h"
#include "language/noun_types.h"
#include "language/stages.h"

namespace dragoman {
namespace {

// What a dependent is to the phrase of its head.
enum class Part : std::uint8_t {
  Inside,   // belongs to the phrase
  Outside,  // ends the phrase where it stands: an apposition, a further conjunct
};

bool is_nominal(Upos upos) {
  return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON;
}

// A predicate nominal ("is a minister") and a clause share one head: then only what stands in a
// plain noun phrase too belongs to it.
Part part_of(Deprel relation, bool predicate) {
  switch (relation) {
    case Deprel::appos:
    case Deprel::conj:
    case Deprel::cc:
    case Deprel::cas:
    case Deprel::parataxis:
    case Deprel::discourse:
    case Deprel::dislocated:
    case Deprel::vocative:
    case Deprel::list:
    case Deprel::orphan:
    case Deprel::reparandum:
    case Deprel::punct:
    case Deprel::mark:
    case Deprel::cop:
    case Deprel::aux:
    case Deprel::aux_pass:
    case Deprel::nsubj:
    case Deprel::nsubj_outer:
    case Deprel::nsubj_pass:
    case Deprel::csubj:
    case Deprel::csubj_outer:
    case Deprel::csubj_pass:
    case Deprel::expl:
    case Deprel::root:
    case Deprel::cc_preconj:
      return Part::Outside;
    case Deprel::advmod:
    case Deprel::advcl:
    case Deprel::obl:
    case Deprel::obl_unmarked:
    case Deprel::ccomp:
    case Deprel::xcomp:
    case Deprel::dep:
    case Deprel::obj:
    case Deprel::iobj:
      return predicate ? Part::Outside : Part::Inside;
    default:
      return Part::Inside;
  }
}

class Finder {
 public:
  explicit Finder(Document& document) : document_(document), tokens_(document.tokens) {}

  void run() {
    document_.mentions.clear();
    document_.chains.clear();
    name_of_.assign(tokens_.size(), kNone);
    for (std::size_t n = 0; n < document_.names.size(); ++n)
      for (TokenId t = document_.names[n].tokens.begin; t < document_.names[n].tokens.end; ++t)
        name_of_[t] = static_cast<std::int32_t>(n);
    for (const Sentence& sentence : document_.sentences) find_in(sentence);
  }

 private:
  // The phrase of every head of the sentence at once: each token is handed up its line of heads as
  // long as it belongs to their phrases, and bounds those where it does not.
  void find_in(const Sentence& sentence) {
    const TokenId base = sentence.tokens.begin;
    const auto size = static_cast<std::size_t>(sentence.tokens.size());
    phrase_.resize(size);
    predicate_.assign(size, false);
    conjuncts_.assign(size, kNone);
    for (TokenId t = base; t < sentence.tokens.end; ++t) {
      phrase_[t - base] = {t, t + 1, base, sentence.tokens.end};
      const Token& token = tokens_[t];
      if (token.head == kNone) continue;
      if (token.deprel == Deprel::cop || token.deprel == Deprel::nsubj)
        predicate_[token.head - base] = true;
      if (token.deprel == Deprel::conj && (is_nominal(token.upos) || token.upos == Upos::NUM))
        conjuncts_[token.head - base] = t;
    }
    for (TokenId t = base; t < sentence.tokens.end; ++t) {
      if (tokens_[t].deprel == Deprel::punct) continue;
      TokenId low = t;
      for (int steps = 0; tokens_[low].head != kNone && steps < 64; ++steps) {
        const TokenId head = tokens_[low].head;
        Phrase& phrase = phrase_[head - base];
        if (part_of(tokens_[low].deprel, predicate_[head - base]) == Part::Inside) {
          phrase.begin = std::min(phrase.begin, t);
          phrase.end = std::max(phrase.end, t + 1);
        } else if (t > head) {
          phrase.limit_end = std::min(phrase.limit_end, t);
        } else {
          phrase.limit_begin = std::max(phrase.limit_begin, t + 1);
        }
        low = head;
      }
    }
    for (TokenId t = base; t < sentence.tokens.end; ++t) {
      if (!denotes(t)) continue;
      add(t, bounded(phrase_[t - base]));
      if (conjuncts_[t - base] != kNone && tokens_[t].deprel != Deprel::conj)
        add_coordination(t, base);
    }
  }

  struct Phrase {
    TokenId begin, end, limit_begin, limit_end;
  };

  TokenRange bounded(const Phrase& phrase) const {
    TokenRange range{std::max(phrase.begin, phrase.limit_begin),
                     std::min(phrase.end, phrase.limit_end)};
    while (range.size() > 1 && tokens_[range.end - 1].upos == Upos::PUNCT && !closes_bracket(range))
      --range.end;
    // A preposition or joining word that the parse hung deeper than the head.
    const auto leads = [](Upos upos) {
      return upos == Upos::PUNCT || upos == Upos::ADP || upos == Upos::CCONJ || upos == Upos::SCONJ;
    };
    while (range.size() > 1 && leads(tokens_[range.begin].upos)) ++range.begin;
    return range;
  }

  bool closes_bracket(TokenRange range) const {
    if (tokens_[range.end - 1].xpos != Xpos::RRB) return false;
    for (TokenId t = range.begin; t < range.end; ++t)
      if (tokens_[t].xpos == Xpos::LRB) return true;
    return false;
  }

  // Whether t heads a phrase that may denote somebody or something that can be referred to again.
  bool denotes(TokenId t) const {
    const Token& token = tokens_[t];
    switch (token.deprel) {
      case Deprel::flat:
      case Deprel::fixed:
      case Deprel::goeswith:
      case Deprel::cas:
      case Deprel::cc:
      case Deprel::nmod_desc:
      case Deprel::expl:
      case Deprel::punct:
      case Deprel::reparandum:
      case Deprel::discourse:
      case Deprel::cc_preconj:
        return false;
      case Deprel::compound:
      case Deprel::amod:
        return token.upos == Upos::PROPN && names_alone(t);
      default:
        break;
    }
    switch (token.upos) {
      case Upos::PROPN:
        return noun_type(token.lower) != NounType::Time || document_.text_of(token) == "May";
      case Upos::NOUN:
        return noun_type(token.lemma.empty() ? token.lower : token.lemma) != NounType::Time;
      case Upos::PRON:
        return pronoun_denotes(token);
      case Upos::DET:
        return token.deprel != Deprel::det && token.deprel != Deprel::det_predet &&
               pronoun_denotes(token);
      case Upos::NUM:
        return counts_somebody(t);
      case Upos::ADJ:
        return heads_phrase(token.deprel) && t > 0 && tokens_[t - 1].xpos == Xpos::DT &&
               tokens_[t - 1].head == t && token.xpos == Xpos::JJ;  // "the wounded"
      default:
        return false;
    }
  }

  static bool heads_phrase(Deprel relation) {
    return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::obj ||
           relation == Deprel::obl || relation == Deprel::nmod || relation == Deprel::obl_agent;
  }

  bool pronoun_denotes(const Token& token) const {
    if (token.xpos == Xpos::WDT || token.xpos == Xpos::WP || token.xpos == Xpos::WPS ||
        token.xpos == Xpos::EX)
      return false;
    return pronoun(token.lower) || token.xpos == Xpos::NN || token.xpos == Xpos::DT;
  }

  // "the two", "both of them"; but no year and no amount.
  bool counts_somebody(TokenId t) const {
    const Token& token = tokens_[t];
    if (!heads_phrase(token.deprel) || is_ascii_digit(token.lower[0])) return false;
    return token.lower == "one" ||
           (t > 0 && tokens_[t - 1].head == t && tokens_[t - 1].deprel == Deprel::det) ||
           token.deprel == Deprel::nsubj;
  }

  // A name that modifies a noun ("Moscow talks") is a mention; a part of a longer name is none.
  bool names_alone(TokenId t) const {
    const TokenId head = tokens_[t].head;
    if (head == kNone) return false;
    if (name_of_[t] != kNone)
      return name_of_[head] != name_of_[t] &&
             document_.names[name_of_[t]].type != NameType::Miscellaneous &&
             (t + 1 >= static_cast<TokenId>(tokens_.size()) || name_of_[t + 1] != name_of_[t]);
    return tokens_[t].deprel == Deprel::compound && tokens_[head].upos == Upos::NOUN &&
           document_.names.empty() && noun_type(tokens_[t].lower) != NounType::Time;
  }

  void add(TokenId head, TokenRange range) {
    const Token& token = tokens_[head];
    Mention mention;
    mention.tokens = range;
    mention.head = head;
    const TokenId inner = name_head(document_, mention);
    const TokenId name = inner == kNone ? head : inner;
    const bool typed =
        name_of_[name] != kNone && document_.names[name_of_[name]].type != NameType::Miscellaneous;
    if (token.upos == Upos::PRON || token.upos == Upos::DET)
      mention.kind = MentionKind::Pronoun;
    else if (inner != kNone || typed)
      mention.kind = MentionKind::Name;
    else
      mention.kind = MentionKind::Nominal;
    if (typed)
      mention.type = document_.names[name_of_[name]].type;
    else if (mention.kind == MentionKind::Nominal)
      mention.type = type_of(token);
    else if (mention.kind == MentionKind::Pronoun)
      mention.type = type_of_pronoun(token);
    else
      mention.type = type_of_name(name, range);
    mention.plural = is_plural(token, mention);
    document_.mentions.push_back(mention);
  }

  static NameType type_of(const Token& token) {
    return type_of_noun(token.lemma.empty() ? token.lower : token.lemma);
  }

  static NameType type_of_pronoun(const Token& token) {
    const Pronoun* row = pronoun(token.lower);
    if (!row) {
      const std::string_view w = token.lower;
      return w.size() > 3 && (w.substr(w.size() - 3) == "one" || w.substr(w.size() - 4) == "body")
                 ? NameType::Person
                 : NameType::None;
    }
    return row->person == 1 || row->person == 2 || row->gender == Gender::Male ||
                   row->gender == Gender::Female
               ? NameType::Person
               : NameType::None;
  }

  // Without a verdict on the name: a title before it or a known given name makes a person, a last
  // word such as "Party" an organisation.
  NameType type_of_name(TokenId head, TokenRange range) const {
    for (TokenId t = range.begin; t < range.end; ++t) {
      const Token& token = tokens_[t];
      const bool part = t == head || (token.head == head && (token.deprel == Deprel::flat ||
                                                             token.deprel == Deprel::compound));
      if (part && gender_of(token.lower) != Gender::Unknown) return NameType::Person;
      if (token.head == head && token.deprel == Deprel::nmod_desc) return NameType::Person;
    }
    const NameType type = type_of_noun(
        tokens_[head].lemma.empty() ? tokens_[head].lower : lower_case(tokens_[head].lemma));
    // "Americans", "Senators"
    return type == NameType::None && tokens_[head].xpos == Xpos::NNPS && range.size() <= 3
               ? NameType::Person
               : type;
  }

  static NameType type_of_noun(std::string_view lower) {
    switch (noun_type(lower)) {
      case NounType::Person:
        return NameType::Person;
      case NounType::Organisation:
        return NameType::Organisation;
      case NounType::Place:
        return NameType::Location;
      default:
        return NameType::None;
    }
  }

  static bool is_plural(const Token& token, const Mention& mention) {
    if (mention.kind == MentionKind::Pronoun) {
      const Pronoun* row = pronoun(token.lower);
      return row ? row->number == 2
                 : token.lower == "both" || token.lower == "many" || token.lower == "all";
    }
    if (token.xpos == Xpos::NNPS)
      return mention.type != NameType::Location && mention.type != NameType::Organisation;
    return token.xpos == Xpos::NNS || (token.xpos == Xpos::CD && token.lower != "one");
  }

  // "Putin and Erdogan": the whole is a mention of its own, headed by the word that joins them, so
  // that each name keeps its phrase. It is dropped again where no later mention takes it up.
  void add_coordination(TokenId first, TokenId base) {
    TokenId last = conjuncts_[first - base];
    TokenId joint = kNone;
    for (TokenId t = first + 1; t <= last; ++t) {
      if (tokens_[t].deprel == Deprel::cc &&
          (tokens_[t].head == last || tokens_[t].head == first) && tokens_[t].lower == "and")
        joint = t;
    }
    if (joint == kNone) return;
    Mention mention;
    mention.tokens = {bounded(phrase_[first - base]).begin, bounded(phrase_[last - base]).end};
    if (mention.tokens.begin > first || mention.tokens.end <= last) return;
    mention.head = joint;
    mention.kind = MentionKind::Nominal;
    mention.plural = true;
    const Mention& one = document_.mentions.back();  // the first conjunct
    mention.type = one.type;
    document_.mentions.push_back(mention);
  }

  Document& document_;
  std::vector<Token>& tokens_;
  std::vector<std::int32_t> name_of_;  // of each token, index into names
  std::vector<Phrase> phrase_;         // of each token of the sentence at hand
  std::vector<bool> predicate_;
  std::vector<TokenId> conjuncts_;  // the last conjunct of each head
};

}  // namespace

TokenId name_head(const Document& document, const Mention& mention) {
  const Token& head = document.tokens[mention.head];
  if (head.upos == Upos::PROPN) return mention.head;
  if (head.upos != Upos::NOUN) return kNone;
  for (TokenId t = mention.head + 1; t < std::min(mention.tokens.end, mention.head + 4); ++t) {
    const Token& token = document.tokens[t];
    if (token.upos == Upos::PROPN && token.head == mention.head &&
        (token.deprel == Deprel::compound || token.deprel == Deprel::flat ||
         token.deprel == Deprel::nmod_desc))
      return t;
  }
  return kNone;
}

void find_mentions(Document& document) {
  Finder(document).run();
  // Text order, outer phrases first, so that chains list their mentions in text order.
  std::stable_sort(document.mentions.begin(), document.mentions.end(),
                   [](const Mention& a, const Mention& b) {
                     return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin
                                                             : a.tokens.end > b.tokens.end;
                   });
}

}  // namespace dragoman
