// find_contexts: what the event is about, and how it was done. Word classes "mode-TYPE-NAME" are
// looked up in the clause of the trigger and add modes to the frame's own; for contexts, word
// classes "context-NAME" are looked up in the sentence of the trigger; one hit there, or two in its
// paragraph, give the context.
#include <algorithm>
#include <map>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

std::string class_of(std::string_view context) {
  return "context-" + std::string(context);
}

// Tokens of the clause that tells the event: all under the trigger but for clauses of their own.
std::vector<TokenId> clause_tokens(const Document& d, const Event& e) {
  std::vector<TokenId> out;
  for (const auto* list : {&e.actors, &e.recipients})
    for (const Participant& p : *list)
      if (p.head >= 0) out.push_back(p.head);
  std::vector<TokenId> queue = {e.trigger};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    out.push_back(queue[i]);
    for (TokenId c : d.children(queue[i])) {
      const Deprel r = d.tokens[static_cast<std::size_t>(c)].deprel;
      if (r != Deprel::parataxis && r != Deprel::acl_relcl && r != Deprel::conj &&
          r != Deprel::appos)
        queue.push_back(c);
    }
  }
  // The words inside the parties' own phrases ("Turkish jets", "a suicide bomber").
  const std::size_t heads = out.size();
  for (std::size_t i = 0; i < heads; ++i)
    for (TokenId c : d.children(out[i])) out.push_back(c);
  return out;
}

void add_modes(const Document& d, const Codebook& codebook, Event& e) {
  // What is asked, refused or threatened is one thing; how violence is done may be several.
  if (quad_code(e.type) == 3 && !e.modes.empty()) return;
  std::vector<TokenId> tokens;
  for (std::string_view mode : modes_of(e.type)) {
    const auto* members =
        codebook.word_class("mode-" + std::string(name_of(e.type)) + "-" + std::string(mode));
    if (!members || std::find(e.modes.begin(), e.modes.end(), mode) != e.modes.end()) continue;
    if (tokens.empty()) tokens = clause_tokens(d, e);
    const bool found = std::any_of(tokens.begin(), tokens.end(), [&](TokenId t) {
      return std::any_of(members->begin(), members->end(),
                         [&](const auto& m) { return syntax::phrase_at(d, t, m); });
    });
    if (!found) continue;
    e.modes.emplace_back(mode);
    e.basis.emplace_back(
        "mode", "word class mode-" + std::string(name_of(e.type)) + "-" + std::string(mode));
    if (quad_code(e.type) == 3) return;
  }
}

}  // namespace

void find_contexts(Document& d, const Codebook& codebook) {
  if (d.events.empty()) return;
  for (Event& e : d.events) add_modes(d, codebook, e);
  // hits[context][sentence]
  std::map<std::string_view, std::vector<int>> hits;
  for (std::string_view context : all_contexts()) {
    const auto* members = codebook.word_class(class_of(context));
    if (!members) continue;
    std::vector<int> found(d.sentences.size(), 0);
    for (std::size_t t = 0; t < d.tokens.size(); ++t)
      for (const auto& m : *members)
        if ((d.tokens[t].lemma == m.back() || d.tokens[t].lower == m.back()) &&
            syntax::phrase_at(d, static_cast<TokenId>(t), m)) {
          ++found[static_cast<std::size_t>(d.tokens[t].sentence)];
          break;
        }
    hits.emplace(context, std::move(found));
  }
  for (Event& e : d.events) {
    const auto block = d.sentences[static_cast<std::size_t>(e.sentence)].block;
    for (const auto& [context, found] : hits) {
      int nearby = 0;
      for (std::size_t s = 0; s < found.size(); ++s)
        if (d.sentences[s].block == block) nearby += found[s];
      if ((found[static_cast<std::size_t>(e.sentence)] > 0 || nearby >= 2) &&
          std::find(e.contexts.begin(), e.contexts.end(), context) == e.contexts.end())
        e.contexts.emplace_back(context);
    }
    std::sort(e.contexts.begin(), e.contexts.end());
  }
}

}  // namespace dragoman
