#include <gtest/gtest.h>

#include "language/stages.h"

namespace dragoman {
namespace {

// A word with its tag, alone in a sentence behind "So" so that it does not stand first.
std::string lemma_of(const std::string& word, Xpos xpos) {
  Source source;
  source.text = "So " + word;
  Document document(std::move(source));
  document.blocks.push_back({{0, static_cast<std::uint32_t>(document.text().size())}});
  Token first, second;
  first.span = {0, 2};
  first.lower = "so";
  first.xpos = Xpos::RB;
  second.span = {3, static_cast<std::uint32_t>(document.text().size())};
  second.lower = document.keep(lower_case(word));
  second.xpos = xpos;
  document.tokens = {first, second};
  document.sentences.push_back({{0, second.span.end}, {0, 2}});
  lemmatise(document);
  return std::string(document.tokens[1].lemma);
}

TEST(Lemmas, VerbsAndNounsOfTheNews) {
  EXPECT_EQ(lemma_of("shot", Xpos::VBN), "shoot");
  EXPECT_EQ(lemma_of("met", Xpos::VBD), "meet");
  EXPECT_EQ(lemma_of("signed", Xpos::VBD), "sign");
  EXPECT_EQ(lemma_of("announced", Xpos::VBN), "announce");
  EXPECT_EQ(lemma_of("expelled", Xpos::VBD), "expel");
  EXPECT_EQ(lemma_of("bombing", Xpos::VBG), "bomb");
  EXPECT_EQ(lemma_of("imposing", Xpos::VBG), "impose");
  EXPECT_EQ(lemma_of("denies", Xpos::VBZ), "deny");
  EXPECT_EQ(lemma_of("treaties", Xpos::NNS), "treaty");
  EXPECT_EQ(lemma_of("wives", Xpos::NNS), "wife");
  EXPECT_EQ(lemma_of("talks", Xpos::NNS), "talk");
  EXPECT_EQ(lemma_of("worst", Xpos::JJS), "bad");
}

TEST(Lemmas, FunctionWords) {
  EXPECT_EQ(lemma_of("n't", Xpos::RB), "not");
  EXPECT_EQ(lemma_of("him", Xpos::PRP), "he");
  EXPECT_EQ(lemma_of("’s", Xpos::POS), "'s");
  EXPECT_EQ(lemma_of("wo", Xpos::MD), "will");
  EXPECT_EQ(lemma_of("An", Xpos::DT), "a");
}

TEST(Lemmas, CaseAndNumbers) {
  EXPECT_EQ(lemma_of("Moscow", Xpos::NNP), "Moscow");
  EXPECT_EQ(lemma_of("States", Xpos::NNPS), "State");
  EXPECT_EQ(lemma_of("Beyoncé", Xpos::NNS), "beyoncé");  // no half letter is left
  EXPECT_EQ(lemma_of("200,000", Xpos::CD), "200000");
  EXPECT_EQ(lemma_of("Talks", Xpos::NNS), "talk");
  EXPECT_EQ(lemma_of("Russian", Xpos::JJ), "Russian");
}

}  // namespace
}  // namespace dragoman
