#include "coding/linear_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

namespace dragoman {

Result<LinearModel> LinearModel::load(const std::string& path) {
  std::ifstream in(path);
  if (!in)
    return Error{"E320-model-missing", "cannot read the table of weights", path, -1,
                 "the models folder must lie beside the data folder"};
  LinearModel model;
  std::string line;
  for (std::int64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const auto wrong = [&](const char* what) {
      return Error{"E321-model-line", what, path, number,
                   "fit the model again, or take the file of the release"};
    };
    const char* const end = line.data() + line.size();
    const auto tab = line.find('\t');
    std::size_t questions = 0;
    for (const char* at = tab == std::string::npos ? end : line.data() + tab; at != end;) {
      double weight = 0;
      const auto read = std::from_chars(at + 1, end, weight);
      if (read.ec != std::errc() || !std::isfinite(weight) ||
          (read.ptr != end && *read.ptr != '\t'))
        return wrong("a line is no feature with weights between tabs");
      model.weights_.push_back(weight);
      ++questions;
      at = read.ptr;
    }
    if (model.rows_.empty()) model.questions_ = questions;
    if (questions == 0 || questions != model.questions_)
      return wrong("a line has not as many weights as the first");
    const auto row = static_cast<std::int32_t>(model.rows_.size());
    if (!model.rows_.emplace(line.substr(0, tab), row).second)
      return wrong("a feature stands twice");
  }
  return model;
}

void FeatureList::push_back(std::string_view feature) {
  if (!table_) {
    names_.emplace_back(feature);
  } else if (const auto row = table_->find(feature); row >= 0) {
    rows_.push_back(row);
  }
}

void FeatureList::append(const FeatureList& other) {
  rows_.insert(rows_.end(), other.rows_.begin(), other.rows_.end());
  names_.insert(names_.end(), other.names_.begin(), other.names_.end());
}

void FeatureList::drop_doubles() {
  const auto once = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  once(rows_);
  once(names_);
}

double FeatureList::probability(std::size_t question) const {
  const auto bias = table_->find("bias");
  double z = bias < 0 ? 0.0 : table_->weight(bias, question);
  for (const std::int32_t row : rows_) z += table_->weight(row, question);
  return 1.0 / (1.0 + std::exp(-z));
}

}  // namespace dragoman
