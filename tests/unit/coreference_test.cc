#include <gtest/gtest.h>

#include "language/conllu.h"
#include "language/noun_types.h"
#include "language/stages.h"

namespace dragoman {
namespace {

// Rows are "form lemma upos xpos head relation", sentences apart by an empty line.
Document linked(const std::string& rows) {
  std::string conllu;
  int number = 0;
  std::size_t at = 0;
  while (at < rows.size()) {
    const std::size_t end = std::min(rows.find('\n', at), rows.size());
    std::string line = rows.substr(at, end - at);
    at = end + 1;
    if (line.empty()) {
      conllu += "\n";
      number = 0;
      continue;
    }
    std::vector<std::string> c;
    for (std::size_t i = 0; i <= line.size();) {
      const std::size_t j = std::min(line.find(' ', i), line.size());
      c.push_back(line.substr(i, j - i));
      i = j + 1;
    }
    conllu += std::to_string(++number) + "\t" + c[0] + "\t" + c[1] + "\t" + c[2] + "\t" + c[3] +
              "\t_\t" + c[4] + "\t" + c[5] + "\t_\t_\n";
  }
  auto documents = read_conllu(conllu, "test");
  EXPECT_TRUE(documents) << (documents ? "" : documents.error().message);
  Document document = std::move((*documents)[0]);
  find_mentions(document);
  link_mentions(document);
  return document;
}

const Mention* mention(const Document& d, std::string_view text) {
  for (const Mention& m : d.mentions)
    if (d.text_of(d.span_of(m.tokens)) == text) return &m;
  return nullptr;
}

constexpr const char* kReport =
    "Russian Russian ADJ JJ 2 amod\n"
    "President President PROPN NNP 3 nmod:desc\n"
    "Vladimir Vladimir PROPN NNP 5 nsubj\n"
    "Putin Putin PROPN NNP 3 flat\n"
    "met meet VERB VBD 0 root\n"
    "Recep Recep PROPN NNP 5 obj\n"
    "Erdogan Erdogan PROPN NNP 6 flat\n"
    ", , PUNCT , 10 punct\n"
    "the the DET DT 10 det\n"
    "leader leader NOUN NN 6 appos\n"
    "of of ADP IN 12 case\n"
    "Turkey Turkey PROPN NNP 10 nmod\n"
    ". . PUNCT . 5 punct\n"
    "\n"
    "Putin Putin PROPN NNP 2 nsubj\n"
    "said say VERB VBD 0 root\n"
    "he he PRON PRP 4 nsubj\n"
    "trusts trust VERB VBZ 2 ccomp\n"
    "his his PRON PRP$ 6 nmod:poss\n"
    "guest guest NOUN NN 4 obj\n"
    ". . PUNCT . 2 punct\n"
    "\n";

TEST(Mentions, CoverTheirPhraseWithoutAppositions) {
  const Document d = linked(kReport);
  const Mention* putin = mention(d, "Russian President Vladimir Putin");
  ASSERT_TRUE(putin);
  EXPECT_EQ(putin->kind, MentionKind::Name);
  EXPECT_EQ(putin->type, NameType::Person);
  EXPECT_EQ(d.word(putin->head), "Vladimir");
  EXPECT_TRUE(mention(d, "Recep Erdogan"));
  const Mention* leader = mention(d, "the leader of Turkey");
  ASSERT_TRUE(leader);
  EXPECT_EQ(leader->kind, MentionKind::Nominal);
  EXPECT_EQ(mention(d, "President"), nullptr);
}

TEST(Coreference, LinksNamesAppositionsAndPronouns) {
  const Document d = linked(kReport);
  const Mention* full = mention(d, "Russian President Vladimir Putin");
  ASSERT_TRUE(full && mention(d, "Putin") && mention(d, "he") && mention(d, "his"));
  EXPECT_EQ(mention(d, "Putin")->chain, full->chain);
  EXPECT_EQ(mention(d, "he")->chain, full->chain);
  EXPECT_EQ(mention(d, "his")->chain, full->chain);
  EXPECT_EQ(mention(d, "the leader of Turkey")->chain, mention(d, "Recep Erdogan")->chain);
  EXPECT_NE(mention(d, "Recep Erdogan")->chain, full->chain);
  EXPECT_EQ(d.text_of(d.span_of(d.mentions[d.chains[full->chain].representative].tokens)),
            "Russian President Vladimir Putin");
}

TEST(Coreference, KeepsACoordinationOnlyWhereItIsTakenUp) {
  const std::string first =
      "Putin Putin PROPN NNP 4 nsubj\n"
      "and and CCONJ CC 3 cc\n"
      "Obama Obama PROPN NNP 1 conj\n"
      "met meet VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n\n";
  const Document alone = linked(first);
  EXPECT_TRUE(mention(alone, "Putin"));
  EXPECT_TRUE(mention(alone, "Obama"));
  EXPECT_FALSE(mention(alone, "Putin and Obama"));
  const Document taken = linked(
      first + "They they PRON PRP 2 nsubj\nagreed agree VERB VBD 0 root\n. . PUNCT . 2 punct\n\n");
  const Mention* both = mention(taken, "Putin and Obama");
  ASSERT_TRUE(both);
  EXPECT_TRUE(both->plural);
  EXPECT_EQ(mention(taken, "They")->chain, both->chain);
  EXPECT_NE(mention(taken, "Putin")->chain, both->chain);
}

TEST(Coreference, SameChainsTwice) {
  const Document a = linked(kReport), b = linked(kReport);
  ASSERT_EQ(a.mentions.size(), b.mentions.size());
  for (std::size_t m = 0; m < a.mentions.size(); ++m)
    EXPECT_EQ(a.mentions[m].chain, b.mentions[m].chain);
}

// First and last rows are found only where the tables are sorted.
TEST(NounTypes, TablesAreSorted) {
  EXPECT_EQ(noun_type("aide"), NounType::Person);
  EXPECT_EQ(noun_type("youth"), NounType::Person);
  EXPECT_EQ(noun_type("assembly"), NounType::Organisation);
  EXPECT_EQ(noun_type("airbase"), NounType::Place);
  EXPECT_EQ(noun_type("wednesday"), NounType::Time);
  EXPECT_EQ(gender_of("yuri"), Gender::Male);
  EXPECT_EQ(gender_of("actress"), Gender::Female);
  for (const char* word :
       {"'em", "'s", "he", "she", "they", "it", "i", "we", "yourselves", "their", "this"})
    EXPECT_TRUE(pronoun(word)) << word;
  EXPECT_TRUE(is_speech_verb("acknowledge"));
  EXPECT_TRUE(is_speech_verb("write"));
}

}  // namespace
}  // namespace dragoman
