// A logistic model over named features, read from a table that a person can read and weigh up:
// one line a feature, its name and, after tabs, its weight for every question the model answers.
// Fitted by training/train_coding.py.
#pragma once

#include <cstdint>
#include <forward_list>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "coding/feature_part.h"

namespace dragoman {

class LinearModel {
 public:
  // Lines that begin with '#' are comments. Errors: a missing file, a line without its numbers, a
  // feature that stands twice or cannot be told from another by its hash.
  static Result<LinearModel> load(const std::string& path);
  // The row of a feature, or -1 where the table lacks it.
  std::int32_t find(FeaturePart feature) const {
    const std::uint64_t hash = feature.hash();
    for (std::size_t at = place_of(hash); rows_[at] >= 0; at = (at + 1) & (hashes_.size() - 1))
      if (hashes_[at] == hash) return rows_[at];
    return -1;
  }
  double weight(std::int32_t row, std::size_t question) const {
    return weights_[static_cast<std::size_t>(row) * questions_ + question];
  }
  double bias(std::size_t question) const { return bias_ < 0 ? 0.0 : weight(bias_, question); }
  bool empty() const { return weights_.empty(); }

 private:
  std::size_t place_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash * 0xD6E8FEB86659FD93 >> shift_);
  }
  // An open hash table of a power of two of places, at most a quarter of them taken: rows_[i] is
  // the row of the feature with hash hashes_[i], or -1 for a free place.
  std::vector<std::uint64_t> hashes_ = {0, 0};
  std::vector<std::int32_t> rows_ = {-1, -1};
  int shift_ = 63;
  std::vector<double> weights_;  // row by row
  std::size_t questions_ = 1;
  std::int32_t bias_ = -1;  // the row "bias"
};

// What is true of a thing that is weighed. With a table only the features it knows are kept, as
// rows; without one their names are, for training.
class FeatureList {
 public:
  using Parts = std::initializer_list<FeaturePart>;
  explicit FeatureList(const LinearModel* table = nullptr) : table_(table) {}
  // Adds the feature that the parts spell together: say({"way ", way, " & ", type}).
  void say(Parts parts);
  // The parts as one, for features that have them in common. Lives as long as the list.
  FeaturePart join(Parts parts);
  void append(const FeatureList& other);
  void drop_doubles();
  // The logistic function of the sum of the weights and of the row "bias". Needs a table.
  double probability(std::size_t question = 0) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  const LinearModel* table_;
  std::vector<std::int32_t> rows_;
  std::vector<std::string> names_;
  std::forward_list<std::string> joined_;  // what join() spelled, where there is no table
};

}  // namespace dragoman
