// What a page says about itself: Open Graph, Dublin Core, schema.org and plain meta elements.
#include <array>
#include <cstring>

#include "base/text.h"
#include "reading/date_text.h"
#include "reading/html_blocks.h"

namespace dragoman {
namespace {

const char* attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* a = gumbo_get_attribute(&element.attributes, name);
  return a ? a->value : "";
}

// How far each name of a meta element is to be trusted for a fact; the highest wins.
struct Known {
  std::string_view name;
  int trust;
};
constexpr std::array<Known, 5> kTitles = {{{"og:title", 3},
                                           {"twitter:title", 2},
                                           {"dc.title", 2},
                                           {"headline", 2},
                                           {"parsely-title", 2}}};
constexpr std::array<Known, 18> kDays = {{{"article:published_time", 9},
                                          {"datepublished", 8},
                                          {"og:published_time", 8},
                                          {"article:published", 8},
                                          {"parsely-pub-date", 7},
                                          {"sailthru.date", 6},
                                          {"pubdate", 6},
                                          {"publishdate", 6},
                                          {"publish-date", 6},
                                          {"publication_date", 6},
                                          {"dc.date.issued", 6},
                                          {"dcterms.created", 6},
                                          {"dc.date", 5},
                                          {"ptime", 5},
                                          {"date", 4},
                                          {"cxenseparse:recs:publishtime", 5},
                                          {"datecreated", 4},
                                          {"article.published", 8}}};
constexpr std::array<Known, 4> kSites = {
    {{"og:site_name", 3}, {"application-name", 2}, {"dc.publisher", 2}, {"publisher", 1}}};

template <std::size_t N>
int trust_of(const std::array<Known, N>& known, const std::string& name) {
  for (const Known& k : known)
    if (k.name == name) return k.trust;
  return 0;
}

// "datePublished": "2019-..." in the page's JSON-LD.
std::optional<Date> day_in_json(std::string_view script) {
  const std::size_t at = script.find("\"datePublished\"");
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t begin = script.find('"', at + 15);
  if (begin == std::string_view::npos) return std::nullopt;
  return parse_published(script.substr(begin + 1, script.find('"', begin + 1) - begin - 1));
}

}  // namespace

void read_page_facts(const GumboNode* root, Page& page) {
  int title_trust = 0, day_trust = 0, site_trust = 0;
  std::string heading;
  const auto offer = [](int trust, int& best, std::string& to, std::string value) {
    if (trust > best && !value.empty()) best = trust, to = std::move(value);
  };
  const auto offer_day = [&](int trust, std::optional<Date> day) {
    if (trust > day_trust && day) day_trust = trust, page.published = day;
  };
  std::vector<const GumboNode*> stack{root};
  while (!stack.empty()) {
    const GumboNode* node = stack.back();
    stack.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& element = node->v.element;
    const GumboVector& children = element.children;
    const auto text = [&] {
      std::string out;
      for (unsigned i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE)
          out += child->v.text.text;
        else if (child->type == GUMBO_NODE_ELEMENT && child->v.element.children.length == 1) {
          const auto* inner = static_cast<const GumboNode*>(child->v.element.children.data[0]);
          if (inner->type == GUMBO_NODE_TEXT) out += inner->v.text.text;
        }
      }
      return out;
    };
    switch (element.tag) {
      case GUMBO_TAG_HTML:
        page.language = attribute(element, "lang");
        break;
      case GUMBO_TAG_TITLE:
        offer(1, title_trust, page.title, tidy(text()));
        break;
      case GUMBO_TAG_H1:
        if (heading.empty()) heading = tidy(text());
        break;
      case GUMBO_TAG_LINK:
        if (std::strcmp(attribute(element, "rel"), "canonical") == 0)
          page.url = attribute(element, "href");
        break;
      case GUMBO_TAG_META: {
        const char* content = attribute(element, "content");
        for (const char* key : {"property", "name", "itemprop"}) {
          const std::string name = lower_case(attribute(element, key));
          if (name.empty()) continue;
          offer(trust_of(kTitles, name), title_trust, page.title, tidy(content));
          offer(trust_of(kSites, name), site_trust, page.publication, tidy(content));
          if (const int trust = trust_of(kDays, name)) offer_day(trust, parse_published(content));
          if (name == "og:url" && page.url.empty()) page.url = content;
        }
        break;
      }
      case GUMBO_TAG_SCRIPT:
        if (std::strcmp(attribute(element, "type"), "application/ld+json") == 0)
          offer_day(7, day_in_json(text()));
        break;
      case GUMBO_TAG_TIME: {
        const bool marked = std::strcmp(attribute(element, "itemprop"), "datePublished") == 0 ||
                            gumbo_get_attribute(&element.attributes, "pubdate");
        offer_day(marked ? 6 : 2, parse_published(attribute(element, "datetime")));
        break;
      }
      default:
        break;
    }
    for (unsigned i = children.length; i-- > 0;)
      stack.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  // "Headline - Site" is the manner of title elements; the first heading is the better title then.
  if (title_trust <= 1 && !heading.empty()) page.title = heading;
}

}  // namespace dragoman
