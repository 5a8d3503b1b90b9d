// The codebook: frames that say which words, in which syntax and company, are which event. Read
// from data/frames/*.frames at start-up (the grammar of the files is in docs/codebook.md), checked,
// indexed by lemma, and immutable after. Its words are numbers: a document's words are looked up
// once (find_predicates), and whatever is compared after is a number.
//
//   auto codebook = Codebook::load("data/frames");
//   const WordId bomb = codebook->word("bomb");
//   for (const Pattern& p : codebook->patterns(bomb, WordClass::Verb)) ...
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "coding/event.h"
#include "knowledge/entity.h"

namespace dragoman {

enum class WordClass : std::uint8_t { Verb, Noun, Adjective };

using WordId = std::int32_t;   // a word that the frame files use; -1: another word
using ClassId = std::int32_t;  // a class of words ("class talks: ..."); -1: an unknown class
using Words = std::vector<WordId>;

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
  Words words;              // Lemma: "air strike" → {air, strike}
  std::string name;         // Class: its name; Code: "IGO"
  ClassId word_class = -1;  // Class
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
  int slot_number = 0;        // the same for the same slot, below Codebook::slot_count()
};

using FrameId = std::int32_t;

struct Pattern {
  FrameId frame = -1;
  WordClass word_class = WordClass::Verb;
  bool negated = false;  // as its frame: asked of every pattern, and frames lie far apart
  std::string lemma;
  Words before;  // lemmas right before the head word of a multiword noun ("air" strike)
  Words after;   // lemmas right after it ("coup d'état")
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
  // (classes or phrases) stands there; an entry without words holds always.
  std::vector<std::pair<EventType, std::vector<Value>>> acts;
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

  std::span<const Pattern> patterns(WordId lemma, WordClass word_class) const;
  const Frame& frame(FrameId id) const { return frames_[static_cast<std::size_t>(id)]; }
  std::span<const Frame> frames() const { return frames_; }
  int slot_count() const { return slot_count_; }

  WordId word(std::string_view word) const {
    const auto found = vocabulary_.find(word);
    return found == vocabulary_.end() ? -1 : found->second;
  }
  std::size_t word_count() const { return words_.size(); }
  // True for a lemma that some noun pattern, class or constraint names.
  bool names(WordId word) const { return word >= 0 && about(word).named; }

  // --- classes of words; their members are words and phrases ("air strike")
  ClassId class_id(std::string_view name) const;
  std::span<const Words> members(ClassId word_class) const;
  // Where a word stands in the classes: the members that it is a word of, by class and member.
  struct Membership {
    ClassId word_class;
    std::int32_t member;
  };
  std::span<const Membership> memberships(WordId word) const;
  std::span<const Membership> memberships(WordId word, ClassId word_class) const;
  // Whether the word alone is a member.
  bool in_class(ClassId word_class, WordId word) const;
  // The class "container": words of measure and number ("thousands of soldiers").
  bool is_container(WordId word) const { return word >= 0 && about(word).container; }
  // The classes "context-NAME" with what they are the context of, or empty for another class.
  std::string_view context_of(ClassId word_class) const {
    return classes_[static_cast<std::size_t>(word_class)].context;
  }
  // True for the last word of a member of such a class.
  bool ends_context(WordId word) const { return word >= 0 && about(word).ends_context; }
  // The classes "mode-TYPE-NAME" of a type, in the order of modes_of().
  struct ModeClass {
    std::string_view mode;
    ClassId word_class;
  };
  std::span<const ModeClass> mode_classes(EventType type) const {
    return modes_[static_cast<std::size_t>(type)];
  }

  // What a type becomes when the act lies ahead (PLOVER: a future CONSULT is AGREE), or when it is
  // refused.
  EventType when_future(EventType type) const { return future_[static_cast<std::size_t>(type)]; }
  EventType when_refused(EventType type) const { return refused_[static_cast<std::size_t>(type)]; }
  std::size_t pattern_count() const { return patterns_.size(); }
  std::string checksum() const { return checksum_; }

 private:
  friend class CodebookReader;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  struct AboutWord {
    std::string spelling;
    bool named = false, container = false, ends_context = false;
    std::array<std::pair<std::uint32_t, std::uint32_t>, 3> patterns{};  // by word class: from, to
    std::vector<Membership> memberships;
  };
  struct Class {
    std::string name;
    std::vector<Words> members;
    std::string_view context;
  };
  const AboutWord& about(WordId word) const { return words_[static_cast<std::size_t>(word)]; }
  WordId intern(std::string_view word);  // its number, a new one where it has none
  void index();                          // once all is read

  std::vector<Frame> frames_;
  std::vector<Pattern> patterns_;  // sorted by lemma and word class
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> vocabulary_;
  std::vector<AboutWord> words_;
  std::unordered_map<std::string, ClassId, Hash, std::equal_to<>> class_ids_;
  std::vector<Class> classes_;
  std::array<std::vector<ModeClass>, kEventTypeCount> modes_;
  int slot_count_ = 0;
  std::array<EventType, kEventTypeCount> future_{}, refused_{};
  std::string checksum_;
};

}  // namespace dragoman
