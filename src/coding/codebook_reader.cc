#include "coding/codebook_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace dragoman {
namespace {

std::string_view trim(std::string_view s) {
  const auto begin = s.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(" \t\r") - begin + 1);
}

// Splits at a separator that stands outside braces.
std::vector<std::string_view> split(std::string_view s, char separator) {
  std::vector<std::string_view> out;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= s.size(); ++i) {
    if (i < s.size() && s[i] == '{') ++depth;
    if (i < s.size() && s[i] == '}') --depth;
    if (i == s.size() || (s[i] == separator && depth == 0)) {
      if (const auto part = trim(s.substr(begin, i - begin)); !part.empty()) out.push_back(part);
      begin = i + 1;
    }
  }
  return out;
}

std::vector<std::string> words_of(std::string_view s) {
  std::vector<std::string> out;
  for (auto w : split(s, ' ')) out.emplace_back(w);
  return out;
}

// The tokeniser parts most words at their hyphens ("cease - fire") but not after a prefix
// ("counter-offensive"): what is written with one is looked for in both ways. Empty without one.
std::string parted(std::string_view s) {
  if (s.find('-') == std::string_view::npos) return {};
  std::string out;
  for (char c : s) out += c == '-' ? std::string(" - ") : std::string(1, c);
  return out;
}

bool is_entity_code(std::string_view s) {
  for (const char* code : {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
    if (s == code) return true;
  return false;
}

}  // namespace

void CodebookReader::complain(std::string message, const std::string& hint) {
  errors_.push_back({"E301-codebook", std::move(message), file_, line_,
                     hint.empty() ? "the grammar of frame files is in docs/codebook.md" : hint});
}

void CodebookReader::read_file(const std::string& path, std::string_view text) {
  file_ = path;
  line_ = 0;
  current_ = -1;
  all_text_ += text;
  std::size_t at = 0;
  std::string joined;  // a line that begins with blanks and has no key continues the one before
  int joined_line = 0;
  const auto flush = [&] {
    if (joined.empty()) return;
    const int here = line_;
    line_ = joined_line;
    const std::string_view s = trim(joined);
    if (s.starts_with("frame ")) {
      open_frame(trim(s.substr(6)));
    } else if (s.starts_with("+ ") || s.starts_with("- ")) {
      read_entry(s.substr(0, 1), trim(s.substr(2)));
    } else if (const auto colon = s.find(':'); colon == std::string_view::npos) {
      complain(fmt::format("expected 'key: value', found '{}'", s.substr(0, 40)));
    } else {
      read_entry(trim(s.substr(0, colon)), trim(s.substr(colon + 1)));
    }
    joined.clear();
    line_ = here;
  };
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++line_;
    if (const auto hash = line.find('#'); hash != std::string_view::npos)
      line = line.substr(0, hash);
    if (trim(line).empty()) continue;
    if (line.starts_with("    ") && !joined.empty()) {  // four blanks: continuation
      joined += ' ';
      joined += trim(line);
      continue;
    }
    flush();
    joined = line;
    joined_line = line_;
  }
  flush();
}

void CodebookReader::open_frame(std::string_view header) {
  const auto less = header.find('<');
  const std::string id(trim(header.substr(0, less)));
  if (by_id_.contains(id)) {
    complain(fmt::format("frame '{}' is defined twice", id));
    current_ = -1;
    return;
  }
  Frame frame;
  if (less != std::string_view::npos) {
    const std::string parent(trim(header.substr(less + 1)));
    const auto found = by_id_.find(parent);
    if (found == by_id_.end()) {
      complain(fmt::format("parent frame '{}' is unknown", parent),
               "a parent must stand before its children, in this file or one read earlier");
    } else {
      frame = book_.frames_[static_cast<std::size_t>(found->second)];
      frame.examples.clear();
      frame.counterexamples.clear();
      frame.negated = false;
      frame.parent = found->second;
    }
  }
  frame.id = id;
  frame.file = file_;
  frame.line = line_;
  current_ = static_cast<FrameId>(book_.frames_.size());
  by_id_[id] = current_;
  book_.frames_.push_back(std::move(frame));
}

Words CodebookReader::phrase_of(std::string_view words, bool named) {
  Words out;
  for (const auto word : split(words, ' ')) {
    out.push_back(book_.intern(word));
    if (named) book_.words_[static_cast<std::size_t>(out.back())].named = true;
  }
  return out;
}

