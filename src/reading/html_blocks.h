// A parsed page as a list of text blocks, and which of them are the article (main_text.cc
// explains).
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>
#include <vector>

#include "reading/main_text.h"

namespace dragoman {

class HtmlBlocks {
 public:
  explicit HtmlBlocks(const GumboNode* root);
  // The article, paragraphs parted by an empty line; "" where the page has no text.
  std::string article(std::string_view title) const;
  // All text.
  std::string everything() const;

 private:
  struct Element {
    int parent = -1;
    GumboTag tag = GUMBO_TAG_UNKNOWN;
    bool suspect = false;    // its class, id or role says that it is no article text
    bool dropped = false;    // its tag says so
    bool body_mark = false;  // itemprop="articleBody" and the like
    bool article_mark = false;
    bool comment = false;
    double prose = 0;  // characters of prose in it, whatever its class
    double clean = 0;  // the same outside suspect and dropped elements
  };
  struct Block {
    std::string text;
    int element = 0;
    int words = 0, linked_words = 0, links = 0;
    bool heading = false, item = false, paragraph = false, quote = false;
    double link_share() const { return words ? static_cast<double>(linked_words) / words : 0; }
  };

  void walk(const GumboNode* root);
  void weigh();
  int main_element() const;
  bool inside(int element, int ancestor) const;
  bool excluded(int element, int top) const;
  static bool is_prose(const Block& block);

  std::vector<Element> elements_;
  std::vector<Block> blocks_;
};

// Title, day, address, publication and language from the head of a page.
void read_page_facts(const GumboNode* root, Page& page);

// White space made single, ends trimmed.
std::string tidy(std::string_view text);

}  // namespace dragoman
