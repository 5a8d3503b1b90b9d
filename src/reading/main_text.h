// The article in a web page: its text without navigation, teasers, comments and captions, and what
// the page says about itself (title, day, address, publication, language).
//
//   auto page = read_page(html);         // html is valid UTF-8
//   page->text                           // paragraphs parted by an empty line
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "language/document.h"

namespace dragoman {

struct Page {
  std::string text, title, url, publication, language;
  std::optional<Date> published;
};

// Errors: E120 (no text in it), E121 (nested too deep to be a page).
Result<Page> read_page(std::string_view html);

// All text of a fragment, such as the description of a feed's item.
Result<std::string> text_of_html(std::string_view html);

// Bytes of a page to a Source without id and file. An empty charset: as the page declares.
Result<Source> source_of_page(std::string_view raw, std::string_view charset);

}  // namespace dragoman
