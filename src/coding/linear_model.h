// A logistic model over named features, read from a table that a person can read and weigh up:
// one line a feature, its name, a tab, its weight. Fitted by the scripts in training/.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace dragoman {

class LinearModel {
 public:
  // Lines that begin with '#' are comments. Errors: a missing file, a line without a number.
  static Result<LinearModel> load(const std::string& path);
  double weight(std::string_view feature) const {
    const auto found = weights_.find(feature);
    return found == weights_.end() ? 0.0 : found->second;
  }
  bool empty() const { return weights_.empty(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, double, Hash, std::equal_to<>> weights_;
};

double logistic(double z);

}  // namespace dragoman
