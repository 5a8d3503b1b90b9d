// find_contexts: what the event is about. Word classes "context-NAME" of the codebook are looked up
// in the sentence of the trigger; one hit there, or two in its paragraph, give the context.
#include <algorithm>
#include <map>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

std::string class_of(std::string_view context) {
  return "context-" + std::string(context);
}

}  // namespace

void find_contexts(Document& d, const Codebook& codebook) {
  if (d.events.empty()) return;
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
