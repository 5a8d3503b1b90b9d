// The course of a relation as plain Unicode text: one line a period, conflict to the left of an
// axis and cooperation to the right, as long as the sum of scores.
//
//   puts(bar_chart(rows, {.width = 80, .colour = true}));
#pragma once

#include <string>
#include <vector>

#include "relations/series.h"

namespace dragoman {

struct ChartOptions {
  int width = 80;  // columns of the terminal
  bool colour = false;
};

std::string bar_chart(const std::vector<PeriodRow>& rows, ChartOptions options);
// One line of block characters: the mean score of each period from -10 (lowest block) to +10, a
// space where nothing was reported.
std::string spark_line(const std::vector<PeriodRow>& rows);

}  // namespace dragoman
