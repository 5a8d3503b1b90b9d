#include "relations/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace dragoman {
namespace {

constexpr std::string_view kRed = "\x1b[31m", kGreen = "\x1b[32m", kPlain = "\x1b[0m";

std::string repeat(std::string_view piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

// A bar of that many eighths of a column, growing to the right.
std::string bar(int eighths) {
  constexpr std::string_view parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  return repeat("█", eighths / 8) + std::string(parts[eighths % 8]);
}

// Sums of cooperation and conflict are shown apart: a month of both is not a month of neither.
struct Sides {
  double conflict = 0.0, cooperation = 0.0;
};
Sides sides_of(const PeriodCounts& counts) {
  return {(counts.intensity - counts.sum) / 2, (counts.intensity + counts.sum) / 2};
}

}  // namespace

std::string bar_chart(const std::vector<PeriodRow>& rows, ChartOptions options) {
  std::size_t label = 4;
  double most = 1.0;
  for (const auto& row : rows) {
    label = std::max(label, row.label.size());
    const Sides sides = sides_of(row.all());
    most = std::max({most, sides.conflict, sides.cooperation});
  }
  // label, space, left half, axis, right half, space, "-10.0 of 123 +45"
  const int half = std::max(5, (options.width - static_cast<int>(label) - 24) / 2);
  const std::string_view red = options.colour ? kRed : "", green = options.colour ? kGreen : "";
  const std::string_view plain = options.colour ? kPlain : "";
  std::string out = fmt::format("{:<{}} {:>{}}│{:<{}} {:>5} {:>6} {:>4}\n", "", label, "conflict ",
                                half, " cooperation", half, "mean", "events", "open");
  for (const auto& row : rows) {
    const PeriodCounts all = row.all();
    const Sides sides = sides_of(all);
    const int left = static_cast<int>(std::lround(sides.conflict / most * half));
    const int eighths = static_cast<int>(std::lround(sides.cooperation / most * half * 8));
    const int right = (eighths + 7) / 8;
    out += fmt::format("{:<{}} {}{}{}{}│{}{}{}{}", row.label, label, repeat(" ", half - left), red,
                       repeat("█", left), plain, green, bar(eighths), plain,
                       repeat(" ", half - right));
    const auto mean = all.mean();
    out += fmt::format(" {:>5} {:>6}", mean ? fmt::format("{:+.1f}", *mean) : "", all.events);
    out += all.open > 0 ? fmt::format(" {:>4}\n", all.open) : std::string("\n");
  }
  return out;
}

std::string spark_line(const std::vector<PeriodRow>& rows) {
  constexpr std::string_view blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string out;
  for (const auto& row : rows) {
    if (row.wide) continue;
    const auto mean = row.all().mean();
    if (!mean) {
      out += ' ';
      continue;
    }
    const double share = (std::clamp(*mean, -10.0, 10.0) + 10.0) / 20.0;
    out += blocks[std::min(7, static_cast<int>(share * 8))];
  }
  return out;
}

}  // namespace dragoman