void CodebookReader::read_class(std::string_view name, std::string_view members) {
  const auto [known, added] =
      book_.class_ids_.try_emplace(std::string(name), static_cast<ClassId>(book_.classes_.size()));
  if (added) book_.classes_.emplace_back().name = name;
  auto& list = book_.classes_[static_cast<std::size_t>(known->second)].members;
  // Each member once: classes that name each other would else double with every line.
  const auto add = [&](Words words) {
    if (std::find(list.begin(), list.end(), words) == list.end()) list.push_back(std::move(words));
  };
  for (auto member : split(members, ',')) {
    if (member.starts_with('@')) {
      const ClassId other = book_.class_id(member.substr(1));
      if (other < 0) {
        complain(fmt::format("class '{}' is unknown", member));
        continue;
      }
      const auto copy = book_.classes_[static_cast<std::size_t>(other)].members;
      for (const auto& words : copy) add(words);
      continue;
    }
    add(phrase_of(member, true));
    if (const auto apart = parted(member); !apart.empty()) add(phrase_of(apart));
  }
}

void CodebookReader::read_entry(std::string_view key, std::string_view value) {
  if (key.starts_with("class ")) return read_class(trim(key.substr(6)), value);
  if (key.starts_with("future ") || key.starts_with("refused ")) {
    const auto from = event_type_of(trim(key.substr(key.find(' ') + 1)));
    const auto to = event_type_of(value);
    if (!from || !to) return complain("unknown event type");
    auto& table = key.starts_with("future ") ? book_.future_ : book_.refused_;
    table[static_cast<std::size_t>(*from)] = *to;
    return;
  }
  if (current_ < 0) return complain(fmt::format("'{}' stands outside any frame", key));
  Frame& frame = book_.frames_[static_cast<std::size_t>(current_)];
  if (key == "verbs") return read_patterns(value, WordClass::Verb);
  if (key == "nouns") return read_patterns(value, WordClass::Noun);
  if (key == "adjectives") return read_patterns(value, WordClass::Adjective);
  if (key == "+") return frame.examples.push_back(std::string(value));
  if (key == "-") return frame.counterexamples.push_back(std::string(value));
  if (key == "type") {
    frame.is_event = value != "NONE";
    if (!frame.is_event) return;
    const auto type = event_type_of(value);
    if (!type) return complain(fmt::format("'{}' is not a PLOVER type", value));
    if (frame.type != *type) frame.modes.clear();
    frame.type = *type;
  } else if (key == "mode") {
    frame.modes.clear();
    for (auto mode : split(value, ',')) {
      const auto& known = modes_of(frame.type);
      if (std::find(known.begin(), known.end(), mode) == known.end())
        complain(fmt::format("'{}' is not a mode of {}", mode, name_of(frame.type)));
      frame.modes.emplace_back(mode);
    }
  } else if (key == "context") {
    frame.contexts.clear();
    for (auto context : split(value, ',')) {
      if (std::find(all_contexts().begin(), all_contexts().end(), context) == all_contexts().end())
        complain(fmt::format("'{}' is not a context", context));
      frame.contexts.emplace_back(context);
    }
  } else if (key == "cameo") {
    if (value.size() < 2 || value.find_first_not_of("0123456789") != std::string_view::npos)
      complain(fmt::format("'{}' is not a CAMEO code", value));
    frame.cameo = value;
  } else if (key == "actor") {
    frame.actor = read_slots(value);
  } else if (key == "recipient") {
    frame.recipient = read_slots(value);
  } else if (key == "noun-actor") {
    frame.noun_actor = read_slots(value);
  } else if (key == "noun-recipient") {
    frame.noun_recipient = read_slots(value);
  } else if (key == "reciprocal") {
    frame.reciprocal = value == "yes";
  } else if (key == "transparent") {
    frame.transparent = value == "yes";
  } else if (key == "toward") {
    if (value == "none")
      frame.toward = Frame::TowardRule::None;
    else if (value == "optional")
      frame.toward = Frame::TowardRule::Optional;
    else if (value == "required")
      frame.toward = Frame::TowardRule::Required;
    else
      complain("toward is none, optional or required");
  } else if (key == "retype" || key == "mode-of-toward") {
    for (auto part : split(value, ',')) {
      const auto equal = part.find('=');
      const auto from = event_type_of(trim(part.substr(0, equal)));
      if (!from || equal == std::string_view::npos) {
        complain(fmt::format("'{}' is not TYPE=value", part));
        continue;
      }
      const auto to = trim(part.substr(equal + 1));
      if (key == "retype") {
        const auto type = event_type_of(to);
        if (type)
          frame.retype[*from] = *type;
        else
          complain(fmt::format("'{}' is not a PLOVER type", to));
      } else {
        frame.mode_of_toward[*from] =
            to == "-" ? std::vector<std::string>{} : std::vector<std::string>{std::string(to)};
      }
    }
  } else if (key == "act") {
    frame.acts.clear();
    for (auto entry : split(value, ';')) {
      const auto space = entry.find(' ');
      const auto type = event_type_of(entry.substr(0, space));
      if (!type) {
        complain(fmt::format("'{}' is not TYPE word | @class", entry));
        continue;
      }
      auto& [act, values] = frame.acts.emplace_back(*type, std::vector<Value>{});
      if (space == std::string_view::npos) continue;
      for (auto word : split(entry.substr(space), '|')) {
        Value& act_word = values.emplace_back();
        if (word.starts_with('@')) {
          act_word.kind = Value::Kind::Class;
          act_word.name = word.substr(1);
          used_classes_.push_back(act_word.name);
        } else {
          act_word.words = phrase_of(word);
        }
      }
    }
  } else if (key == "negated") {
    frame.negated = value == "yes";
  } else if (key == "needs") {
    frame.needs.clear();
    for (auto need : split(value, ',')) {
      if (need != "actor" && need != "recipient" && need != "party" && need != "two")
        complain(fmt::format("'{}' is no need (actor, recipient, party, two)", need));
      frame.needs.emplace_back(need);
    }
  } else {
    complain(fmt::format("unknown key '{}'", key));
  }
}

