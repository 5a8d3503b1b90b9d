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

std::span<const Pattern> Codebook::patterns(std::string_view lemma, WordClass word_class) const {
  std::string key(lemma);
  key += static_cast<char>('0' + static_cast<int>(word_class));
  const auto found = index_.find(key);
  if (found == index_.end()) return {};
  return std::span(patterns_).subspan(found->second.first,
                                      found->second.second - found->second.first);
}

const std::vector<std::vector<std::string>>* Codebook::word_class(std::string_view name) const {
  const auto found = classes_.find(std::string(name));
  return found == classes_.end() ? nullptr : &found->second;
}

Codebook::WordSet Codebook::words_of_class(std::string_view class_name) const {
  WordSet out;
  if (const auto* members = word_class(class_name))
    for (const auto& m : *members)
      if (m.size() == 1) out.insert(m[0]);
  return out;
}

bool Codebook::in_class(std::string_view class_name, std::string_view lemma) const {
  const auto* members = word_class(class_name);
  if (!members) return false;
  return std::any_of(members->begin(), members->end(),
                     [&](const auto& m) { return m.size() == 1 && m[0] == lemma; });
}

}  // namespace dragoman
