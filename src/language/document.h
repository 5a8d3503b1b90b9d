// The annotated document: one object that owns the text and everything the stages find in it, in
// contiguous columns addressed by index. Stages fill it in the order that engine.cc lists; each
// later layer refers to earlier ones by id, never by pointer. Strings that are not slices of the
// text (lemmas) live in the document's own pool, so a document can be moved and outlives nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "coding/event.h"
#include "knowledge/entity.h"
#include "language/tagset.h"

namespace dragoman {

using TokenId = std::int32_t;     // index into Document::tokens, -1 for none
using SentenceId = std::int32_t;  // index into Document::sentences
using MentionId = std::int32_t;   // index into Document::mentions
using ChainId = std::int32_t;     // index into Document::chains
inline constexpr std::int32_t kNone = -1;

// What a reader hands over: the text exactly as read, and what is known about it.
struct Source {
  std::string id;     // unique in a run; file name and position where the input has none
  std::string text;   // valid UTF-8; every offset of every record refers to it
  std::string title;  // empty where unknown; may also stand in the text
  std::string url, publication, language;
  std::optional<Date> published;
  std::string published_basis;  // "metadata", "dateline", "body", "narrowed" ...: how it was found
  std::string file;             // where it was read
  std::int64_t offset = 0;      // line or byte there
};

// A stretch of text of one kind. Furniture ("Follow us on Twitter") stays in the text, so that
// offsets hold, but no sentence is made of it.
enum class BlockKind : std::uint8_t {
  Title,
  Paragraph,
  Heading,
  Dateline,
  Byline,
  Date,
  Credit,
  Caption,
  Furniture
};
std::string_view name_of(BlockKind);
struct Block {
  Span span;
  BlockKind kind = BlockKind::Paragraph;
  const char* reason = "";  // the rule that decided, for `explain`
};

struct TokenRange {  // half-open
  TokenId begin = 0, end = 0;
  bool contains(TokenId t) const { return begin <= t && t < end; }
  bool contains(TokenRange o) const { return begin <= o.begin && o.end <= end; }
  TokenId size() const { return end - begin; }
  bool operator==(const TokenRange&) const = default;
};

struct Sentence {
  Span span;
  TokenRange tokens;
  std::int32_t block = 0;  // index into Document::blocks
  TokenId root = kNone;
  bool quoted = false;  // lies wholly inside quotation marks
};

enum class NameType : std::uint8_t { None, Person, Organisation, Location, Miscellaneous };
std::string_view name_of(NameType);

struct Token {
  Span span;
  std::string_view lemma;  // in the document's pool, lower case except for proper nouns
  std::string_view lower;  // the word itself in lower case
  TokenId head = kNone;    // absolute index; kNone for the root
  SentenceId sentence = 0;
  Upos upos = Upos::X;
  Xpos xpos = Xpos::None;
  Deprel deprel = Deprel::dep;
  VerbForm verb_form = VerbForm::None;
  NameType name = NameType::None;
  bool space_after = true;
  // Part of a multi-word token such as "don't" = do + n't: index of its first word, else kNone.
  TokenId surface_first = kNone;
};

// The numbers that the codebook has for the words of a token (Codebook::word; -1: it has none). A
// word of a frame stands at a token that it equals in one of these ways.
struct CodebookWords {
  std::int32_t lower = -1;   // of Token::lower
  std::int32_t lemma = -1;   // of Token::lemma
  std::int32_t folded = -1;  // of the lemma of a name without its capitals
};

struct Name {
  TokenRange tokens;
  NameType type = NameType::None;
};

enum class MentionKind : std::uint8_t { Name, Nominal, Pronoun, Metonym };
std::string_view name_of(MentionKind);

// A noun phrase that may denote a person, group, state, organisation or place. A mention covers its
// whole phrase (with determiners, appositions excluded) and nests freely.
struct Mention {
  TokenRange tokens;
  TokenId head = kNone;
  MentionKind kind = MentionKind::Nominal;
  NameType type = NameType::None;
  ChainId chain = kNone;
  bool plural = false;
  // Filled by the resolution stage: usually one entity, several for "the two leaders", none where
  // the phrase denotes no party.
  std::vector<Entity> entities;
};

struct Chain {  // mentions that denote the same thing, in text order
  std::vector<MentionId> mentions;
  MentionId representative = kNone;  // its most informative mention
};

// A place named in the text, resolved or not.
struct Toponym {
  TokenRange tokens;
  Place place;
};

// A time expression, resolved against the publication day and its context where it could be.
struct TimeExpression {
  TokenRange tokens;
  Span span;
  std::optional<DateRange> range;
  Grain grain = Grain::Day;
  enum class Kind : std::uint8_t { Date, Duration, Set, Relative } kind = Kind::Date;
  const char* rule = "";
  // In the manner of TimeML: "2016-08-16", "2004-W47", "2006-Q4", "P2Y", "XXXX-XX-XX" (unknown).
  std::string value;
  // A Relative expression counts from the happening named by this token ("a day after the attack"):
  // offset units (D, W, M, Y) on, back where negative. kNone: from what was told just before.
  TokenId anchor = kNone;
  int offset = 0;
  char unit = 'D';
};

class Document {
 public:
  Document() = default;
  explicit Document(Source s) : source(std::move(s)) {}
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Source source;
  std::vector<Block> blocks;  // cover the text in order
  std::vector<std::string>
      contributors;  // agencies of a credit line ("With reporting by Reuters, TASS")
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<CodebookWords> codebook_words;  // by token; filled by find_predicates
  std::vector<Name> names;
  std::vector<Mention> mentions;
  std::vector<Chain> chains;
  std::vector<Toponym> toponyms;
  std::vector<TimeExpression> times;
  std::optional<Place> dateline;  // where the report was filed
  std::vector<Event> events;
  std::vector<std::string> trace;  // what `explain` shows; filled only where tracing is on
  bool tracing = false;

  std::string_view text() const { return source.text; }
  std::string_view text_of(Span s) const { return slice(source.text, s); }
  std::string_view text_of(const Token& t) const { return text_of(t.span); }
  std::string_view word(TokenId t) const {
    return text_of(tokens[static_cast<std::size_t>(t)].span);
  }
  Span span_of(TokenRange r) const {
    return r.begin >= r.end ? Span{} : Span{tokens[r.begin].span.begin, tokens[r.end - 1].span.end};
  }
  // A copy of s that lives as long as the document.
  std::string_view keep(std::string_view s);
  // Children of a token in text order; valid once heads are set and index_children() was called.
  std::span<const TokenId> children(TokenId t) const {
    return std::span(children_).subspan(first_child_[t], first_child_[t + 1] - first_child_[t]);
  }
  void index_children();
  // The mention whose head is t (the longest), or kNone; valid after index_mentions().
  MentionId mention_headed_by(TokenId t) const {
    return mention_of_head_.empty() ? kNone : mention_of_head_[t];
  }
  void index_mentions();

 private:
  std::deque<std::string> pool_;
  std::unordered_map<std::string_view, std::string_view> interned_;
  std::vector<TokenId> children_;           // of all tokens, one after the other
  std::vector<std::uint32_t> first_child_;  // of each token, in children_; last, the end
  std::vector<MentionId> mention_of_head_;
};

}  // namespace dragoman
