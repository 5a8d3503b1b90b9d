#include "language/coreference.h"

#include <algorithm>

#include "language/stages.h"

namespace dragoman {
namespace {

#include "language/coreference_weights.inc"

constexpr std::size_t kRecent = 24;  // chains spoken of lately that are looked at
constexpr std::size_t kPerWord = 6;  // chains that share one word
constexpr int kReach = 10;           // sentences that a pronoun looks back

}  // namespace

std::span<const std::int16_t> default_weights() {
  return kWeights;
}

Linker::Linker(Document& document, std::span<const std::int16_t> weights)
    : document_(document), weights_(weights) {
  const std::size_t n = document.mentions.size();
  profiles_.resize(n);
  chain_of_.assign(n, kNone);
  mention_at_.assign(document.tokens.size(), kNone);
  for (std::size_t m = 0; m < n; ++m)
    mention_at_[document.mentions[m].head] = static_cast<MentionId>(m);
  find_quotations();
  // A word for every token of every mention, and one for a head put beside its name.
  std::size_t words = n;
  for (const Mention& mention : document.mentions) words += mention.tokens.size();
  phrase_words_.reserve(words);
  for (std::size_t m = 0; m < n; ++m) profile(static_cast<MentionId>(m));
  latest_link_.assign(ids_.size(), kNone);
  find_appositions();
}

void Linker::collect(MentionId id, std::vector<ChainId>& out) {
  const Profile& m = profiles_[id];
  out.clear();
  std::size_t n = 0;
  for (std::size_t i = recent_.size(); i > 0 && n < kRecent; --i) {
    const ChainId chain = recent_[i - 1];
    if (m.sentence - profiles_[chains_[chain].mentions.back()].sentence > kReach) break;
    out.push_back(chain);
    ++n;
  }
  if (m.kind == MentionClass::Speaker) {  // "I" and "we" of a speech or an interview reach back far
    for (std::size_t i = recent_.size(); i > 0 && recent_.size() - i < 4 * kRecent; --i) {
      const ChainId chain = recent_[i - 1];
      if (chains_[chain].first_person && std::find(out.begin(), out.end(), chain) == out.end())
        out.push_back(chain);
    }
  }
  if (m.pronoun) return;
  const auto add_word = [&](WordIds::Id word) {
    std::size_t seen = 0;
    for (auto link = latest_link_[word]; link != kNone && seen < kPerWord; ++seen) {
      const auto [chain, earlier] = links_[link];
      if (std::find(out.begin(), out.end(), chain) == out.end()) out.push_back(chain);
      link = earlier;
    }
  };
  for (auto word : m.name) add_word(word);
  if (m.kind != MentionClass::Name) add_word(m.head);
  if (m.speaker != kNone && chain_of_[m.speaker] != kNone &&
      std::find(out.begin(), out.end(), chain_of_[m.speaker]) == out.end())
    out.push_back(chain_of_[m.speaker]);
}

void Linker::run(const Choose& choose) {
  std::vector<ChainId> chains;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < profiles_.size(); ++i) {
    const auto m = static_cast<MentionId>(i);
    collect(m, chains);
    join(m, choose ? chosen(m, chains, choose, candidates) : best_of(m, chains));
  }
}

ChainId Linker::best_of(MentionId m, const std::vector<ChainId>& chains) const {
  ChainId best = kNone;
  std::int64_t top = score(m, kNone, 0);  // ties go to a new chain, then to the nearer
  std::size_t rank = 0;
  for (const ChainId chain : chains) {
    const std::int64_t sum = score(m, chain, rank);
    if (sum > top) top = sum, best = chain;
    if (compatible(m, chain)) ++rank;
  }
  return best;
}

ChainId Linker::chosen(MentionId m, const std::vector<ChainId>& chains, const Choose& choose,
                       std::vector<Candidate>& candidates) const {
  candidates.resize(chains.size() + 1);
  std::size_t rank = 0;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    Candidate& candidate = candidates[c];
    candidate.chain = c < chains.size() ? chains[c] : kNone;
    candidate.features.clear();
    features(m, candidate.chain, rank, candidate.features);
    if (candidate.chain != kNone && compatible(m, candidate.chain)) ++rank;
    candidate.score = 0;
    for (auto f : candidate.features) candidate.score += weights_[f];
  }
  return choose(m, candidates);
}

