// tests/score/expected*.txt and .json are what the reference ruler (a Python script of 150 lines
// that defines the figures) prints for gold.jsonl and predicted.jsonl; the latter is the gold file
// with seeded random damage to every field that is scored.
#include "evaluation/score.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "evaluation/code_points.h"

namespace dragoman {
namespace {

const std::string kFolder = DRAGOMAN_SOURCE_DIR "/tests/score/";

std::string contents(const std::string& file) {
  std::ifstream in(kFolder + file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<Json> lines(const std::string& file) {
  std::istringstream in(contents(file));
  std::vector<Json> out;
  for (std::string line; std::getline(in, line);) {
    auto value = parse_json(line);
    EXPECT_TRUE(value) << file;
    if (value) out.push_back(*value);
  }
  return out;
}

PredictedEvents predicted() {
  PredictedEvents out;
  for (auto& event : lines("predicted.jsonl"))
    out[document_id(member(member(event, "cite_info"), "document"))].push_back(event);
  return out;
}

TEST(Score, FiguresEqualTheReferenceToTheLastDigit) {
  const Score score = score_events(lines("gold.jsonl"), predicted());
  EXPECT_EQ(score_text(score), contents("expected.txt"));
  EXPECT_EQ(score_json(score), contents("expected.json"));
}

TEST(Score, NothingPredicted) {
  EXPECT_EQ(score_text(score_events(lines("gold.jsonl"), {})), contents("expected_empty.txt"));
}

TEST(Score, ErrorsAndConfusionAddUp) {
  const Score score = score_events(lines("gold.jsonl"), predicted());
  int missed = 0, extra = 0, cells = 0;
  for (const auto& error : score.errors) {
    missed += error.kind == "missed";
    extra += error.kind == "extra";
  }
  EXPECT_EQ(missed, score.detection.missed);
  EXPECT_EQ(extra, score.detection.extra);
  for (const auto& [pair, n] : score.confusion)
    if (pair.first != "-") cells += n;
  EXPECT_EQ(cells, score.gold);
}

TEST(Score, RoughSentences) {
  const auto cut = [](std::u32string_view text) { return rough_sentences(text); };
  EXPECT_EQ(cut(U"One. Two"), (std::vector<Range>{{0, 5}, {5, 8}}));
  EXPECT_EQ(cut(U"U.S. troops"), (std::vector<Range>{{0, 11}}));
  EXPECT_EQ(cut(U"He said.\n\n“No”"), (std::vector<Range>{{0, 10}, {10, 14}}));
  EXPECT_EQ(cut(U"a\n\n b"), (std::vector<Range>{{0, 3}, {3, 5}}));
  EXPECT_EQ(cut(U""), (std::vector<Range>{{0, 0}}));
}

}  // namespace
}  // namespace dragoman
