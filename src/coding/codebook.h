// The codebook: frames that say which words, in which syntax and company, are which event. Read
// from data/frames/*.frames at start-up (the grammar of the files is in docs/codebook.md), checked,
// indexed by lemma, and immutable after.
//
//   auto codebook = Codebook::load("data/frames");
//   for (const Pattern& p : codebook->patterns("bomb", WordClass::Verb)) ...
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "coding/event.h"
#include "knowledge/entity.h"

namespace dragoman {

enum class WordClass : std::uint8_t { Verb, Noun, Adjective };

// A place in the syntax around a predicate. Logical, not surface: the subject of a passive is the
// Object, the "by" phrase its Subject.
enum class SlotKind : std::uint8_t {
  Subject,
  Object,
  IndirectObject,
  Complement,
  Possessor,
  Modifier,
  Preposition,
  Particle,
  Speaker  // who says what the clause tells; a slot of parties, in no constraint
};
struct Slot {
  SlotKind kind = SlotKind::Subject;
  std::string preposition;  // for Preposition: "on", "against"
  bool operator==(const Slot&) const = default;
};

// What a constraint accepts.
struct Value {
  enum class Kind : std::uint8_t { Lemma, Class, Sector, Code, Any } kind = Kind::Lemma;
  std::vector<std::string> words;  // Lemma: "air strike" → {"air", "strike"}; Code: {"IGO"}
  SectorSet sectors;
  enum class Sort : std::uint8_t {
    Party,
    Parties,
    Country,
    Person,
    Place,
    Organisation
  } sort = Sort::Party;
};
struct Constraint {
  Slot slot;
  bool negated = false;
  std::vector<Value> values;  // any of them; none: the slot must merely be filled
};

using FrameId = std::int32_t;

struct Pattern {
  FrameId frame = -1;
  WordClass word_class = WordClass::Verb;
  std::string lemma;
  std::vector<std::string>
      before;  // lemmas right before the head word of a multiword noun ("air" strike)
  std::vector<std::string> after;  // lemmas right after it ("coup d'état")
  std::vector<Constraint> constraints;
  int specificity = 0;
  std::string source;  // as written, for `explain`
};

struct Frame {
  std::string id;
  FrameId parent = -1;
  std::string file;
  int line = 0;
  EventType type = EventType::AGREE;
  bool is_event = true;  // "type: NONE": recognised so that nothing else is made of it
  std::vector<std::string> modes, contexts;
  std::string cameo;
  std::vector<Slot> actor, recipient;
  std::vector<Slot> noun_actor, noun_recipient;
  bool reciprocal = false;  // all parties are actors
  bool swap_on_passive = true;
  // Operators: the act named by the complement (or object) is what is promised, threatened, asked.
  enum class TowardRule : std::uint8_t { None, Optional, Required } toward = TowardRule::None;
  // An operator whose complement stays an event of its own ("managed to", "began to").
  bool transparent = false;
  std::map<EventType, EventType> retype;  // by the type of the act
  std::map<EventType, std::vector<std::string>> mode_of_toward;
  // What the act is where no event under the operator says so: the first type one of whose words
  // ("@class" or a phrase) stands there; an entry without words holds always.
  std::vector<std::pair<EventType, std::vector<std::string>>> acts;
  // The patterns hold only where the predicate is negated, and mean just that ("has no plans to").
  bool negated = false;
  std::vector<std::string> needs;  // "actor", "recipient", "parties": dropped without
  std::vector<std::string> examples, counterexamples;
};

class Codebook {
 public:
  Codebook() {
    for (int i = 0; i < kEventTypeCount; ++i)
      future_[static_cast<std::size_t>(i)] = refused_[static_cast<std::size_t>(i)] =
          static_cast<EventType>(i);
  }
  static Result<Codebook> load(const std::string& folder,
                               const std::vector<std::string>& extra = {});
  // Every fault of the frames in these folders, read one after another as load() reads them.
  static std::vector<Error> validate(const std::vector<std::string>& folders);

  std::span<const Pattern> patterns(std::string_view lemma, WordClass word_class) const;
  const Frame& frame(FrameId id) const { return frames_[static_cast<std::size_t>(id)]; }
  std::span<const Frame> frames() const { return frames_; }
  bool in_class(std::string_view class_name, std::string_view lemma) const;
  // The members of a class that are one word; an unknown class is empty.
  struct WordHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;
  WordSet words_of_class(std::string_view class_name) const;
  // True for a lemma that some noun pattern, class or constraint names.
  bool names(std::string_view lemma) const { return words_.contains(std::string(lemma)); }
  // Multiword members of a class are stored as "air strike"; members of one word likewise.
  const std::vector<std::vector<std::string>>* word_class(std::string_view name) const;
  // What a type becomes when the act lies ahead (PLOVER: a future CONSULT is AGREE), or when it is
  // refused.
  EventType when_future(EventType type) const { return future_[static_cast<std::size_t>(type)]; }
  EventType when_refused(EventType type) const { return refused_[static_cast<std::size_t>(type)]; }
  std::size_t pattern_count() const { return patterns_.size(); }
  std::string checksum() const { return checksum_; }

 private:
  friend class CodebookReader;
  std::vector<Frame> frames_;
  std::vector<Pattern> patterns_;  // sorted by lemma and word class
  std::unordered_map<std::string, std::pair<std::uint32_t, std::uint32_t>> index_;
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> classes_;
  std::unordered_set<std::string> words_;
  std::array<EventType, kEventTypeCount> future_{}, refused_{};
  std::string checksum_;
};

}  // namespace dragoman