void Linker::join(MentionId id, ChainId chain) {
  const Profile& m = profiles_[id];
  if (chain == kNone) {
    chain = static_cast<ChainId>(chains_.size());
    chains_.emplace_back();
  } else {
    recent_.erase(std::next(std::find(recent_.rbegin(), recent_.rend(), chain)).base());
  }
  recent_.push_back(chain);
  chain_of_[id] = chain;
  State& c = chains_[chain];
  c.mentions.push_back(id);
  const auto learn = [&](std::vector<WordIds::Id>& words, WordIds::Id word) {
    if (word == 0 || std::find(words.begin(), words.end(), word) != words.end()) return;
    words.push_back(word);
    std::int32_t& latest = latest_link_[word];
    for (auto link = latest; link != kNone; link = links_[link].earlier)
      if (links_[link].chain == chain) return;
    links_.push_back({chain, latest});
    latest = static_cast<std::int32_t>(links_.size()) - 1;
  };
  for (auto word : m.name) learn(c.name, word);
  if (m.kind == MentionClass::Name)
    c.named = true;
  else if (!m.pronoun)
    learn(c.heads, m.head);
  for (auto word : m.other) learn(c.other, word);
  if (c.type == NounType::Unknown || (c.type == NounType::Other && m.type != NounType::Unknown))
    c.type = m.type;
  if (c.gender == Gender::Unknown) c.gender = m.gender;
  if (c.mentions.size() == 1)
    c.number = m.number;
  else if (c.number == 0)
    c.number = m.number;
  c.first_person = c.first_person || (m.pronoun && m.pronoun->person != 3);
}

void Linker::write() {
  // Coordinations that nothing took up go; the rest keep their order.
  std::vector<Mention> kept;
  std::vector<MentionId> renamed(document_.mentions.size(), kNone);
  for (std::size_t m = 0; m < document_.mentions.size(); ++m) {
    const ChainId chain = chain_of_[m];
    if (profiles_[m].whole && chains_[chain].mentions.size() == 1) continue;
    renamed[m] = static_cast<MentionId>(kept.size());
    kept.push_back(std::move(document_.mentions[m]));
  }
  document_.chains.clear();
  std::vector<ChainId> number(chains_.size(),
                              kNone);  // chains in the order of their first mentions
  for (std::size_t m = 0; m < renamed.size(); ++m) {
    if (renamed[m] == kNone) continue;
    ChainId& chain = number[chain_of_[m]];
    if (chain == kNone) {
      chain = static_cast<ChainId>(document_.chains.size());
      document_.chains.emplace_back();
    }
    kept[renamed[m]].chain = chain;
    document_.chains[chain].mentions.push_back(renamed[m]);
  }
  document_.mentions = std::move(kept);
  for (Chain& chain : document_.chains) {
    // The longest name, else the longest nominal, else the first mention.
    int best = -1;
    NameType type = NameType::None;
    for (MentionId m : chain.mentions) {
      const Mention& mention = document_.mentions[m];
      if (mention.type != NameType::None &&
          (type == NameType::None || mention.kind == MentionKind::Name))
        type = mention.type;
      const int rank =
          (mention.kind == MentionKind::Name      ? 2000
           : mention.kind == MentionKind::Nominal ? 1000
                                                  : 0) +
          std::min<int>(mention.tokens.size(), mention.kind == MentionKind::Name ? 6 : 12);
      if (rank > best) {
        best = rank;
        chain.representative = m;
      }
    }
    // "They say": whoever they are, they are people.
    const Mention& first = document_.mentions[chain.mentions[0]];
    if (type == NameType::None && first.plural && first.kind == MentionKind::Pronoun &&
        chain.mentions.size() > 1)
      type = NameType::Person;
    for (MentionId m : chain.mentions)
      if (document_.mentions[m].type == NameType::None) document_.mentions[m].type = type;
  }
}

void link_mentions(Document& document) {
  Linker linker(document, default_weights());
  linker.run();
  linker.write();
}

}  // namespace dragoman