std::vector<Slot> CodebookReader::read_slots(std::string_view list) {
  std::vector<Slot> out;
  for (auto part : split(list, ',')) {
    Slot slot;
    if (part == "-") continue;
    if (read_slot(part, slot)) out.push_back(std::move(slot));
  }
  return out;
}

bool CodebookReader::read_slot(std::string_view text, Slot& out) {
  static const std::unordered_map<std::string_view, SlotKind> names = {
      {"subj", SlotKind::Subject},        {"obj", SlotKind::Object},
      {"iobj", SlotKind::IndirectObject}, {"comp", SlotKind::Complement},
      {"poss", SlotKind::Possessor},      {"mod", SlotKind::Modifier},
      {"speaker", SlotKind::Speaker}};
  if (const auto found = names.find(text); found != names.end()) {
    out.kind = found->second;
    return true;
  }
  // kinds of clause that "comp" does not tell apart
  if (text == "inf" || text == "that" || text == "must") {
    out.kind = SlotKind::Complement;
    out.preposition = text;
    return true;
  }
  if (text.empty() ||
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos) {
    complain(fmt::format("'{}' is no slot", text),
             "subj obj iobj comp inf that must poss mod speaker, or a preposition");
    return false;
  }
  out.kind = SlotKind::Preposition;
  out.preposition = text;
  return true;
}

void CodebookReader::read_patterns(std::string_view list, WordClass word_class) {
  for (auto part : split(list, ',')) {
    read_pattern(part, word_class);
    const auto brace = std::min(part.find('{'), part.size());
    if (const auto apart = parted(part.substr(0, brace)); !apart.empty())
      read_pattern(apart + std::string(part.substr(brace)), word_class);
  }
}

// "@hand_over {obj suspect}": one pattern for each member of a class of verbs or nouns.
void CodebookReader::read_patterns_of_class(std::string_view text, WordClass word_class) {
  const auto name = text.substr(1, text.find_first_of(" {") - 1);
  const ClassId known = book_.class_id(name);
  if (known < 0) return complain(fmt::format("class '@{}' is unknown", name));
  for (const Words& member : book_.members(known)) {
    std::string words;
    for (const WordId word : member)
      words += (words.empty() ? "" : " ") + book_.about(word).spelling;
    read_pattern(words + std::string(text.substr(1 + name.size())), word_class);
  }
}

