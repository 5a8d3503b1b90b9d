// Which stretches of a text are report and which are not, and the day it was published.
#include "reading/furniture.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/published.h"

namespace dragoman {
namespace {

Document blocks_of(std::string text, std::string title = "") {
  Source source;
  source.text = std::move(text);
  source.title = std::move(title);
  Document document(std::move(source));
  find_blocks(document);
  find_published(document);
  return document;
}

// "kind: text" of every block.
std::vector<std::string> shown(const Document& document) {
  std::vector<std::string> out;
  for (const Block& b : document.blocks)
    out.push_back(std::string(name_of(b.kind)) + ": " + std::string(document.text_of(b.span)));
  return out;
}
using Lines = std::vector<std::string>;

TEST(Furniture, WebReport) {
  const auto d = blocks_of(
      "Accessibility links\n\nBreaking News\n\nMinister To Visit Oslo This Week [UPDATE]\n\n"
      "16 August 2016 14:33 (UTC+04:00)\n\nBy Ada Novak\n\n"
      "(Left to right:) The minister and her host at a meeting in Bergen in May 2015.\n\n"
      "The minister will travel to Oslo on Friday, her office said.\n\n"
      "Talks on fish\n\n"
      "She is to discuss fishing rights.\n\nWith reporting by Reuters, TASS, Interfax, and AP\n\n"
      "Follow us on Twitter @Paper");
  EXPECT_EQ(
      shown(d),
      (Lines{
          "furniture: Accessibility links", "furniture: Breaking News",
          "title: Minister To Visit Oslo This Week", "furniture: [UPDATE]",
          "date: 16 August 2016 14:33 (UTC+04:00)", "byline: By Ada Novak",
          "caption: (Left to right:) The minister and her host at a meeting in Bergen in May 2015.",
          "paragraph: The minister will travel to Oslo on Friday, her office said.",
          "heading: Talks on fish", "paragraph: She is to discuss fishing rights.",
          "credit: With reporting by Reuters, TASS, Interfax, and AP",
          "furniture: Follow us on Twitter @Paper"}));
  EXPECT_EQ(d.contributors, (Lines{"Reuters", "TASS", "Interfax", "AP"}));
  EXPECT_EQ(d.source.published->iso(), "2016-08-16");
  EXPECT_EQ(d.source.published_basis, "body");
}

TEST(Furniture, SentencesThatBeginLikeLinksStay) {
  for (const char* text : {"Subscribers to the treaty met in Oslo on Friday and agreed to share "
                           "the water of the lake fairly.",
                           "Trending towards war, the two neighbours recalled their envoys after "
                           "weeks of insults on Sunday.",
                           "Follow-up talks were held in Geneva."}) {
    const auto d = blocks_of(std::string("The first paragraph stands here.\n\n") + text);
    EXPECT_EQ(d.blocks.back().kind, BlockKind::Paragraph) << text;
  }
}

TEST(Furniture, WrappedWireText) {
  const auto d = blocks_of(
      "MINISTERS AGREE ON GRAIN\n"
      " The agriculture ministers of both countries agreed on a new\n"
      " price for wheat after two days of talks, officials said. The\n"
      " price will rise by two pct in June.\n"
      "    A spokesman said that the vote was close and that a further\n"
      " meeting would be needed before the summer. REUTER\n");
  EXPECT_EQ(shown(d),
            (Lines{"title: MINISTERS AGREE ON GRAIN",
                   "paragraph: The agriculture ministers of both countries agreed on a new\n"
                   " price for wheat after two days of talks, officials said. The\n"
                   " price will rise by two pct in June.",
                   "paragraph: A spokesman said that the vote was close and that a further\n"
                   " meeting would be needed before the summer.",
                   "furniture: REUTER"}));
}

TEST(Furniture, LinesAreParagraphsWhereTextIsNotWrapped) {
  const auto d = blocks_of(
      "The president signed the law on Monday in front of a crowd of supporters who had waited all "
      "day long for him.\n"
      "Critics said the law was too late.\n"
      "It takes effect in June and will be reviewed after three years by a commission that "
      "parliament will choose.\n");
  EXPECT_EQ(d.blocks.size(), 3u);
}

TEST(Dateline, Manners) {
  const struct {
    const char* text;
    const char* place;
    const char* agency;
  } cases[] = {{"ANKARA, April 2 (Reuters) - Russian President", "ANKARA", "Reuters"},
               {"BEIRUT, Lebanon (AP) - Lebanon's prime minister", "BEIRUT, Lebanon", "AP"},
               {"NEW DELHI, JUNE 24. India today", "NEW DELHI", ""},
               {"SEOUL, Nov. 28 Kyodo - South Korea", "SEOUL", "Kyodo"},
               {"Quito, Mar 4 (EFE).- Ecuador broke", "Quito", "EFE"},
               {"AMMAN (October 7) - Jordan yesterday", "AMMAN", ""},
               {"HAVANA -- Negotiators for", "HAVANA", ""},
               {"ASTANA – Kazakh President", "ASTANA", ""},
               {"ISLAMABAD, July 12: Pakistani-backed", "ISLAMABAD", ""},
               {"NEW DELHI: India announced", "NEW DELHI", ""},
               {"ABIDJAN, April 12, 2011 (AFP) - Forces loyal", "ABIDJAN", "AFP"},
               {"RIO DE JANEIRO (AP) — Police", "RIO DE JANEIRO", "AP"},
               {"ST. PETERSBURG, Russia — The two", "ST. PETERSBURG, Russia", ""}};
  for (const auto& c : cases) {
    const std::string_view text = c.text;
    const auto line = find_dateline(text, true);
    ASSERT_TRUE(line) << text;
    EXPECT_EQ(slice(text, line->place), c.place);
    EXPECT_EQ(line->agency, c.agency);
    EXPECT_GT(line->span.end, line->place.end);
  }
  for (const char* text : {"French envoy Bertrand Dufourcq held talks in Baghdad on Monday.",
                           "NATO-led troops seized more than two tons of ammunition.",
                           "Smith - who had resigned in May - came back.", "The EU said: no deal.",
                           "U.S. President Bush left.", "Russia - the larger - won.",
                           "On April 2, (Reuters) reported that"})
    EXPECT_FALSE(find_dateline(text, true)) << text;
}

// The day and how it was found, or "none".
std::string published(const Document& d) {
  if (!d.source.published) return "none";
  return d.source.published->iso() + " by " + d.source.published_basis;
}

TEST(Published, FromALineOfPlaceAndDate) {
  EXPECT_EQ(
      published(blocks_of("Talks by the lake\n\nIstanbul, 18 November 2015\n\nThe two "
                          "ministers met on Tuesday and agreed to meet again in the spring.\n")),
      "2015-11-18 by dateline");
}

TEST(Published, FromDatelineAddressAndText) {
  EXPECT_EQ(published(blocks_of("ABIDJAN, April 12, 2011 (AFP) - Forces took the town.")),
            "2011-04-12 by dateline");
  Source source;
  source.text = "Forces took the town on Monday, officials said.";
  source.url = "http://paper.example/world/2011/04/12/town.html";
  Document by_url(std::move(source));
  find_blocks(by_url);
  find_published(by_url);
  EXPECT_EQ(published(by_url), "2011-04-12 by url");
  EXPECT_EQ(published(blocks_of(
                "The envoy is to meet the rebels in Doha on July 9.\n\n"
                "The palace said on July 7 that prisoners would be freed. The war began in March "
                "2012, and the first truce was signed in November 2013.")),
            "2014-07-07 by narrowed");
  EXPECT_EQ(published(blocks_of("The envoy met the rebels on Monday, officials said.")), "none");
}

}  // namespace
}  // namespace dragoman
