// The linker behind link_mentions(): mentions are read in text order and each joins the chain that
// scores best, or begins its own. A score is a sum of small integer weights of features of the
// pair, learnt by training/coreference_tool from GUM (coreference_weights.inc), so it is the same
// on every machine. Candidate chains are those spoken of lately and those that share a word, so the
// work grows with the length of the text, not with its square.
//
//   Linker linker(document, default_weights());
//   linker.run();
//   linker.write();    // fills document.chains and Mention::chain
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "language/document.h"
#include "language/noun_types.h"
#include "language/word_ids.h"

namespace dragoman {

// The word that heads the name of a mention: its head, or in "his counterpart Nursultan
// Nazarbayev", however parsed, the name behind the noun; kNone where there is no name.
TokenId name_head(const Document& document, const Mention& mention);

// Classes of mentions that behave alike.
enum class MentionClass : std::uint8_t { Name, Definite, Nominal, Third, Speaker };
inline constexpr int kMentionClasses = 5;

enum class Article : std::uint8_t {
  None,
  Definite,
  Indefinite,
  Demonstrative,
  Possessive,
  Quantity
};
enum class Role : std::uint8_t { Subject, Object, Oblique, Possessor, Modifier, Other };

// What the features ask of a mention; computed once.
struct Profile {
  MentionClass kind = MentionClass::Nominal;
  NounType type = NounType::Unknown;
  Gender gender = Gender::Unknown;
  std::uint8_t number = 0;  // 1, 2, or 0 where it cannot be told
  Article article = Article::None;
  Role role = Role::Other;
  const Pronoun* pronoun = nullptr;
  WordIds::Id head = 0;                // lemma of the head in lower case
  std::span<const WordIds::Id> name;   // words of the name, lower case
  std::span<const WordIds::Id> other;  // other content words of the phrase: "Russian", "foreign"
  SentenceId sentence = 0;
  TokenId governor = kNone;        // the word that the head depends on
  MentionId apposed = kNone;       // the mention that this one explains or is equated with
  MentionId speaker = kNone;       // of the quotation it stands in
  std::int32_t quotation = kNone;  // number of the quotation it stands in
  bool whole = false;              // a coordination
};

inline constexpr int kFeatureCount = 4096;
using Features = std::vector<std::uint16_t>;

class Linker {
 public:
  // `choose` decides in training: given the mention and the scored candidates it returns the chain
  // to join, or kNone; by default the best score wins.
  struct Candidate {
    ChainId chain = kNone;  // kNone: begin a new chain
    Features features;
    std::int64_t score = 0;
  };
  using Choose = std::function<ChainId(MentionId, std::vector<Candidate>&)>;

  Linker(Document& document, std::span<const std::int16_t> weights);
  void run(const Choose& choose = {});
  void write();

 private:
  struct State {
    std::vector<MentionId> mentions;
    std::vector<WordIds::Id> name;   // every name word of its mentions
    std::vector<WordIds::Id> heads;  // every head lemma of its nominals
    std::vector<WordIds::Id> other;
    NounType type = NounType::Unknown;
    Gender gender = Gender::Unknown;
    std::uint8_t number = 0;
    bool named = false, first_person = false;
  };

  void profile(MentionId m);
  void find_quotations();
  void find_appositions();
  void collect(MentionId m, std::vector<ChainId>& out);
  // Features of joining the chain, or of beginning one where it is kNone: all of them, or the sum
  // of their weights. `rank` counts the compatible chains that were spoken of more lately.
  void features(MentionId m, ChainId chain, std::size_t rank, Features& out) const;
  std::int64_t score(MentionId m, ChainId chain, std::size_t rank) const;
  template <class Sink>
  void describe(MentionId m, ChainId chain, std::size_t rank, Sink& out) const;
  template <class Sink>
  void describe_new(MentionId m, Sink& out) const;
  bool compatible(MentionId m, ChainId chain) const;
  ChainId best_of(MentionId m, const std::vector<ChainId>& chains) const;
  ChainId chosen(MentionId m, const std::vector<ChainId>& chains, const Choose& choose,
                 std::vector<Candidate>& candidates) const;
  void join(MentionId m, ChainId chain);
  int string_relation(const Profile& m, const State& chain) const;
  bool is_acronym(WordIds::Id acronym, std::span<const WordIds::Id> words) const;

  Document& document_;
  std::span<const std::int16_t> weights_;
  WordIds ids_;
  // What the profiles' spans show; made long enough at first, for it must not move.
  std::vector<WordIds::Id> phrase_words_;
  std::vector<WordIds::Id> other_words_;  // of the mention that is being profiled
  std::vector<Profile> profiles_;
  std::vector<State> chains_;
  std::vector<ChainId> chain_of_;  // of each mention
  std::vector<ChainId> recent_;    // most recent last
  // The chains that use a word: for each word the latest of its links, which lead back in time.
  struct Link {
    ChainId chain;
    std::int32_t earlier;  // kNone: the first
  };
  std::vector<Link> links_;
  std::vector<std::int32_t> latest_link_;
  std::vector<MentionId> mention_at_;       // of each token, the mention it heads
  std::vector<std::int32_t> quotation_of_;  // of each token
  std::vector<MentionId> speaker_of_;       // of each quotation
};

std::span<const std::int16_t> default_weights();

}  // namespace dragoman
