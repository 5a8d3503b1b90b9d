// find_reporters: to whom the text attributes an event. Nested attributions give a list, outermost
// last.
#include <algorithm>

#include "coding/parties.h"
#include "coding/speakers.h"
#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

void add(const Document& d, const Knowledge& knowledge, const Speaker& speaker, Event& e) {
  const TokenId head = speaker.head;
  auto found = parties::of(d, head, knowledge);
  Participant p;
  if (!found.empty()) {
    p = found.front();
  } else {
    p.head = head;
    p.mention = d.mention_headed_by(head);
  }
  // The words of the whole phrase, not of the entity's name alone.
  const MentionId m = d.mention_headed_by(head);
  if (m != kNone && d.mentions[static_cast<std::size_t>(m)].kind != MentionKind::Pronoun) {
    p.entity.span = d.span_of(d.mentions[static_cast<std::size_t>(m)].tokens);
  } else if (m != kNone) {  // a pronoun stands for the name it refers to
    const ChainId chain = d.mentions[static_cast<std::size_t>(m)].chain;
    p.entity.span = at(d, head).span;
    if (chain != kNone && d.chains[static_cast<std::size_t>(chain)].representative != kNone)
      p.entity.span =
          d.span_of(d.mentions[static_cast<std::size_t>(
                                   d.chains[static_cast<std::size_t>(chain)].representative)]
                        .tokens);
  } else {
    p.entity.span = at(d, head).span;
  }
  p.entity.text = d.text_of(p.entity.span);
  p.role = speaker.how;
  if (std::none_of(e.reporters.begin(), e.reporters.end(),
                   [&](const Participant& q) { return q.entity.span == p.entity.span; })) {
    e.reporters.push_back(std::move(p));
    e.basis.emplace_back("reporter", speaker.how);
  }
}

}  // namespace

void find_reporters(Document& d, const Knowledge& knowledge) {
  for (Event& e : d.events)
    for (const Speaker& s : speakers_of(d, knowledge, e.trigger)) add(d, knowledge, s, e);
}

}  // namespace dragoman
