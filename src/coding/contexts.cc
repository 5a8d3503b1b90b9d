// find_contexts: what the event is about, and how it was done. Word classes "mode-TYPE-NAME" are
// looked up in the clause of the trigger and add modes to the frame's own; for contexts, word
// classes "context-NAME" are looked up in the sentence of the trigger; one hit there, or two in its
// paragraph, give the context.
#include <algorithm>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

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
  for (const auto& [mode, word_class] : codebook.mode_classes(e.type)) {
    if (std::find(e.modes.begin(), e.modes.end(), mode) != e.modes.end()) continue;
    if (tokens.empty()) tokens = clause_tokens(d, e);
    const bool found = std::any_of(tokens.begin(), tokens.end(), [&, c = word_class](TokenId t) {
      return syntax::member_at(d, codebook, t, c);
    });
    if (!found) continue;
    e.modes.emplace_back(mode);
    e.basis.emplace_back(
        "mode", "word class mode-" + std::string(name_of(e.type)) + "-" + std::string(mode));
    if (quad_code(e.type) == 3) return;
  }
}

// A word or phrase of a context in a sentence.
struct Hit {
  std::string_view context;
  SentenceId sentence;
};

std::vector<Hit> context_words(const Document& d, const Codebook& codebook) {
  std::vector<Hit> hits;
  std::vector<ClassId> here;  // of this token: two members of a class at one word count once
  for (TokenId t = 0; t < static_cast<TokenId>(d.tokens.size()); ++t) {
    here.clear();
    const auto look_up = [&](WordId word) {
      if (!codebook.ends_context(word)) return;
      for (const auto& m : codebook.memberships(word)) {
        const std::string_view context = codebook.context_of(m.word_class);
        if (context.empty() || std::find(here.begin(), here.end(), m.word_class) != here.end())
          continue;
        const Words& words = codebook.members(m.word_class)[static_cast<std::size_t>(m.member)];
        if (words.back() != word || !syntax::phrase_at(d, t, words)) continue;
        here.push_back(m.word_class);
        hits.push_back({context, syntax::at(d, t).sentence});
      }
    };
    const CodebookWords& w = d.codebook_words[static_cast<std::size_t>(t)];
    look_up(w.lower);
    if (w.lemma != w.lower) look_up(w.lemma);
  }
  return hits;
}

}  // namespace

void find_contexts(Document& d, const Codebook& codebook) {
  if (d.events.empty()) return;
  for (Event& e : d.events) add_modes(d, codebook, e);
  std::vector<Hit> hits = context_words(d, codebook);
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.context < b.context; });
  const auto block_of = [&](SentenceId s) {
    return d.sentences[static_cast<std::size_t>(s)].block;
  };
  for (Event& e : d.events) {
    for (auto hit = hits.begin(); hit != hits.end();) {
      const std::string_view context = hit->context;
      int here = 0, nearby = 0;
      for (; hit != hits.end() && hit->context == context; ++hit) {
        here += hit->sentence == e.sentence;
        nearby += block_of(hit->sentence) == block_of(e.sentence);
      }
      if ((here > 0 || nearby >= 2) &&
          std::find(e.contexts.begin(), e.contexts.end(), context) == e.contexts.end())
        e.contexts.emplace_back(context);
    }
    std::sort(e.contexts.begin(), e.contexts.end());
  }
}

}  // namespace dragoman
