#include "language/conllu.h"

#include <gtest/gtest.h>

#include "language/stages.h"

namespace dragoman {
namespace {

constexpr std::string_view kSample =
    "# newdoc id = a\n# newpar\n# text = They don't.\n"
    "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
    "# newpar\n"
    "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n";

TEST(Conllu, ReadsTextBlocksAndMultiWordTokens) {
  auto documents = read_conllu(kSample, "sample");
  ASSERT_TRUE(documents);
  ASSERT_EQ(documents->size(), 1u);
  const Document& d = (*documents)[0];
  EXPECT_EQ(d.text(), "They don't.\n\nGo");
  EXPECT_EQ(d.source.id, "a");
  ASSERT_EQ(d.tokens.size(), 5u);
  EXPECT_EQ(d.blocks.size(), 2u);
  EXPECT_EQ(d.word(1), "do");
  EXPECT_EQ(d.word(2), "n't");
  EXPECT_EQ(d.tokens[2].surface_first, 1);
  EXPECT_EQ(d.tokens[2].lemma, "not");
  EXPECT_EQ(d.tokens[0].head, 1);
  EXPECT_EQ(d.sentences[0].root, 1);
  EXPECT_EQ(d.sentences[1].block, 1);
}

TEST(Conllu, WritesWhatItRead) {
  auto first = read_conllu(kSample, "sample");
  ASSERT_TRUE(first);
  std::string once, twice;
  write_conllu((*first)[0], once);
  EXPECT_NE(once.find("2-3\tdon't\t_"), std::string::npos);
  auto second = read_conllu(once, "sample");
  ASSERT_TRUE(second);
  write_conllu((*second)[0], twice);
  EXPECT_EQ(once, twice);
}

TEST(Conllu, RefusesDamagedFilesWithTheLine) {
  for (std::string bad :
       {"1\tGo\tgo\n\n", "2\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n",
        "1\tGo\tgo\tVERB\tVB\t_\t7\troot\t_\t_\n\n", "1-x\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n",
        // A range that is not of the next words, is endless, or goes on in another document.
        "3-4\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n", "1-2147483647\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n# newdoc id = "
        "b\n1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n\n",
        // A head so far off that its number overflows.
        "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n1\tGo\tgo\tVERB\tVB\t_\t2147483647\tobj\t_\t_"
        "\n\n"}) {
    auto result = read_conllu(bad, "bad.conllu");
    ASSERT_FALSE(result) << bad;
    EXPECT_EQ(result.error().code, "E160-bad-conllu");
    EXPECT_GT(result.error().offset, 0);
  }
}

}  // namespace
}  // namespace dragoman
