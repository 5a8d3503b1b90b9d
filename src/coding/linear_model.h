// A logistic model over named features, read from a table that a person can read and weigh up:
// one line a feature, its name and, after tabs, its weight for every question the model answers.
// Fitted by training/train_coding.py.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace dragoman {

class LinearModel {
 public:
  // Lines that begin with '#' are comments. Errors: a missing file, a line without its numbers.
  static Result<LinearModel> load(const std::string& path);
  // The row of a feature, or -1 where the table lacks it.
  std::int32_t find(std::string_view feature) const {
    const auto found = rows_.find(feature);
    return found == rows_.end() ? -1 : found->second;
  }
  double weight(std::int32_t row, std::size_t question) const {
    return weights_[static_cast<std::size_t>(row) * questions_ + question];
  }
  bool empty() const { return rows_.empty(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> rows_;
  std::vector<double> weights_;  // row by row
  std::size_t questions_ = 1;
};

// What is true of a thing that is weighed. With a table only the features it knows are kept, as
// rows; without one their names are, for training.
class FeatureList {
 public:
  explicit FeatureList(const LinearModel* table = nullptr) : table_(table) {}
  void push_back(std::string_view feature);
  // The same, of a format and what fills it.
  template <class... Parts>
  void say(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::memory_buffer buffer;
    fmt::format_to(std::back_inserter(buffer), format, std::forward<Parts>(parts)...);
    push_back({buffer.data(), buffer.size()});
  }
  void append(const FeatureList& other);
  void drop_doubles();
  // The logistic function of the sum of the weights and of the row "bias". Needs a table.
  double probability(std::size_t question = 0) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  const LinearModel* table_;
  std::vector<std::int32_t> rows_;
  std::vector<std::string> names_;
};

}  // namespace dragoman
