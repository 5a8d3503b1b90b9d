#include <array>
#include <vector>

#include "language/characters.h"
#include "language/stages.h"

namespace dragoman {
namespace {

// "ed/VBD": forms of that tag and ending lose `strip` bytes and gain `add`.
struct EndingRow {
  std::string_view key;
  std::uint8_t strip;
  std::string_view add;
};
// "went/VBD": a form that the endings get wrong.
struct WordRow {
  std::string_view key, lemma;
};
#include "language/irregular_verbs.inc"
#include "language/lemma_table.inc"

constexpr std::uint32_t kSeed = 2166136261u;

std::uint32_t mix(std::uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619u;
}
// Endings are hashed from the last byte on, so that all endings of a word share one pass.
std::uint32_t hash_backwards(std::string_view s) {
  std::uint32_t hash = kSeed;
  for (std::size_t i = s.size(); i > 0; --i) hash = mix(hash, s[i - 1]);
  return hash;
}

// The generated rows behind one open-addressed table: tag and bytes are compared, the hash only
// finds. Most questions are answered no, so the table holds numbers of rows and fits the first
// cache.
class LemmaTable {
 public:
  LemmaTable() {
    std::size_t size = 1024;
    const std::size_t rows =
        std::size(kEndings) + std::size(kWords) + 2 * std::size(kIrregularVerbs);
    while (size < 3 * rows) size *= 2;
    slots_.resize(size);
    rows_.reserve(rows);
    // The first row of a word wins: what was written by hand before what was learnt.
    for (const IrregularVerb& verb : kIrregularVerbs) {
      add(verb.past, Xpos::VBD, 0, verb.base, true);
      add(verb.participle, Xpos::VBN, 0, verb.base, true);
    }
    for (const EndingRow& row : kEndings) add(row.key, row.strip, row.add, false);
    for (const WordRow& row : kWords) add(row.key, 0, row.lemma, true);
  }

  struct Row {
    std::string_view text, result;
    std::uint8_t strip = 0;
    Xpos xpos = Xpos::None;
    bool word = false;
  };

  const Row* find(std::uint32_t hash, std::string_view text, Xpos xpos, bool word) const {
    for (std::size_t i = place(hash, xpos, word);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i] == 0) return nullptr;
      const Row& row = rows_[slots_[i] - 1];
      if (row.xpos == xpos && row.word == word && row.text == text) return &row;
    }
  }

 private:
  std::size_t place(std::uint32_t hash, Xpos xpos, bool word) const {
    hash = (hash + static_cast<std::uint32_t>(xpos) * 2 + word) * 2654435761u;
    return (hash ^ hash >> 15) & (slots_.size() - 1);
  }

  void add(std::string_view key, std::uint8_t strip, std::string_view result, bool word) {
    const std::size_t slash = key.rfind('/');
    add(key.substr(0, slash), xpos_of(key.substr(slash + 1)).value_or(Xpos::None), strip, result,
        word);
  }
  void add(std::string_view text, Xpos xpos, std::uint8_t strip, std::string_view result,
           bool word) {
    std::size_t i = place(hash_backwards(text), xpos, word);
    while (slots_[i] != 0) i = (i + 1) & (slots_.size() - 1);
    rows_.push_back({text, result, strip, xpos, word});
    slots_[i] = static_cast<std::uint16_t>(rows_.size());
  }

  std::vector<std::uint16_t> slots_;  // 0, or one more than the row's number
  std::vector<Row> rows_;
  static_assert(std::size(kEndings) + std::size(kWords) + 2 * std::size(kIrregularVerbs) < 65535);
};

const LemmaTable& table() {
  static const LemmaTable instance;  // immutable once built from constants
  return instance;
}

// The form that the table is asked for: case folded as the lemma's case demands.
std::string_view base_form(Document& document, const Token& token, bool first, bool shouting) {
  const std::string_view word = document.text_of(token);
  switch (token.xpos) {
    case Xpos::NNP:
    case Xpos::NNPS:
      if (shouting && word.size() > 3 && is_all_upper(word)) {
        std::string title(token.lower);
        title[0] = word[0];
        return document.keep(title);
      }
      return word;
    case Xpos::NN:
    case Xpos::NNS:
      // "TV", "TVs", but no word of a report in capitals.
      return !shouting && word.size() > 1 && is_all_upper(word.substr(0, 2)) &&
                     is_ascii_letter(word[1])
                 ? word
                 : token.lower;
    case Xpos::JJ:
    case Xpos::FW:
      return !first && !shouting && starts_upper(word) ? word : token.lower;
    case Xpos::ADD:
    case Xpos::LS:
    case Xpos::GW:
      return word;
    default:
      return token.lower;
  }
}

std::string_view lemma_of(Document& document, const Token& token, std::string_view form) {
  std::string_view plain = form;
  if (form.size() >= 3 && (token.xpos == Xpos::CD || form.find("’") != std::string_view::npos)) {
    std::string changed;
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (token.xpos == Xpos::CD && form[i] == ',' && is_ascii_digit(form[0])) continue;  // 200,000
      if (form.substr(i, 3) == "’") {
        changed += '\'';
        i += 2;
      } else {
        changed += form[i];
      }
    }
    if (changed != form) plain = document.keep(changed);
  }
  const LemmaTable& rows = table();
  if (const auto* slot = rows.find(hash_backwards(plain), plain, token.xpos, true))
    return slot->result;
  // "tore", "froze" taken for a present: no present of a regular verb looks like that.
  if (token.xpos == Xpos::VBP)
    if (const auto* slot = rows.find(hash_backwards(plain), plain, Xpos::VBD, true))
      return slot->result;
  const LemmaTable::Row* best = rows.find(kSeed, {}, token.xpos, false);
  std::uint32_t hash = kSeed;
  std::size_t letters = 0;
  // Endings have at most five letters, and always leave one of the word.
  for (std::size_t i = plain.size(); i > 1 && letters < 5;) {
    do hash = mix(hash, plain[--i]);
    while (i > 0 && (static_cast<unsigned char>(plain[i]) & 0xC0) == 0x80);
    if (i == 0) break;
    ++letters;
    if (const auto* slot = rows.find(hash, plain.substr(i), token.xpos, false)) best = slot;
  }
  if (!best || best->strip > plain.size() || (best->strip == 0 && best->result.empty()))
    return plain;
  std::array<char, 64> buffer;
  const std::size_t stem = plain.size() - best->strip;
  if (stem + best->result.size() > buffer.size()) return plain;
  // Never cut a letter of several bytes: "Beyoncé" tagged as a plural.
  if (stem < plain.size() && (static_cast<unsigned char>(plain[stem]) & 0xC0) == 0x80) return plain;
  plain.copy(buffer.data(), stem);
  best->result.copy(buffer.data() + stem, best->result.size());
  return document.keep({buffer.data(), stem + best->result.size()});
}

// Written wholly in capitals, as old wire reports and headlines are.
bool is_shouting(const Document& document, const Sentence& sentence) {
  int letters = 0;
  for (char c : document.text_of(sentence.span)) {
    if (is_ascii_lower(c)) return false;
    letters += is_ascii_upper(c);
  }
  return letters > 8;
}

}  // namespace

void lemmatise(Document& document) {
  for (const Sentence& sentence : document.sentences) {
    const bool shouting = is_shouting(document, sentence);
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      Token& token = document.tokens[t];
      const bool first = t == sentence.tokens.begin;
      token.lemma = lemma_of(document, token, base_form(document, token, first, shouting));
    }
  }
}

}  // namespace dragoman
