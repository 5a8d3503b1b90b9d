#include "coding/codebook.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "coding/codebook_reader.h"

namespace dragoman {
namespace {

// Frame files of a folder by name, so that the order of reading is the same everywhere. Files whose
// name begins with "_" hold classes and rules that the others use, and come first ('_' sorts before
// lower-case letters).
std::vector<std::string> frame_files(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".frames") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

Codebook read_all(const std::vector<std::string>& folders, std::vector<Error>& errors) {
  CodebookReader reader;
  for (const auto& folder : folders)
    for (const auto& file : frame_files(folder)) {
      std::ifstream in(file, std::ios::binary);
      std::stringstream text;
      text << in.rdbuf();
      reader.read_file(std::filesystem::path(file).filename().string(), text.str());
    }
  Codebook book = reader.finish();
  errors = reader.errors();
  return book;
}

}  // namespace

Result<Codebook> Codebook::load(const std::string& folder, const std::vector<std::string>& extra) {
  std::vector<std::string> folders = {folder};
  folders.insert(folders.end(), extra.begin(), extra.end());
  std::vector<Error> errors;
  Codebook book = read_all(folders, errors);
  if (!errors.empty()) return errors.front();
  if (book.frames_.empty())
    return Error{"E302-no-codebook", "no frames found", folder, -1,
                 "the share folder must hold data/frames/*.frames; see --share"};
  return book;
}

std::vector<Error> Codebook::validate(const std::vector<std::string>& folders) {
  std::vector<Error> errors;
  (void)read_all(folders, errors);
  return errors;
}

std::span<const Pattern> Codebook::patterns(WordId lemma, WordClass word_class) const {
  if (lemma < 0) return {};
  const auto [from, to] = about(lemma).patterns[static_cast<std::size_t>(word_class)];
  return std::span(patterns_).subspan(from, to - from);
}

ClassId Codebook::class_id(std::string_view name) const {
  const auto found = class_ids_.find(name);
  return found == class_ids_.end() ? -1 : found->second;
}

std::span<const Words> Codebook::members(ClassId c) const {
  if (c < 0) return {};
  return classes_[static_cast<std::size_t>(c)].members;
}

std::span<const Codebook::Membership> Codebook::memberships(WordId word) const {
  if (word < 0) return {};
  return about(word).memberships;
}

std::span<const Codebook::Membership> Codebook::memberships(WordId word, ClassId c) const {
  const auto all = memberships(word);
  const auto from = std::partition_point(all.begin(), all.end(),
                                         [&](const Membership& m) { return m.word_class < c; });
  const auto to =
      std::find_if(from, all.end(), [&](const Membership& m) { return m.word_class != c; });
  return {from, to};
}

bool Codebook::in_class(ClassId c, WordId word) const {
  const auto found = memberships(word, c);
  return std::any_of(found.begin(), found.end(), [&](const Membership& m) {
    return members(c)[static_cast<std::size_t>(m.member)].size() == 1;
  });
}

WordId Codebook::intern(std::string_view word) {
  if (const auto known = vocabulary_.find(word); known != vocabulary_.end()) return known->second;
  const auto id = static_cast<WordId>(words_.size());
  vocabulary_.emplace(word, id);
  words_.emplace_back().spelling = word;
  return id;
}

void Codebook::index() {
  for (std::uint32_t i = 0; i < patterns_.size();) {
    const Pattern& first = patterns_[i];
    std::uint32_t end = i + 1;
    while (end < patterns_.size() && patterns_[end].lemma == first.lemma &&
           patterns_[end].word_class == first.word_class)
      ++end;
    words_[static_cast<std::size_t>(intern(first.lemma))]
        .patterns[static_cast<std::size_t>(first.word_class)] = {i, end};
    i = end;
  }
  for (std::size_t c = 0; c < classes_.size(); ++c)
    for (std::size_t m = 0; m < classes_[c].members.size(); ++m)
      for (const WordId word : classes_[c].members[m]) {
        auto& list = words_[static_cast<std::size_t>(word)].memberships;
        const auto id = static_cast<ClassId>(c);
        const auto member = static_cast<std::int32_t>(m);
        if (list.empty() || list.back().word_class != id || list.back().member != member)
          list.push_back({id, member});
      }
  for (const std::string_view context : all_contexts()) {
    const ClassId c = class_id("context-" + std::string(context));
    if (c < 0) continue;
    classes_[static_cast<std::size_t>(c)].context = context;
    for (const Words& member : members(c))
      words_[static_cast<std::size_t>(member.back())].ends_context = true;
  }
  for (const Words& member : members(class_id("container")))
    if (member.size() == 1) words_[static_cast<std::size_t>(member[0])].container = true;
  for (int type = 0; type < kEventTypeCount; ++type)
    for (const std::string_view mode : modes_of(static_cast<EventType>(type))) {
      const auto name =
          std::string(name_of(static_cast<EventType>(type))) + "-" + std::string(mode);
      if (const ClassId c = class_id("mode-" + name); c >= 0)
        modes_[static_cast<std::size_t>(type)].push_back({mode, c});
    }
  const auto resolve = [&](std::vector<Value>& values) {
    for (Value& v : values)
      if (v.kind == Value::Kind::Class) v.word_class = class_id(v.name);
  };
  for (Frame& frame : frames_)
    for (auto& [type, values] : frame.acts) resolve(values);
  std::map<std::pair<SlotKind, std::string_view>, int> slots;
  for (Pattern& pattern : patterns_) {
    pattern.negated = pattern.frame >= 0 && frame(pattern.frame).negated;
    for (Constraint& c : pattern.constraints) {
      resolve(c.values);
      c.slot_number =
          slots.try_emplace({c.slot.kind, c.slot.preposition}, static_cast<int>(slots.size()))
              .first->second;
    }
  }
  slot_count_ = static_cast<int>(slots.size());
}

}  // namespace dragoman
