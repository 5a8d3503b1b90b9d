// resolve_toponyms: which words of the document name places, and where the report was filed.

#include "coding/toponyms.h"

#include <fmt/format.h>

#include <algorithm>

#include "coding/stages.h"

namespace dragoman {
namespace {

// The place of a dateline: "BEIRUT, Lebanon (AP) -" is filed from Beirut.
Span dateline_place(const Document& d, const Block& block) {
  const std::string_view line = d.text_of(block.span);
  std::size_t end = line.find_first_of(",(:.;\u2014-");
  // A hyphen inside a name ("Port-au-Prince") is no end.
  while (end != std::string_view::npos && line[end] == '-' && end + 1 < line.size() &&
         line[end + 1] != ' ' && line[end + 1] != '-' && end > 0 && line[end - 1] != ' ')
    end = line.find_first_of(",(:.;\u2014-", end + 1);
  if (end == std::string_view::npos) end = line.size();
  while (end > 0 && line[end - 1] == ' ') --end;
  std::size_t begin = 0;
  while (begin < end && line[begin] == ' ') ++begin;
  return {block.span.begin + static_cast<std::uint32_t>(begin),
          block.span.begin + static_cast<std::uint32_t>(end)};
}

}  // namespace

std::string publication_country(const Knowledge& k, std::string_view publication) {
  std::vector<std::string_view> words;
  std::string_view rest = publication;
  while (!rest.empty()) {
    const auto cut = rest.find(' ');
    if (cut != 0) words.push_back(rest.substr(0, cut));
    rest = cut == std::string_view::npos ? std::string_view() : rest.substr(cut + 1);
  }
  std::string city;
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const FormMatch& m : k.match(words, i))
      for (const Candidate& c : m.candidates) {
        if (c.kind == FactKind::Country && k.country_form(c.form).kind != "region")
          return std::string(k.country(c.row).code);
        // An agency reports on all the world; a newspaper on its country first.
        if (c.kind == FactKind::Organisation && m.words == words.size() &&
            k.organisation(c.row).kind != "agency")
          return std::string(k.organisation(c.row).country);
      }
  return city;
}

void resolve_toponyms(Document& d, const Knowledge& k) {
  std::vector<Span> spans;
  std::vector<TokenRange> ranges;
  for (const Name& n : d.names)
    if (n.type == NameType::Location) {
      spans.push_back(d.span_of(n.tokens));
      ranges.push_back(n.tokens);
    }
  // The dateline's place goes first, whether or not the network saw a name in it.
  std::ptrdiff_t dateline = -1;
  for (const Block& b : d.blocks)
    if (b.kind == BlockKind::Dateline) {
      const Span filed = dateline_place(d, b);
      if (filed.empty()) continue;
      for (std::size_t i = 0; i < spans.size() && dateline < 0; ++i)
        if (spans[i].overlaps(filed)) dateline = static_cast<std::ptrdiff_t>(i);
      if (dateline < 0) {
        dateline = static_cast<std::ptrdiff_t>(spans.size());
        spans.push_back(filed);
        TokenRange range;
        for (std::size_t t = 0; t < d.tokens.size(); ++t)
          if (filed.contains(d.tokens[t].span)) {
            if (!range.size()) range.begin = static_cast<TokenId>(t);
            range.end = static_cast<TokenId>(t) + 1;
          }
        ranges.push_back(range);
      }
      break;
    }
  std::vector<std::string> hints;
  if (auto home = publication_country(k, d.source.publication); !home.empty())
    hints.push_back(std::move(home));
  const auto places = rank_places(k, d.text(), spans, hints);
  d.toponyms.clear();
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (static_cast<std::ptrdiff_t>(i) == dateline && !places[i].country_code.empty())
      d.dateline = places[i];
    if (ranges[i].size() > 0) d.toponyms.push_back({ranges[i], places[i]});
    if (d.tracing)
      d.trace.push_back(fmt::format("place '{}' {} {} {}: {}", places[i].extracted_place,
                                    places[i].resolved_place, places[i].province,
                                    places[i].country_code, places[i].basis));
  }
  std::stable_sort(d.toponyms.begin(), d.toponyms.end(), [](const Toponym& a, const Toponym& b) {
    return a.tokens.begin < b.tokens.begin;
  });
}

}  // namespace dragoman
