#include <gtest/gtest.h>

#include <fstream>

#include "language/abbreviations.h"
#include "language/stages.h"

namespace dragoman {
namespace {

Document segmented(std::string text) {
  Source source;
  source.text = std::move(text);
  Document document(std::move(source));
  document.blocks.push_back({{0, static_cast<std::uint32_t>(document.text().size())}});
  segment(document);
  return document;
}

std::vector<std::string> sentences_of(const Document& document) {
  std::vector<std::string> out;
  for (const Sentence& sentence : document.sentences) {
    out.emplace_back();
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      if (t > sentence.tokens.begin) out.back() += ' ';
      out.back() += document.word(t);
    }
  }
  return out;
}

// The suite of tests/language/segmentation.txt; its head explains the form.
TEST(Segmentation, NewsManner) {
  std::ifstream in(std::string(DRAGOMAN_SOURCE_DIR) + "/tests/language/segmentation.txt");
  ASSERT_TRUE(in);
  std::string text;
  std::vector<std::string> expected;
  int cases = 0;
  const auto check = [&] {
    if (text.empty()) return;
    ++cases;
    EXPECT_EQ(sentences_of(segmented(text)), expected) << text;
    expected.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("> ", 0) == 0) {
      check();
      text = line.substr(2);
      for (std::size_t at; (at = text.find("\\n")) != std::string::npos;) text.replace(at, 2, "\n");
    } else if (line.rfind("= ", 0) == 0) {
      expected.push_back(line.substr(2));
    }
  }
  check();
  EXPECT_GT(cases, 40);
}

TEST(Segmentation, SpansCoverTheTextInOrder) {
  const std::string text = "Don’t go. “It’s Erdoğan's,”\u00a0he said… Ça va?";
  const Document document = segmented(text);
  std::uint32_t last = 0;
  for (const Token& token : document.tokens) {
    EXPECT_GE(token.span.begin, last);
    EXPECT_LT(token.span.begin, token.span.end);
    last = token.span.end;
  }
  EXPECT_EQ(document.tokens[0].surface_first, 0);
  EXPECT_EQ(document.tokens[1].surface_first, 0);
  EXPECT_EQ(document.tokens[2].surface_first, kNone);
  EXPECT_FALSE(document.tokens[0].space_after);
  EXPECT_TRUE(document.tokens[1].space_after);
}

TEST(Segmentation, SentencesStayInsideBlocksAndSkipFurniture) {
  Source source;
  source.text = "Talks begin\n\nFollow us on Twitter\n\nHe left";
  Document document(std::move(source));
  document.blocks = {{{0, 11}, BlockKind::Title},
                     {{13, 33}, BlockKind::Furniture},
                     {{35, 42}, BlockKind::Paragraph}};
  segment(document);
  ASSERT_EQ(document.sentences.size(), 2u);
  EXPECT_EQ(document.sentences[1].block, 2);
  EXPECT_EQ(sentences_of(document)[1], "He left");
}

TEST(Segmentation, MarksSentencesInsideQuotations) {
  const Document document = segmented("“We came. We saw. We won,” he said. He left.");
  ASSERT_EQ(document.sentences.size(), 4u);
  EXPECT_TRUE(document.sentences[0].quoted);
  EXPECT_TRUE(document.sentences[1].quoted);
  EXPECT_FALSE(document.sentences[2].quoted);
  EXPECT_FALSE(document.sentences[3].quoted);
}

TEST(Segmentation, LowerSurvivesAMove) {
  Document document = segmented("Go on");
  Document moved = std::move(document);
  EXPECT_EQ(moved.tokens[1].lower, "on");
}

TEST(Segmentation, SurvivesOddBytesAndEmptyText) {
  for (const char* text : {"", " ", ".", "...", "'", "-", "a.", "@", "&", "<", "<b", "&;", "1.",
                           "’", "“", "\xC2\xA0", "w/"}) {
    const Document document = segmented(text);
    for (const Token& token : document.tokens) EXPECT_FALSE(token.span.empty()) << text;
  }
}

// Lookups of first and last rows fail where a table is not sorted.
TEST(Abbreviations, TablesAreSorted) {
  EXPECT_EQ(abbreviation_kind("Abp."), AbbreviationKind::Title);
  EXPECT_EQ(abbreviation_kind("vs."), AbbreviationKind::Title);
  EXPECT_EQ(abbreviation_kind("Ala."), AbbreviationKind::Plain);
  EXPECT_EQ(abbreviation_kind("yrs."), AbbreviationKind::Plain);
  EXPECT_EQ(abbreviation_kind("Apr."), AbbreviationKind::Number);
  EXPECT_EQ(abbreviation_kind("GEN."), AbbreviationKind::Title);
  EXPECT_EQ(abbreviation_kind("war."), AbbreviationKind::None);
  EXPECT_TRUE(is_joined_prefix("anti"));
  EXPECT_TRUE(is_joined_prefix("uni"));
  EXPECT_TRUE(is_unit("AM"));
  EXPECT_TRUE(is_unit("yrs"));
  EXPECT_TRUE(is_address_ending("zip"));
  EXPECT_TRUE(is_given_name_syllable("ae"));
  EXPECT_TRUE(is_given_name_syllable("yung"));
  EXPECT_TRUE(is_sentence_starter("a"));
  EXPECT_TRUE(is_sentence_starter("you"));
}

}  // namespace
}  // namespace dragoman
