// The language stages: text to tokens, tags, tree, names, mentions and chains. None of them knows
// anything of events. Each is a free function over a Document with immutable data passed in.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "language/document.h"

namespace dragoman {

struct Kernels;

// Splits every block that is not furniture into sentences and tokens (Universal Dependencies
// English conventions, multi-word tokens split: "don't" is "do" + "n't"). Sentences never cross
// blocks. Fills sentences and tokens with span, lower, sentence, space_after, surface_first.
void segment(Document& document);

// The trained network (models/language.dgm): tags, relations, heads, names.
class LanguageModel {
 public:
  static Result<LanguageModel> load(const std::string& file);  // with the fastest kernels
  static Result<LanguageModel> load(const std::string& file, const Kernels& kernels);
  LanguageModel(LanguageModel&&) noexcept;
  LanguageModel& operator=(LanguageModel&&) noexcept;
  ~LanguageModel();
  // upos, xpos, head, deprel of every token, root of every sentence, and document.names.
  // Sentences are analysed one by one, so the result does not depend on batching.
  void analyse(Document& document) const;
  std::string checksum() const;

 private:
  struct State;
  explicit LanguageModel(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Lemmas from word and tags (needs upos and xpos).
void lemmatise(Document& document);

// Noun phrases that may denote parties (names, nominals, pronouns), then chains of those that
// denote the same: exact and partial names, appositions, pronouns, definite nominals.
void find_mentions(Document& document);
void link_mentions(Document& document);

}  // namespace dragoman
