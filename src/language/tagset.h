// The closed sets of labels that the language model predicts, as enums with their printed names:
// Universal Dependencies part-of-speech tags, relations with the subtypes of the English treebanks,
// and Penn Treebank tags, from which the features that later stages need are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dragoman {

enum class Upos : std::uint8_t {
  ADJ,
  ADP,
  ADV,
  AUX,
  CCONJ,
  DET,
  INTJ,
  NOUN,
  NUM,
  PART,
  PRON,
  PROPN,
  PUNCT,
  SCONJ,
  SYM,
  VERB,
  X
};

// Penn tags; names as printed are in tagset.cc ("PRP$" is PRPS here).
enum class Xpos : std::uint8_t {
  ADD,
  AFX,
  CC,
  CD,
  DT,
  EX,
  FW,
  GW,
  HYPH,
  IN,
  JJ,
  JJR,
  JJS,
  LRB,
  LS,
  MD,
  NFP,
  NN,
  NNP,
  NNPS,
  NNS,
  PDT,
  POS,
  PRP,
  PRPS,
  RB,
  RBR,
  RBS,
  RP,
  RRB,
  SYM,
  TO,
  UH,
  VB,
  VBD,
  VBG,
  VBN,
  VBP,
  VBZ,
  WDT,
  WP,
  WPS,
  WRB,
  XX,
  OpenQuote,
  CloseQuote,
  Comma,
  Stop,
  Colon,
  Dollar,
  None
};

// Relations; a subtype follows its parent. The printed form has a colon ("nsubj:pass").
enum class Deprel : std::uint8_t {
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  cas,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  dep,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp
};
// Form of a verb, where the Penn tag leaves it open (VB: imperative or infinitive; VBG: gerund or
// participle). None for all that is no verb.
enum class VerbForm : std::uint8_t { None, Finite, Imperative, Infinitive, Participle, Gerund };

inline constexpr int kDeprelCount = static_cast<int>(Deprel::xcomp) + 1;
inline constexpr int kXposCount = static_cast<int>(Xpos::None) + 1;
inline constexpr int kUposCount = static_cast<int>(Upos::X) + 1;

std::string_view name_of(Upos);
std::string_view name_of(Xpos);
std::string_view name_of(Deprel);
std::string_view name_of(VerbForm);
std::optional<Upos> upos_of(std::string_view);
std::optional<Xpos> xpos_of(std::string_view);
// Labels unknown to the set fall back to their parent ("nmod:tmod" to nmod), then to nothing.
std::optional<Deprel> deprel_of(std::string_view);

}  // namespace dragoman
