#include "language/tagset.h"

#include <array>

namespace dragoman {
namespace {

constexpr std::array<std::string_view, kUposCount> kUpos = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, kXposCount> kXpos = {
    "ADD", "AFX", "CC",    "CD",  "DT",  "EX",  "FW",  "GW",    "HYPH", "IN",  "JJ",
    "JJR", "JJS", "-LRB-", "LS",  "MD",  "NFP", "NN",  "NNP",   "NNPS", "NNS", "PDT",
    "POS", "PRP", "PRP$",  "RB",  "RBR", "RBS", "RP",  "-RRB-", "SYM",  "TO",  "UH",
    "VB",  "VBD", "VBG",   "VBN", "VBP", "VBZ", "WDT", "WP",    "WP$",  "WRB", "XX",
    "``",  "''",  ",",     ".",   ":",   "$",   "_"};

constexpr std::array<std::string_view, kDeprelCount> kDeprel = {
    "acl",         "acl:relcl",    "advcl",        "advcl:relcl", "advmod",     "amod",
    "appos",       "aux",          "aux:pass",     "case",        "cc",         "cc:preconj",
    "ccomp",       "compound",     "compound:prt", "conj",        "cop",        "csubj",
    "csubj:outer", "csubj:pass",   "dep",          "det",         "det:predet", "discourse",
    "dislocated",  "expl",         "fixed",        "flat",        "goeswith",   "iobj",
    "list",        "mark",         "nmod",         "nmod:desc",   "nmod:poss",  "nmod:unmarked",
    "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",      "obj",        "obl",
    "obl:agent",   "obl:unmarked", "orphan",       "parataxis",   "punct",      "reparandum",
    "root",        "vocative",     "xcomp"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Upos v) {
  return kUpos[static_cast<std::size_t>(v)];
}
std::string_view name_of(Xpos v) {
  return kXpos[static_cast<std::size_t>(v)];
}
std::string_view name_of(Deprel v) {
  return kDeprel[static_cast<std::size_t>(v)];
}
std::string_view name_of(VerbForm v) {
  constexpr std::array<std::string_view, 6> kNames = {"None", "Fin", "Imp", "Inf", "Part", "Ger"};
  return kNames[static_cast<std::size_t>(v)];
}
std::optional<Upos> upos_of(std::string_view name) {
  return find<Upos>(kUpos, name);
}
std::optional<Xpos> xpos_of(std::string_view name) {
  return find<Xpos>(kXpos, name);
}

std::optional<Deprel> deprel_of(std::string_view name) {
  if (auto exact = find<Deprel>(kDeprel, name)) return exact;
  return find<Deprel>(kDeprel, name.substr(0, name.find(':')));
}

}  // namespace dragoman
