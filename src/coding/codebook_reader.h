// Reads the frame files into a Codebook. Line-based, so that every complaint has a file and a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coding/codebook.h"

namespace dragoman {

class CodebookReader {
 public:
  // Reads one file; complaints are collected, reading goes on.
  void read_file(const std::string& path, std::string_view text);
  // Resolves inheritance, checks references, sorts and indexes.
  Codebook finish();
  const std::vector<Error>& errors() const { return errors_; }

 private:
  struct Draft;
  void complain(std::string message, const std::string& hint = "");
  void read_entry(std::string_view key, std::string_view value);
  void read_class(std::string_view name, std::string_view members);
  void read_patterns(std::string_view list, WordClass word_class);
  void read_pattern(std::string_view text, WordClass word_class);
  void read_patterns_of_class(std::string_view text, WordClass word_class);
  bool read_constraint(std::string_view text, Constraint& out);
  bool read_value(std::string_view text, Value& out);
  std::vector<Slot> read_slots(std::string_view list);
  bool read_slot(std::string_view text, Slot& out);
  void open_frame(std::string_view header);
  // The words between blanks; `named`: see Codebook::names.
  Words phrase_of(std::string_view words, bool named = false);

  Codebook book_;
  std::vector<Error> errors_;
  std::string file_;
  int line_ = 0;
  FrameId current_ = -1;
  std::unordered_map<std::string, FrameId> by_id_;
  std::vector<std::string> used_classes_;
  std::string all_text_;
};

}  // namespace dragoman
