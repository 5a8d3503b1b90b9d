// How the article is found: the page becomes a list of blocks (runs of text between block-level
// tags), each with its length, the share of it that is links, and the elements around it. Blocks
// that read like prose are weighed; the element that holds most of that weight, as deep as
// possible, is the article; inside it, navigation, teasers, captions and the like are left out by
// structure, by what their classes are called, and by the density of links. After Kohlschuetter et
// al., "Boilerplate detection using shallow text features" (2010), and the Readability bookmarklet.
#include "reading/main_text.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "reading/date_text.h"
#include "reading/furniture.h"
#include "reading/html_blocks.h"

namespace dragoman {
namespace {

struct Parsed {
  GumboOutput* output = nullptr;
  Parsed() = default;
  Parsed(const Parsed&) = delete;
  ~Parsed() {
    if (output) gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

// Gumbo frees its tree by recursion, so a page nested without end must not reach it. Counts what
// is open at once, leaving out elements that close by themselves.
bool nested_too_deep(std::string_view html) {
  constexpr int kDeepest = 3000;
  static constexpr std::array<std::string_view, 26> flat = {
      "p",   "li",    "dt",    "dd",    "tr",    "td",     "th",   "option",  "br",
      "hr",  "img",   "input", "meta",  "link",  "source", "wbr",  "area",    "base",
      "col", "embed", "param", "track", "tbody", "thead",  "path", "colgroup"};
  int depth = 0;
  for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i + 1)) {
    const bool closes = i + 1 < html.size() && html[i + 1] == '/';
    std::size_t j = i + 1 + closes;
    char name[12];
    std::size_t n = 0;
    while (j < html.size() && n < sizeof name && std::isalnum(static_cast<unsigned char>(html[j])))
      name[n++] = static_cast<char>(std::tolower(static_cast<unsigned char>(html[j++])));
    if (n == 0) continue;
    const std::string_view tag(name, n);
    if (std::find(flat.begin(), flat.end(), tag) != flat.end()) continue;
    if (closes) {
      depth = std::max(0, depth - 1);
    } else {
      if (const auto end = html.find('>', j); end != std::string_view::npos && html[end - 1] == '/')
        continue;
      if (++depth > kDeepest) return true;
    }
  }
  return false;
}

Result<void> parse(std::string_view html, Parsed& parsed) {
  if (nested_too_deep(html))
    return Error{"E121-nested-too-deep", "the page nests thousands of elements in each other", "",
                 0, "this is no news page, or it is damaged; save it again"};
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  parsed.output = gumbo_parse_with_options(&options, html.data(), html.size());
  return {};
}

}  // namespace

Result<Page> read_page(std::string_view html) {
  Parsed parsed;
  if (auto status = parse(html, parsed); !status) return status.error();
  Page page;
  read_page_facts(parsed.output->root, page);
  const HtmlBlocks blocks(parsed.output->root);
  page.text = blocks.article(page.title);
  if (page.text.empty())
    return Error{"E120-no-text", "no text was found in the page", "", 0,
                 "pages that are filled in by scripts must be saved from a browser"};
  return page;
}

Result<std::string> text_of_html(std::string_view html) {
  if (html.find('<') == std::string_view::npos && html.find('&') == std::string_view::npos)
    return tidy(html);
  Parsed parsed;
  if (auto status = parse(html, parsed); !status) return status.error();
  return HtmlBlocks(parsed.output->root).everything();
}

}  // namespace dragoman
