// Features of "this mention belongs to that chain", as numbers below kFeatureCount. Every template
// has its own range; a feature is the template's first number plus the packed values.
#include <algorithm>

#include "language/coreference.h"

namespace dragoman {
namespace {

constexpr int K = kMentionClasses;

enum Template : int {
  kPair,
  kNew,
  kNewPronoun,
  kDistance,
  kRank,
  kNumber,
  kGender,
  kType,
  kString,
  kArticle,
  kRoles,
  kGrammar,
  kSize,
  kQuote,
  kPronounChain,
  kPronounType,
  kNamed,
  kClash,
  kStringDistance,
  kStringType,
  kPronounDistance,
  kPronounRank,
  kTemplates
};
constexpr std::array<int, kTemplates> kSizes = {
    K * K,     K * 6 * 2, 17,         6 * K* K,   8 * K,      3 * K,         3 * K,  6 * 6 * K,
    10 * K* K, 6 * 2 * K, 6 * 6 * 3,  8 * K,      4 * K,      2 * 2 * 2 * 3, 17 * 6, 17 * 6,
    2 * K * 3, 4 * K,     11 * 6 * 3, 11 * 6 * 6, 17 * 6 * 3, 17 * 8};

constexpr std::array<int, kTemplates> first_numbers() {
  std::array<int, kTemplates> first{};
  int n = 0;
  for (std::size_t i = 0; i < kSizes.size(); ++i) {
    first[i] = n;
    n += kSizes[i];
  }
  return first;
}
constexpr auto kFirst = first_numbers();
static_assert(kFirst[kTemplates - 1] + kSizes[kTemplates - 1] <= kFeatureCount);

// Where features go: into a list, or at once into the sum of their weights.
void put(Features& out, Template name, int value) {
  out.push_back(static_cast<std::uint16_t>(kFirst[name] + value));
}
struct Sum {
  std::span<const std::int16_t> weights;
  std::int64_t total = 0;
};
void put(Sum& out, Template name, int value) {
  out.total += out.weights[kFirst[name] + value];
}

int of(MentionClass c) {
  return static_cast<int>(c);
}

int distance_bucket(int sentences) {
  return sentences <= 2 ? sentences : sentences <= 4 ? 3 : sentences <= 9 ? 4 : 5;
}

int rank_bucket(std::size_t rank) {
  return rank < 4 ? static_cast<int>(rank) : rank < 6 ? 4 : rank < 10 ? 5 : rank < 20 ? 6 : 7;
}

using Words = std::span<const WordIds::Id>;

bool has(Words words, WordIds::Id word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int shared(Words a, Words b) {
  int n = 0;
  for (auto word : a) n += has(b, word);
  return n;
}

// 0 same, 1 different, 2 cannot be told.
template <class T>
int agreement(T a, T b) {
  if (a == T{} || b == T{}) return 2;
  return a == b ? 0 : 1;
}

}  // namespace

// "IAEA" for International Atomic Energy Agency: initials in order, small words skipped.
bool Linker::is_acronym(WordIds::Id id, Words words) const {
  const std::string_view acronym = ids_.text(id);
  if (acronym.size() < 2 || acronym.size() > 8 || words.size() < 2) return false;
  std::string letters;
  for (char c : acronym)
    if (c != '.') letters += c;
  std::size_t at = 0;
  for (auto word : words)
    if (at < letters.size() && ids_.text(word)[0] == letters[at]) ++at;
  return at == letters.size() && letters.size() + 1 >= words.size();
}

// 0 nothing, 1 the same words, 2 same head and no clash, 3 this name within that, 4 that within
// this, 5 same head with other modifiers, 6 acronym, 7 names share a word only, 8 head is a title
// of the chain, 9 no name here, but the chain's words have it
int Linker::string_relation(const Profile& m, const State& chain) const {
  if (m.kind == MentionClass::Name) {
    if (!chain.named) return has(chain.heads, m.head) ? 9 : 0;
    const int common = shared(m.name, chain.name);
    if (common == static_cast<int>(m.name.size())) {
      for (MentionId other : chain.mentions)
        if (std::ranges::equal(profiles_[other].name, m.name)) return 1;
      return 3;
    }
    for (MentionId other : chain.mentions) {
      const Profile& o = profiles_[other];
      if (o.kind != MentionClass::Name) continue;
      if (shared(o.name, m.name) == static_cast<int>(o.name.size())) return 4;
      if (m.name.size() == 1 && is_acronym(m.name[0], o.name)) return 6;
      if (o.name.size() == 1 && is_acronym(o.name[0], m.name)) return 6;
    }
    return common > 0 ? (m.head == profiles_[chain.mentions.back()].head ? 5 : 7) : 0;
  }
  if (m.kind == MentionClass::Definite || m.kind == MentionClass::Nominal) {
    if (m.whole) return 0;
    if (has(chain.heads, m.head)) {
      const int common = shared(m.other, chain.other);
      if (m.other.empty()) return 2;
      if (chain.other.empty()) return 10;
      return common == static_cast<int>(m.other.size()) ? 1 : common > 0 ? 2 : 5;
    }
    if (has(chain.other, m.head)) return 8;
    if (has(chain.name, m.head)) return 9;
  }
  return 0;
}

// Whether nothing known forbids that m belongs to the chain.
bool Linker::compatible(MentionId id, ChainId chain) const {
  const Profile& m = profiles_[id];
  const State& c = chains_[chain];
  if (agreement(m.number, c.number) == 1) return false;
  if (m.gender == Gender::Neuter ? c.type == NounType::Person
                                 : m.gender != Gender::Unknown && c.type != NounType::Person &&
                                       c.type != NounType::Unknown)
    return false;
  return agreement(m.gender, c.gender) != 1;
}

template <class Sink>
void Linker::describe_new(MentionId id, Sink& out) const {
  const Profile& m = profiles_[id];
  const int k = of(m.kind);
  put(out, kNew, (k * 6 + static_cast<int>(m.article)) * 2 + (m.whole ? 1 : 0));
  put(out, kNewPronoun, m.pronoun ? m.pronoun->id : 16);
}

template <class Sink>
void Linker::describe(MentionId id, ChainId chain, std::size_t rank, Sink& out) const {
  const Profile& m = profiles_[id];
  const State& c = chains_[chain];
  const MentionId latest = c.mentions.back();
  const Profile& a = profiles_[latest];
  const int k = of(m.kind), ka = of(a.kind);
  const int distance = m.sentence - a.sentence;
  const int near = distance == 0 ? 0 : distance == 1 ? 1 : 2;
  put(out, kPair, k * K + ka);
  put(out, kNumber, agreement(m.number, c.number) * K + k);
  put(out, kGender, agreement(m.gender, c.gender) * K + k);
  const int strings = string_relation(m, c);
  // A name that nobody typed has the type of the name it repeats.
  const bool repeats = m.type == NounType::Unknown && m.kind == MentionClass::Name && strings != 0;
  const int type = static_cast<int>(repeats ? c.type : m.type);
  put(out, kType, (type * 6 + static_cast<int>(c.type)) * K + k);
  put(out, kString, (strings * K + k) * K + ka);
  const int shape = m.kind == MentionClass::Name ? 0 : m.kind == MentionClass::Definite ? 1 : 2;
  if (strings != 0) {
    put(out, kStringDistance, (strings * 6 + distance_bucket(distance)) * 3 + shape);
    put(out, kStringType, (strings * 6 + type) * 6 + static_cast<int>(c.type));
  } else {  // what shares no words must be near
    put(out, kDistance, (distance_bucket(distance) * K + k) * K + ka);
    put(out, kRank, rank_bucket(rank) * K + k);
  }
  put(out, kArticle, (static_cast<int>(m.article) * 2 + (strings != 0)) * K + k);
  if (k >= of(MentionClass::Third))
    put(out, kRoles, (static_cast<int>(m.role) * 6 + static_cast<int>(a.role)) * 3 + near);
  // Ties of grammar: bits that exclude each other mostly.
  const TokenRange here = document_.mentions[id].tokens;
  bool nested = false;
  const std::size_t from = c.mentions.size() > 4 ? c.mentions.size() - 4 : 0;
  for (std::size_t i = from; i < c.mentions.size(); ++i) {
    const TokenRange there = document_.mentions[c.mentions[i]].tokens;
    if (there.contains(here) || here.contains(there)) nested = true;
  }
  const bool apposed = (m.apposed != kNone && chain_of_[m.apposed] == chain) || a.apposed == id;
  if (apposed)
    put(out, kGrammar, 0 * K + k);
  else if (nested)
    put(out, kGrammar, 1 * K + k);
  else if (distance == 0 && m.governor != kNone && m.governor == a.governor &&
           m.role != Role::Possessor) {
    const bool reflexive = m.pronoun && m.pronoun->reflexive;
    put(out, kGrammar, (m.role == a.role ? 2 : reflexive ? 3 : 4) * K + k);
  } else if (distance == 0 && a.governor != kNone && document_.mentions[id].head == a.governor) {
    put(out, kGrammar, 5 * K + k);
  }
  if (m.speaker != kNone && chain_of_[m.speaker] == chain) put(out, kGrammar, 6 * K + k);
  if (m.pronoun && m.pronoun->reflexive && a.role == Role::Subject && distance == 0)
    put(out, kGrammar, 7 * K + k);
  const std::size_t size = c.mentions.size();
  put(out, kSize, (size == 1 ? 0 : size == 2 ? 1 : size <= 5 ? 2 : 3) * K + k);
  if (m.pronoun) {
    const int person = m.pronoun->person == 1 ? 0 : m.pronoun->person == 2 ? 1 : 2;
    put(out, kQuote,
        (((m.quotation != kNone) * 2 + (a.quotation != kNone)) * 2 + (m.quotation == a.quotation)) *
                3 +
            person);
    const int other = !a.pronoun                       ? (a.kind == MentionClass::Name ? 0 : 1)
                      : a.pronoun->id == m.pronoun->id ? 2
                      : a.pronoun->person == m.pronoun->person ? 3
                                                               : 4;
    put(out, kPronounChain, m.pronoun->id * 6 + (a.whole ? 5 : other));
    const int subject = a.role == Role::Subject ? 0 : a.role == Role::Possessor ? 1 : 2;
    put(out, kPronounDistance, (m.pronoun->id * 6 + distance_bucket(distance)) * 3 + subject);
    put(out, kPronounRank, m.pronoun->id * 8 + rank_bucket(rank));
    put(out, kPronounType, m.pronoun->id * 6 + static_cast<int>(c.type));
  }
  put(out, kNamed, ((c.named ? 1 : 0) * K + k) * 3 + near);
  if (m.kind == MentionClass::Name && c.named && strings != 0) {
    // "George Bush" and "Laura Bush": both have words of their own.
    int own = 0, theirs = 0;
    for (auto word : m.name) own += !has(c.name, word);
    for (auto word : c.name) theirs += !has(m.name, word);
    put(out, kClash, (own > 0 ? 1 : 0) * 2 * K + (theirs > 0 ? 1 : 0) * K + k);
  }
}

void Linker::features(MentionId m, ChainId chain, std::size_t rank, Features& out) const {
  if (chain == kNone)
    describe_new(m, out);
  else
    describe(m, chain, rank, out);
}

std::int64_t Linker::score(MentionId m, ChainId chain, std::size_t rank) const {
  Sum sum{weights_};
  if (chain == kNone)
    describe_new(m, sum);
  else
    describe(m, chain, rank, sum);
  return sum.total;
}

}  // namespace dragoman
