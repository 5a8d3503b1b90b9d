// Profiles: everything about a single mention that the features of coreference_features.cc ask for,
// and what ties mentions by grammar alone: quotations to speakers, appositions, predicates.
#include <algorithm>

#include "language/characters.h"
#include "language/coreference.h"

namespace dragoman {
namespace {

NounType noun_type_of(NameType type) {
  switch (type) {
    case NameType::Person:
      return NounType::Person;
    case NameType::Organisation:
      return NounType::Organisation;
    case NameType::Location:
      return NounType::Place;
    case NameType::Miscellaneous:
      return NounType::Other;
    default:
      return NounType::Unknown;
  }
}

Role role_of(Deprel relation) {
  switch (relation) {
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::nsubj_outer:
    case Deprel::root:
      return Role::Subject;
    case Deprel::obj:
    case Deprel::iobj:
      return Role::Object;
    case Deprel::obl:
    case Deprel::obl_agent:
    case Deprel::obl_unmarked:
      return Role::Oblique;
    case Deprel::nmod_poss:
      return Role::Possessor;
    case Deprel::nmod:
    case Deprel::compound:
      return Role::Modifier;
    default:
      return Role::Other;
  }
}

Article article_of(std::string_view lower) {
  if (lower == "the") return Article::Definite;
  if (lower == "a" || lower == "an") return Article::Indefinite;
  if (lower == "this" || lower == "that" || lower == "these" || lower == "those")
    return Article::Demonstrative;
  return Article::Quantity;
}

bool opens_quotation(std::string_view w) {
  return w == "“" || w == "``" || w == "«" || w == "„";
}
bool closes_quotation(std::string_view w) {
  return w == "”" || w == "''" || w == "»";
}
bool is_straight(std::string_view w) {
  return w == "\"" || w == "&quot;";
}

}  // namespace

void Linker::profile(MentionId m) {
  const Mention& mention = document_.mentions[m];
  const Token& head = document_.tokens[mention.head];
  Profile& p = profiles_[m];
  p.sentence = head.sentence;
  p.governor = head.head;
  p.type = noun_type_of(mention.type);
  p.number = mention.plural ? 2 : 1;
  p.whole = head.upos == Upos::CCONJ;
  p.quotation = quotation_of_[mention.head];
  if (p.quotation != kNone) p.speaker = speaker_of_[p.quotation];
  if (p.whole) {
    const Token& first = document_.tokens[mention.tokens.begin];
    p.sentence = first.sentence;
    TokenId top = head.head;  // the conjunct that the joint hangs on, then the first of them
    while (top != kNone && document_.tokens[top].deprel == Deprel::conj)
      top = document_.tokens[top].head;
    p.governor = top == kNone ? kNone : document_.tokens[top].head;
    p.role = top == kNone ? Role::Other : role_of(document_.tokens[top].deprel);
    return;
  }
  p.role = head.deprel == Deprel::conj && head.head != kNone
               ? role_of(document_.tokens[head.head].deprel)
               : role_of(head.deprel);
  std::string_view lemma = head.lemma.empty() ? head.lower : head.lemma;
  p.head = ids_.of(lemma);
  if (mention.kind == MentionKind::Pronoun) {
    p.pronoun = pronoun(head.lower);
    p.kind = p.pronoun && p.pronoun->person != 3 ? MentionClass::Speaker : MentionClass::Third;
    if (p.pronoun) {
      p.gender = p.pronoun->gender;
      p.number = p.pronoun->number;
    }
    return;
  }
  // Words of the name go straight to where they stay, the others follow them.
  const std::size_t name_begin = phrase_words_.size();
  other_words_.clear();
  const TokenId inner = name_head(document_, mention);
  const TokenId name = inner == kNone ? mention.head : inner;
  if (name != mention.head) {  // "his counterpart Nursultan Nazarbayev"
    other_words_.push_back(p.head);
    lemma = document_.tokens[name].lemma.empty() ? document_.tokens[name].lower
                                                 : document_.tokens[name].lemma;
    p.head = ids_.of(lemma);
  }
  for (TokenId t = mention.tokens.begin; t < mention.tokens.end; ++t) {
    const Token& token = document_.tokens[t];
    if (t == mention.head && t != name) continue;
    if (t != name && token.head != name && token.head != mention.head) {
      // Words deeper in the phrase describe it too, as long as they stand before the head.
      if (t < mention.head && (token.upos == Upos::PROPN || token.upos == Upos::ADJ))
        other_words_.push_back(ids_.of(token.lower));
      continue;
    }
    if (t == name || token.deprel == Deprel::flat ||
        (mention.kind == MentionKind::Name && token.deprel == Deprel::compound &&
         token.upos == Upos::PROPN && token.head == name)) {
      if (mention.kind == MentionKind::Name) {
        if (token.upos != Upos::PUNCT) phrase_words_.push_back(ids_.of(token.lower));
        if (p.gender == Gender::Unknown && p.type != NounType::Place &&
            p.type != NounType::Organisation)
          p.gender = gender_of(token.lower);
      }
    } else if (token.deprel == Deprel::det) {
      p.article = article_of(token.lower);
    } else if (token.deprel == Deprel::nmod_poss && t < mention.head) {
      p.article = Article::Possessive;
    } else if (token.deprel == Deprel::nummod || token.deprel == Deprel::det_predet) {
      if (p.article == Article::None) p.article = Article::Quantity;
    } else if (token.deprel == Deprel::amod || token.deprel == Deprel::compound ||
               token.deprel == Deprel::nmod_desc) {
      other_words_.push_back(
          ids_.of(token.deprel == Deprel::amod || token.lemma.empty() ? token.lower : token.lemma));
      if (token.deprel == Deprel::nmod_desc && p.gender == Gender::Unknown)
        p.gender = gender_of(token.lower);
    }
  }
  const std::size_t name_end = phrase_words_.size();
  phrase_words_.insert(phrase_words_.end(), other_words_.begin(), other_words_.end());
  p.name = std::span(phrase_words_).subspan(name_begin, name_end - name_begin);
  p.other = std::span(phrase_words_).subspan(name_end);
  if (mention.kind == MentionKind::Name) {
    p.kind = MentionClass::Name;
  } else {
    p.kind = p.article == Article::Definite || p.article == Article::Demonstrative ||
                     p.article == Article::Possessive
                 ? MentionClass::Definite
                 : MentionClass::Nominal;
    p.gender = gender_of(lemma);
    if (p.type == NounType::Unknown) p.type = noun_type(lemma);
  }
  if (p.gender == Gender::Male || p.gender == Gender::Female) p.type = NounType::Person;
  // "police", "staff": said of one body, taken up by "they".
  if (p.type == NounType::Organisation && p.number == 1) p.number = 0;
}

void Linker::find_quotations() {
  quotation_of_.assign(document_.tokens.size(), kNone);
  speaker_of_.clear();
  std::int32_t block = kNone, open = kNone;
  TokenId opened = 0;
  for (TokenId t = 0; t < static_cast<TokenId>(document_.tokens.size()); ++t) {
    const Sentence& sentence = document_.sentences[document_.tokens[t].sentence];
    if (sentence.block !=
        block) {  // a quotation left open at the end of a paragraph goes no further
      block = sentence.block;
      open = kNone;
    }
    const std::string_view w = document_.word(t);
    if (opens_quotation(w) || (is_straight(w) && open == kNone)) {
      open = static_cast<std::int32_t>(speaker_of_.size());
      speaker_of_.push_back(kNone);
      opened = t;
    } else if (closes_quotation(w) || is_straight(w)) {
      open = kNone;
    } else if (open != kNone) {
      if (t - opened > 400)
        open = kNone;
      else
        quotation_of_[t] = open;
    }
  }
  // The subject of a verb of saying outside the marks speaks what stands in the marks of that
  // sentence; a sentence without such a verb goes on where the last left off.
  MentionId last = kNone;
  std::int32_t last_block = kNone;
  for (const Sentence& sentence : document_.sentences) {
    MentionId speaker = kNone;
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      const Token& token = document_.tokens[t];
      if (quotation_of_[t] != kNone || mention_at_[t] == kNone || token.head == kNone) continue;
      if (token.deprel != Deprel::nsubj || !is_speech_verb(document_.tokens[token.head].lemma))
        continue;
      speaker = mention_at_[t];
      if (quotation_of_[token.head] == kNone) break;
    }
    if (speaker == kNone && last_block == sentence.block) speaker = last;
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t)
      if (quotation_of_[t] != kNone && speaker_of_[quotation_of_[t]] == kNone)
        speaker_of_[quotation_of_[t]] = speaker;
    last = speaker;
    last_block = sentence.block;
  }
}

void Linker::find_appositions() {
  for (std::size_t m = 0; m < profiles_.size(); ++m) {
    const TokenId t = document_.mentions[m].head;
    const Token& token = document_.tokens[t];
    if (profiles_[m].whole) continue;
    if (token.deprel == Deprel::appos && token.head != kNone)
      profiles_[m].apposed = mention_at_[token.head];
    // "Lavrov is the foreign minister": the predicate explains its subject.
    if (token.deprel == Deprel::nsubj && token.head != kNone && mention_at_[token.head] != kNone) {
      Profile& predicate = profiles_[mention_at_[token.head]];
      if (predicate.apposed == kNone) predicate.apposed = static_cast<MentionId>(m);
    }
  }
}

}  // namespace dragoman
