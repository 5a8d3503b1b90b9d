#include "coding/linear_model.h"

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
    const auto tab = line.find('\t');
    double weight = 0;
    const char* end = line.data() + line.size();
    const auto read = tab == std::string::npos
                          ? std::from_chars_result{line.data(), std::errc::invalid_argument}
                          : std::from_chars(line.data() + tab + 1, end, weight);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(weight))
      return Error{"E321-model-line", "a line is no feature, tab and weight", path, number,
                   "fit the model again, or take the file of the release"};
    if (!model.weights_.emplace(line.substr(0, tab), weight).second)
      return Error{"E321-model-line", "a feature stands twice", path, number,
                   "fit the model again, or take the file of the release"};
  }
  return model;
}

double logistic(double z) {
  return 1.0 / (1.0 + std::exp(-z));
}

}  // namespace dragoman
