#include "reading/html_blocks.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "reading/furniture.h"

namespace dragoman {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

const char* attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* a = gumbo_get_attribute(&element.attributes, name);
  return a ? a->value : "";
}

bool one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_inline(GumboTag tag) {
  return one_of(
      tag,
      {GUMBO_TAG_A,      GUMBO_TAG_ABBR, GUMBO_TAG_ACRONYM, GUMBO_TAG_B,       GUMBO_TAG_BDI,
       GUMBO_TAG_BDO,    GUMBO_TAG_BIG,  GUMBO_TAG_CITE,    GUMBO_TAG_CODE,    GUMBO_TAG_DATA,
       GUMBO_TAG_DEL,    GUMBO_TAG_DFN,  GUMBO_TAG_EM,      GUMBO_TAG_FONT,    GUMBO_TAG_I,
       GUMBO_TAG_INS,    GUMBO_TAG_KBD,  GUMBO_TAG_MARK,    GUMBO_TAG_NOBR,    GUMBO_TAG_Q,
       GUMBO_TAG_S,      GUMBO_TAG_SAMP, GUMBO_TAG_SMALL,   GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE,
       GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,     GUMBO_TAG_TIME,    GUMBO_TAG_TT,
       GUMBO_TAG_U,      GUMBO_TAG_VAR,  GUMBO_TAG_WBR,     GUMBO_TAG_UNKNOWN, GUMBO_TAG_IMG,
       GUMBO_TAG_LABEL,  GUMBO_TAG_RUBY, GUMBO_TAG_OUTPUT});
}

bool is_silent(GumboTag tag) {
  return one_of(
      tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
            GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_SVG, GUMBO_TAG_CANVAS,
            GUMBO_TAG_HEAD, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO,
            GUMBO_TAG_BUTTON, GUMBO_TAG_MAP, GUMBO_TAG_NOFRAMES, GUMBO_TAG_APPLET, GUMBO_TAG_MATH});
}

bool is_aside(GumboTag tag) {
  return one_of(tag,
                {GUMBO_TAG_NAV, GUMBO_TAG_ASIDE, GUMBO_TAG_FOOTER, GUMBO_TAG_FORM, GUMBO_TAG_FIGURE,
                 GUMBO_TAG_FIGCAPTION, GUMBO_TAG_MENU, GUMBO_TAG_FIELDSET, GUMBO_TAG_TABLE});
}

// Words of which names of classes and ids are made that hold no article text.
bool suspect_name(std::string_view name) {
  static constexpr std::array<std::string_view, 61> parts = {
      "comment",    "disqus",    "related",       "sidebar",         "footer",
      "share",      "sharing",   "social",        "promo",           "newsletter",
      "subscri",    "signup",    "sign-up",       "advert",          "sponsor",
      "outbrain",   "taboola",   "popular",       "trending",        "most-read",
      "mostread",   "recommend", "breadcrumb",    "byline",          "timestamp",
      "caption",    "credit",    "cookie",        "banner",          "modal",
      "popup",      "widget",    "gallery",       "slideshow",       "read-more",
      "readmore",   "teaser",    "tooltip",       "rating",          "login",
      "paywall",    "author",    "bio",           "navigation",      "menu",
      "masthead",   "toolbar",   "screen-reader", "visually-hidden", "sr-only",
      "more-on",    "read-next", "up-next",       "also-like",       "carousel",
      "correction", "copyright", "disclaimer",    "playlist",        "jump-link",
      "pagination"};
  for (auto part : parts)
    if (name.find(part) != std::string_view::npos) return true;
  // Short words only whole: "ad", "nav", "tags".
  static constexpr std::array<std::string_view, 11> words = {
      "ad", "ads", "nav", "tag", "tags", "meta", "tools", "hidden", "dfp", "aux", "legal"};
  std::size_t begin = 0;
  while (begin < name.size()) {
    std::size_t end = name.find_first_of(" -_", begin);
    if (end == std::string_view::npos) end = name.size();
    if (std::find(words.begin(), words.end(), name.substr(begin, end - begin)) != words.end())
      return true;
    begin = end + 1;
  }
  return false;
}

bool contains_any(std::string_view name, std::initializer_list<std::string_view> parts) {
  for (auto part : parts)
    if (name.find(part) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i]) || text.substr(i, 2) == "\xC2\xA0") {
      if (!is_space(text[i])) ++i;
      space = true;
      continue;
    }
    if (text[i] == '\0') continue;
    if (text.substr(i, 3) == "\xE2\x80\x8B" || text.substr(i, 3) == "\xEF\xBB\xBF") {  // zero width
      i += 2;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += text[i];
  }
  return out;
}

