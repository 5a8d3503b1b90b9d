// Finds time expressions in text that is tokenised already; training/evaluate_times.py drives it.
//   times_tool MODEL < documents
// A document is a line {"published": "2008-03-01", "sentences": [["March", "01", ...], ...]}; out
// comes a line [[sentence, first token, past last token, value, kind, rule], ...].
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "coding/stages.h"
#include "language/stages.h"

int main(int argc, char** argv) {
  using namespace dragoman;
  if (argc != 2) return 2;
  auto model = LanguageModel::load(argv[1]);
  if (!model) {
    std::cerr << model.error().message << "\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto in = nlohmann::json::parse(line);
    Source source;
    source.published = Date::parse(in["published"].get<std::string>());
    std::vector<std::pair<Span, SentenceId>> spans;
    for (const auto& sentence : in["sentences"])
      for (const std::string word : sentence) {
        const auto begin = static_cast<std::uint32_t>(source.text.size());
        source.text += word;
        spans.push_back({{begin, static_cast<std::uint32_t>(source.text.size())},
                         static_cast<SentenceId>(&sentence - &in["sentences"][0])});
        source.text += ' ';
      }
    Document d(std::move(source));
    for (const auto& [span, id] : spans) {
      Token t;
      t.span = span;
      t.lower = d.keep(lower_case(d.text_of(span)));
      t.sentence = id;
      if (d.sentences.empty() || id != d.tokens.back().sentence) {
        while (static_cast<SentenceId>(d.sentences.size()) <= id) {
          Sentence s;
          s.tokens = {static_cast<TokenId>(d.tokens.size()), static_cast<TokenId>(d.tokens.size())};
          s.span = span;
          s.block = -1;
          d.sentences.push_back(s);
        }
      }
      d.tokens.push_back(t);
      d.sentences.back().tokens.end = static_cast<TokenId>(d.tokens.size());
      d.sentences.back().span.end = span.end;
    }
    model->analyse(d);
    d.index_children();
    lemmatise(d);
    find_times(d);
    static constexpr const char* kinds[] = {"date", "duration", "set", "relative"};
    auto out = nlohmann::json::array();
    for (const auto& e : d.times) {
      const SentenceId s = d.tokens[e.tokens.begin].sentence;
      const TokenId first = d.sentences[s].tokens.begin;
      out.push_back({s, e.tokens.begin - first, e.tokens.end - first, e.value,
                     kinds[static_cast<int>(e.kind)], e.rule});
    }
    std::cout << out.dump() << "\n";
  }
  return 0;
}
