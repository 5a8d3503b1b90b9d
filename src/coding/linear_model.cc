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
  std::vector<std::uint64_t> hashes;  // by row
  std::vector<std::string> names;
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
    if (names.empty()) model.questions_ = questions;
    if (questions == 0 || questions != model.questions_)
      return wrong("a line has not as many weights as the first");
    names.push_back(line.substr(0, tab));
    hashes.push_back(FeaturePart(names.back()).hash());
  }
  std::size_t places = 2;
  for (model.shift_ = 63; places < 4 * names.size(); places *= 2) --model.shift_;
  model.hashes_.assign(places, 0);
  model.rows_.assign(places, -1);
  for (std::size_t row = 0; row < names.size(); ++row) {
    if (const auto other = model.find(FeaturePart(names[row])); other >= 0)
      return Error{"E321-model-line",
                   names[static_cast<std::size_t>(other)] == names[row]
                       ? "a feature stands twice"
                       : "two features have the same hash: one must be left out",
                   path, -1, "fit the model again, or take the file of the release"};
    std::size_t at = model.place_of(hashes[row]);
    while (model.rows_[at] >= 0) at = (at + 1) & (places - 1);
    model.hashes_[at] = hashes[row];
    model.rows_[at] = static_cast<std::int32_t>(row);
  }
  model.bias_ = model.find("bias");
  return model;
}

namespace {

std::string spelled(FeatureList::Parts parts) {
  std::string out;
  for (const FeaturePart& p : parts) out += p.words();
  return out;
}

FeaturePart hashed(FeatureList::Parts parts) {
  FeaturePart all;
  for (const FeaturePart& p : parts) all = all + p;
  return all;
}

}  // namespace

void FeatureList::say(Parts parts) {
  if (!table_) {
    names_.push_back(spelled(parts));
  } else if (const auto row = table_->find(hashed(parts)); row >= 0) {
    if (rows_.empty()) rows_.reserve(64);  // few lists are longer
    rows_.push_back(row);
  }
}

FeaturePart FeatureList::join(Parts parts) {
  return table_ ? hashed(parts) : FeaturePart(joined_.emplace_front(spelled(parts)));
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
  double z = table_->bias(question);
  for (const std::int32_t row : rows_) z += table_->weight(row, question);
  return 1.0 / (1.0 + std::exp(-z));
}

}  // namespace dragoman