HtmlBlocks::HtmlBlocks(const GumboNode* root) {
  walk(root);
  weigh();
}

void HtmlBlocks::walk(const GumboNode* root) {
  struct Frame {
    const GumboNode* node;
    unsigned next;
    int element;
    bool link;
  };
  std::vector<Frame> stack;
  Block current;
  std::string raw;
  int link_depth = 0;
  const auto count_words = [](std::string_view s) {
    int n = 0;
    bool in = false;
    for (char c : s) {
      const bool space = is_space(c);
      n += !space && !in;
      in = !space;
    }
    return n;
  };
  const auto flush = [&](int element) {
    current.text = tidy(raw);
    if (!current.text.empty()) {
      current.words = count_words(current.text);
      current.linked_words = std::min(current.linked_words, current.words);
      current.element = element;
      for (int e = element; e >= 0; e = elements_[e].parent) {
        const GumboTag tag = elements_[e].tag;
        if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) current.heading = true;
        if (tag == GUMBO_TAG_LI) current.item = true;
        if (tag == GUMBO_TAG_P) current.paragraph = true;
        if (tag == GUMBO_TAG_BLOCKQUOTE) current.quote = true;
        if (!is_inline(tag) && tag != GUMBO_TAG_P && tag != GUMBO_TAG_LI) break;
      }
      blocks_.push_back(std::move(current));
    }
    current = {};
    raw.clear();
  };
  elements_.push_back({});
  stack.push_back({root, 0, 0, false});
  while (!stack.empty()) {
    Frame& frame = stack.back();
    const GumboVector& children = frame.node->v.element.children;
    if (frame.next >= children.length) {
      const GumboTag tag = frame.node->v.element.tag;
      if (!is_inline(tag)) flush(frame.element);
      if (frame.link) --link_depth;
      stack.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children.data[frame.next++]);
    const int parent = frame.element;
    if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA ||
        child->type == GUMBO_NODE_WHITESPACE) {
      raw += child->v.text.text;
      if (link_depth > 0) current.linked_words += count_words(child->v.text.text);
      continue;
    }
    if (child->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& element = child->v.element;
    if (is_silent(element.tag)) continue;
    if (element.tag == GUMBO_TAG_BR || element.tag == GUMBO_TAG_HR) {
      flush(parent);
      continue;
    }
    const std::string style = lower_case(attribute(element, "style"));
    if (gumbo_get_attribute(&element.attributes, "hidden") ||
        contains_any(style, {"display:none", "display: none", "visibility:hidden"}))
      continue;
    if (!is_inline(element.tag)) flush(parent);
    Element e;
    e.parent = parent;
    e.tag = element.tag;
    e.dropped = is_aside(element.tag);
    const std::string name =
        lower_case(std::string(attribute(element, "class")) + " " + attribute(element, "id"));
    const std::string role = attribute(element, "role");
    e.comment = contains_any(name, {"comment", "disqus", "respond"});
    e.suspect = suspect_name(name) || role == "navigation" || role == "complementary" ||
                role == "banner" || role == "dialog" || role == "contentinfo" ||
                std::strcmp(attribute(element, "aria-hidden"), "true") == 0;
    const std::string_view item = attribute(element, "itemprop");
    e.body_mark =
        item == "articleBody" ||
        contains_any(name, {"article-body", "articlebody", "article__body", "story-body",
                            "article_body", "entry-content", "post-content", "story__body",
                            "post-body", "article-content", "article__content", "article-text",
                            "story-content", "storybody", "body-content"});
    e.article_mark = element.tag == GUMBO_TAG_ARTICLE || role == "article";
    elements_.push_back(e);
    const bool link = element.tag == GUMBO_TAG_A;
    if (link) ++link_depth, ++current.links;
    stack.push_back({child, 0, static_cast<int>(elements_.size()) - 1, link});
  }
  flush(0);
}

bool HtmlBlocks::is_prose(const Block& b) {
  if (b.heading) return false;
  const char last = b.text.back();
  const bool ends =
      last == '.' || last == '!' || last == '?' || last == '"' || last == ':' ||
      (b.text.size() > 3 && b.text.compare(b.text.size() - 3, 3, "\xE2\x80\x9D") == 0);
  // A long sentence may name its sources by links; a short line of links is navigation.
  if (b.link_share() > (ends && b.words >= 20 ? 0.6 : 0.4)) return false;
  return ends ? b.words >= 8 : b.words >= 16;
}

