// How a Score is printed. The layout of the figures is fixed: scripts read it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "evaluation/score.h"

namespace dragoman {
namespace {

// The shortest decimal that reads back as the same number, always with a point.
std::string shortest(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

std::string score_text(const Score& score) {
  const Tally& found = score.detection;
  std::string out;
  const auto line = [&](auto format, auto&&... values) {
    out += fmt::format(fmt::runtime(format), values...);
    out += '\n';
  };
  line("events   gold {}  predicted {}  matched {}", score.gold, found.right + found.extra,
       found.right);
  line("detect   P {:.3f}  R {:.3f}  F1 {:.3f}   macro-F1 over types {:.3f}", found.precision(),
       found.recall(), found.f1(), score.macro_f1());
  line("empty    {} documents without events drew {} false ones", score.empty_documents,
       score.events_in_empty);
  for (const auto& [type, tally] : score.types)
    line("  {:<10} P {:.2f} R {:.2f} F1 {:.2f}  (gold {})", type, tally.precision(), tally.recall(),
         tally.f1(), tally.right + tally.missed);
  for (const auto& [side, tally] :
       {std::pair("actor", score.actors), std::pair("recipient", score.recipients)})
    line("{:<9} set P {:.3f} R {:.3f} F1 {:.3f}", side, tally.precision(), tally.recall(),
         tally.f1());
  for (const auto& attribute : score.attributes)
    line("{:<18} {:.3f}  ({})", attribute.name,
         static_cast<double>(attribute.right) / attribute.total, attribute.total);
  line("FULL     {:.3f} of gold events right in parties, date and status", score.full_share());
  return out;
}

std::string score_json(const Score& score) {
  const Tally& found = score.detection;
  std::string out =
      fmt::format(R"({{"precision": {}, "recall": {}, "f1": {}, "macro_f1": {}, "full": {})",
                  shortest(found.precision()), shortest(found.recall()), shortest(found.f1()),
                  shortest(score.macro_f1()), shortest(score.full_share()));
  for (const auto& attribute : score.attributes)
    out += fmt::format(R"(, "{}": {})", attribute.name,
                       shortest(static_cast<double>(attribute.right) / attribute.total));
  return out + "}\n";
}

std::string confusion_text(const Score& score) {
  std::set<std::string> rows, columns;
  for (const auto& [pair, n] : score.confusion) {
    rows.insert(pair.first);
    columns.insert(pair.second);
  }
  std::string out = "gold type down, coded type across; - is none\n";
  out += fmt::format("{:<10}", "");
  for (const auto& column : columns) out += fmt::format(" {:>5}", column.substr(0, 5));
  out += '\n';
  for (const auto& row : rows) {
    out += fmt::format("{:<10}", row);
    for (const auto& column : columns) {
      const auto found = score.confusion.find({row, column});
      out += found == score.confusion.end() ? fmt::format(" {:>5}", ".")
                                            : fmt::format(" {:>5}", found->second);
    }
    out += '\n';
  }
  return out;
}

}  // namespace dragoman
