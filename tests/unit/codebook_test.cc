#include "coding/codebook.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "coding/codebook_reader.h"
#include "engine_fixture.h"

namespace dragoman {
namespace {

Codebook read(const char* text, std::vector<Error>* errors = nullptr) {
  CodebookReader reader;
  reader.read_file("test.frames", text);
  Codebook book = reader.finish();
  if (errors) *errors = reader.errors();
  return book;
}

TEST(CodebookReader, InheritsAllButPatterns) {
  const Codebook book = read(
      "class talks: talk, peace talk\n"
      "frame consult\n  type: CONSULT\n  cameo: 040\n  actor: subj, with\n  verbs: meet\n"
      "frame consult.phone < consult\n  mode: phone\n  verbs: call {obj PERSON}, hold {obj "
      "@talks}\n");
  ASSERT_EQ(book.frames().size(), 2u);
  const Frame& phone = book.frames()[1];
  EXPECT_EQ(phone.type, EventType::CONSULT);
  EXPECT_EQ(phone.modes, std::vector<std::string>{"phone"});
  EXPECT_EQ(phone.actor.size(), 2u);
  EXPECT_EQ(book.patterns(book.word("meet"), WordClass::Verb).size(), 1u);
  EXPECT_EQ(book.patterns(book.word("hold"), WordClass::Verb)[0].frame, 1);
  EXPECT_TRUE(book.in_class(book.class_id("talks"), book.word("talk")));
}

// Found by reading for the fuzzer: sixty such lines would be more members than there is memory for.
TEST(CodebookReader, AClassHoldsEachMemberOnce) {
  std::string text = "class a: talk, peace talk, talk\n";
  for (int i = 0; i < 60; ++i) text += "class a: @a, @a\n";
  const Codebook book = read(text.c_str());
  EXPECT_EQ(book.members(book.class_id("a")).size(), 2u);
}

// "{at | on}" is either slot; "{!at | on}" neither.
TEST(CodebookReader, ReadsAlternativesOfSlots) {
  const Codebook book =
      read("frame a\n  type: ASSAULT\n  verbs: fire {obj; at | on}, shoot {!at | on}\n");
  const auto fire = book.patterns(book.word("fire"), WordClass::Verb);
  ASSERT_EQ(fire.size(), 2u);
  EXPECT_EQ(fire[0].constraints[1].slot.preposition, "at");
  EXPECT_EQ(fire[1].constraints[1].slot.preposition, "on");
  EXPECT_TRUE(fire[1].constraints[1].values.empty());
  const auto shoot = book.patterns(book.word("shoot"), WordClass::Verb);
  ASSERT_EQ(shoot.size(), 1u);
  ASSERT_EQ(shoot[0].constraints.size(), 2u);
  EXPECT_TRUE(shoot[0].constraints[0].negated && shoot[0].constraints[1].negated);
}

TEST(CodebookReader, SaysWhatIsWrongAndWhere) {
  std::vector<Error> errors;
  (void)read(
      "frame a\n  type: AGREEMENT\n  mode: visit\n  colour: red\n  verbs: meet {obj @none\n"
      "frame a\nframe b < c\n  verbs: go {obj @missing}\n",
      &errors);
  ASSERT_EQ(errors.size(), 7u);
  EXPECT_EQ(errors[0].offset, 2);
  EXPECT_EQ(errors[0].message, "'AGREEMENT' is not a PLOVER type");
  EXPECT_EQ(errors[2].message, "unknown key 'colour'");
  for (const Error& e : errors) EXPECT_EQ(e.code, "E301-codebook");
}

TEST(Codebook, TheProjectsOwnIsValid) {
  for (const Error& e : Codebook::validate({DRAGOMAN_SOURCE_DIR "/data/frames"}))
    ADD_FAILURE() << e.file << ":" << e.offset << ": " << e.message;
}

// Examples written beside the frames: "+" must be coded as the frame's type, by it or by a more
// specific frame of that type; "-" must not be coded by the frame.
TEST(Codebook, ExamplesAreCodedAsTheySay) {
  const Codebook& book = testing::engine().codebook();
  int positive = 0, wrong = 0;
  for (const Frame& frame : book.frames()) {
    const auto coded_by_frame = [&](const std::string& sentence) {
      const Document d = testing::code(sentence, "2020-06-15");
      return std::any_of(d.events.begin(), d.events.end(),
                         [&](const Event& e) { return e.frame == frame.id; });
    };
    const auto coded_as_type = [&](const std::string& sentence) {
      const Document d = testing::code(sentence, "2020-06-15");
      return std::any_of(d.events.begin(), d.events.end(),
                         [&](const Event& e) { return book.frame(e.frame_id).type == frame.type; });
    };
    for (const auto& sentence : frame.examples) {
      ++positive;
      if (!coded_as_type(sentence)) {
        ++wrong;
        ADD_FAILURE() << frame.file << ": " << frame.id << " does not code: " << sentence;
      }
    }
    for (const auto& sentence : frame.counterexamples)
      EXPECT_FALSE(coded_by_frame(sentence))
          << frame.file << ": " << frame.id << " codes: " << sentence;
  }
  EXPECT_GT(positive, 40);
}

}  // namespace
}  // namespace dragoman