void HtmlBlocks::weigh() {
  for (const Block& b : blocks_)
    if (is_prose(b))
      for (int e = b.element; e >= 0; e = elements_[e].parent)
        elements_[e].prose += static_cast<double>(b.text.size()) * (1 - b.link_share());
  // An element that holds most of the prose is no side matter, whatever it is called.
  const double all = elements_[0].prose;
  for (Element& e : elements_)
    if (e.prose > 0.5 * all && !e.comment) e.suspect = e.dropped = false;
  for (const Block& b : blocks_)
    if (is_prose(b) && !excluded(b.element, 0))
      for (int e = b.element; e >= 0; e = elements_[e].parent)
        elements_[e].clean += static_cast<double>(b.text.size()) * (1 - b.link_share());
}

bool HtmlBlocks::inside(int element, int ancestor) const {
  while (element > ancestor) element = elements_[element].parent;
  return element == ancestor;
}

bool HtmlBlocks::excluded(int element, int top) const {
  for (int e = element; e > top; e = elements_[e].parent)
    if (elements_[e].suspect || elements_[e].dropped) return true;
  return false;
}

int HtmlBlocks::main_element() const {
  // What the page itself marks as the body of the article, if it is no small part of the whole.
  // A body in several pieces (parted by advertisements) is all that lies between them.
  int best = -1;
  for (std::size_t e = 0; e < elements_.size(); ++e) {
    if (!elements_[e].body_mark || elements_[e].clean < 0.1 * elements_[0].clean) continue;
    const int element = static_cast<int>(e);
    if (best < 0) best = element;
    while (!inside(element, best)) best = elements_[best].parent;
  }
  if (best >= 0 && elements_[best].clean > 0.4 * elements_[0].clean) return best;
  best = -1;
  for (std::size_t e = 0; e < elements_.size(); ++e)
    if (elements_[e].article_mark && elements_[e].clean > 0.4 * elements_[0].clean &&
        (best < 0 || elements_[e].clean > elements_[best].clean))
      best = static_cast<int>(e);
  int at = std::max(best, 0);
  // As deep as most of the prose goes.
  std::vector<std::vector<int>> children(elements_.size());
  for (std::size_t e = 1; e < elements_.size(); ++e)
    children[elements_[e].parent].push_back(static_cast<int>(e));
  for (;;) {
    int heaviest = -1;
    for (int c : children[at])
      if (heaviest < 0 || elements_[c].clean > elements_[heaviest].clean) heaviest = c;
    if (heaviest < 0 || elements_[heaviest].tag == GUMBO_TAG_P ||
        elements_[heaviest].clean < 0.7 * elements_[at].clean || is_inline(elements_[heaviest].tag))
      return at;
    at = heaviest;
  }
}

std::string HtmlBlocks::article(std::string_view title) const {
  if (blocks_.empty()) return "";
  const int top = main_element();
  // A summary often stands above the body, inside the same article element.
  int frame = top;
  while (frame > 0 && !elements_[frame].article_mark) frame = elements_[frame].parent;
  bool before = frame > 0 && frame != top;
  std::vector<const Block*> kept;
  for (const Block& b : blocks_) {
    if (before && inside(b.element, top)) before = false;
    if (before && inside(b.element, frame) && !excluded(b.element, frame) && is_prose(b) &&
        b.words >= 12 && b.link_share() < 0.3 && !is_furniture_line(b.text))
      kept.push_back(&b);
    if (!inside(b.element, top) || excluded(b.element, top)) continue;
    if (b.link_share() > 0.6 && (b.words < 20 || b.links > 3)) continue;
    if (b.item && b.link_share() > 0.5) continue;
    if (is_furniture_line(b.text)) continue;
    kept.push_back(&b);
  }
  // Before the first and after the last prose stand title, byline, day and links.
  const auto prose = [](const Block* b) { return is_prose(*b); };
  const auto first = std::find_if(kept.begin(), kept.end(), prose);
  if (first == kept.end()) {
    std::string all;
    for (const Block* b : kept) all.append(all.empty() ? "" : "\n\n").append(b->text);
    return all.empty() ? everything() : all;
  }
  const auto last = std::find_if(kept.rbegin(), kept.rend(), prose).base();
  std::string out;
  for (auto it = first; it != last; ++it) {
    const Block& b = **it;
    if (b.heading && std::string_view(b.text) == title) continue;
    // A heading stands before something.
    if (!out.empty()) out += "\n\n";
    out += b.text;
  }
  return out;
}

std::string HtmlBlocks::everything() const {
  std::string out;
  for (const Block& b : blocks_) out.append(out.empty() ? "" : "\n\n").append(b.text);
  return out;
}

}  // namespace dragoman