// "hold {obj @talks; !with person}", "call on", "air strike", "coup"
void CodebookReader::read_pattern(std::string_view text, WordClass word_class) {
  if (text.starts_with('@')) return read_patterns_of_class(text, word_class);
  Pattern pattern;
  pattern.frame = current_;
  pattern.word_class = word_class;
  pattern.source = text;
  const auto brace = text.find('{');
  if (brace != std::string_view::npos) {
    if (!text.ends_with('}')) return complain(fmt::format("'{}' lacks its closing brace", text));
    for (auto part : split(text.substr(brace + 1, text.size() - brace - 2), ';')) {
      // "{at | into | on}": one pattern for each of the slots. "{!at | on}": neither is filled.
      part = trim(part);
      if (const auto bar = part.find('|');
          bar != std::string_view::npos &&
          trim(part.substr(0, bar)).find(' ') == std::string_view::npos) {
        const auto at = static_cast<std::size_t>(part.data() - text.data());
        if (part.starts_with('!')) {
          const std::string both = fmt::format("{}", fmt::join(split(part, '|'), "; !"));
          read_pattern(
              fmt::format("{}{}{}", text.substr(0, at), both, text.substr(at + part.size())),
              word_class);
          return;
        }
        for (auto slot : split(part, '|'))
          read_pattern(
              fmt::format("{}{}{}", text.substr(0, at), slot, text.substr(at + part.size())),
              word_class);
        return;
      }
      Constraint constraint;
      if (read_constraint(part, constraint)) pattern.constraints.push_back(std::move(constraint));
    }
  }
  auto words = words_of(text.substr(0, brace));
  if (words.empty()) return complain("a pattern needs a word");
  if (word_class == WordClass::Verb) {
    // "baton-charge" in parts: the verb is the last, the others stand before it
    while (words.size() > 2 && words[1] == "-") {
      for (int i : {0, 1}) pattern.before.push_back(book_.intern(words[i]));
      words.erase(words.begin(), words.begin() + 2);
    }
    pattern.lemma = words[0];
    // "call on", "break off": the second word is a particle or a preposition with its object
    for (std::size_t i = 1; i < words.size(); ++i) {
      Constraint particle;
      particle.slot.kind = SlotKind::Particle;
      particle.slot.preposition = words[i];
      pattern.constraints.push_back(std::move(particle));
    }
  } else {
    // The head is the last word unless one is marked with '*' ("coup* d'état").
    std::size_t head = words.size() - 1;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].ends_with('*')) {
        words[i].pop_back();
        head = i;
      }
    pattern.lemma = words[head];
    for (std::size_t i = 0; i < words.size(); ++i) {
      const WordId word = book_.intern(words[i]);
      book_.words_[static_cast<std::size_t>(word)].named = true;
      if (i != head) (i < head ? pattern.before : pattern.after).push_back(word);
    }
  }
  pattern.specificity = static_cast<int>(pattern.before.size() + pattern.after.size()) * 2;
  for (const auto& c : pattern.constraints)
    if (!c.negated)
      pattern.specificity += c.values.empty() && c.slot.kind != SlotKind::Particle ? 1 : 2;
  book_.patterns_.push_back(std::move(pattern));
}

bool CodebookReader::read_constraint(std::string_view text, Constraint& out) {
  text = trim(text);
  if (text.starts_with('!')) {
    out.negated = true;
    text = trim(text.substr(1));
  }
  const auto space = text.find(' ');
  if (!read_slot(text.substr(0, space), out.slot)) return false;
  if (out.slot.kind == SlotKind::Speaker) {
    complain("'speaker' stands in no constraint", "it is a slot of 'actor' and 'recipient'");
    return false;
  }
  if (space == std::string_view::npos) return true;
  for (auto part : split(text.substr(space + 1), '|')) {
    Value value;
    if (!read_value(part, value)) return false;
    const auto apart = value.kind == Value::Kind::Lemma ? parted(part) : std::string();
    out.values.push_back(std::move(value));
    if (!apart.empty()) out.values.emplace_back().words = phrase_of(apart);
  }
  return true;
}

bool CodebookReader::read_value(std::string_view text, Value& out) {
  static const std::unordered_map<std::string_view, Value::Sort> sorts = {
      {"PARTY", Value::Sort::Party},     {"PARTIES", Value::Sort::Parties},
      {"COUNTRY", Value::Sort::Country}, {"PERSON", Value::Sort::Person},
      {"PLACE", Value::Sort::Place},     {"ORGANISATION", Value::Sort::Organisation}};
  if (text.starts_with('@')) {
    out.kind = Value::Kind::Class;
    out.name = text.substr(1);
    used_classes_.push_back(out.name);
    return true;
  }
  if (const auto sort = sorts.find(text); sort != sorts.end()) {
    out.kind = Value::Kind::Any;
    out.sort = sort->second;
    return true;
  }
  if (const auto sector = sector_of(text)) {
    out.kind = Value::Kind::Sector;
    out.sectors.add(*sector);
    return true;
  }
  if (is_entity_code(text)) {
    out.kind = Value::Kind::Code;
    out.name = text;
    return true;
  }
  if (text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos) {
    complain(fmt::format("'{}' is no sector, code or sort", text));
    return false;
  }
  out.kind = Value::Kind::Lemma;
  out.words = phrase_of(text, true);
  return !out.words.empty();
}

Codebook CodebookReader::finish() {
  std::sort(used_classes_.begin(), used_classes_.end());
  used_classes_.erase(std::unique(used_classes_.begin(), used_classes_.end()), used_classes_.end());
  for (const auto& name : used_classes_)
    if (book_.class_id(name) < 0) {
      line_ = -1;
      complain(fmt::format("class '@{}' is used but not defined", name));
    }
  std::stable_sort(book_.patterns_.begin(), book_.patterns_.end(),
                   [](const Pattern& a, const Pattern& b) {
                     return std::tie(a.lemma, a.word_class) < std::tie(b.lemma, b.word_class);
                   });
  book_.index();
  book_.checksum_ = fmt::format("{:016x}", XXH64(all_text_.data(), all_text_.size(), 0));
  return std::move(book_);
}

}  // namespace dragoman
