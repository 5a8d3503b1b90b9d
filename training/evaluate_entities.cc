// evaluate_entities SHARE GOLD.jsonl... [--errors]: code and sector accuracy of resolution on the
// parties that annotated reports name. A gold party counts as found where a mention overlaps its
// words best; its code is right where the mention has it (or a named alternative) and has not more
// codes than the gold words have; its sector where one agrees.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "engine.h"
#include "knowledge/knowledge.h"

namespace {

using namespace dragoman;

struct Gold {
  std::string text, trigger;
  std::map<std::string, std::set<std::string>> sectors;  // by code
  std::map<std::string, std::set<std::string>> alternatives;
};

MentionId best_mention(const Document& d, Span wanted) {
  MentionId best = kNone;
  double best_score = 0.2;
  for (std::size_t m = 0; m < d.mentions.size(); ++m) {
    const Span s = d.span_of(d.mentions[m].tokens);
    if (!s.overlaps(wanted)) continue;
    const double both = std::min(s.end, wanted.end) - std::max(s.begin, wanted.begin);
    double score = both / (std::max(s.end, wanted.end) - std::min(s.begin, wanted.begin));
    // Relative clauses make some mentions long: what counts is the head.
    if (wanted.contains(d.tokens[d.mentions[m].head].span))
      score += 0.3;
    else
      score *= 0.3;
    if (score > best_score) {
      best_score = score;
      best = static_cast<MentionId>(m);
    }
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  const bool errors = std::erase(files, "--errors") > 0;
  EngineOptions options;
  options.share = files.at(0);
  auto engine = Engine::load(options);
  if (!engine) {
    fmt::print(stderr, "{}: {}\n", engine.error().file, engine.error().message);
    return 1;
  }
  int total = 0, right = 0, with_sector = 0, sector_right = 0, sector_given_code = 0, unmatched = 0,
      code_and = 0;
  for (std::size_t f = 1; f < files.size(); ++f) {
    std::ifstream in(files[f]);
    for (std::string line; std::getline(in, line);) {
      const auto j = nlohmann::json::parse(line);
      Source source;
      source.id = j["id"];
      source.text = j["text"];
      const auto words = [&](const char* key) {  // of what may be missing or null
        return j.contains(key) && j[key].is_string() ? j[key].get<std::string>() : std::string();
      };
      source.publication = words("publication");
      source.title = words("title");
      source.published = Date::parse(words("published"));
      source.published_basis = "metadata";
      Document d(std::move(source));
      engine->run_until(d, "entities");
      std::map<std::string, Gold> golds;
      for (const auto& e : j["events"])
        for (const char* side : {"actor", "recipient"})
          for (const auto& a : e[side]) {
            Gold& g = golds[a["text"]];
            g.text = a["text"];
            if (g.trigger.empty()) g.trigger = e["trigger"];
            auto& s = g.sectors[a["code"]];
            for (const auto& x : a["sector"]) s.insert(x.get<std::string>());
            if (a.contains("code_alt"))
              for (const auto& x : a["code_alt"])
                g.alternatives[a["code"]].insert(x.get<std::string>());
          }
      for (const auto& [text, g] : golds) {
        // The occurrence nearest to the trigger.
        const auto trigger = d.source.text.find(g.trigger);
        std::size_t at = std::string::npos;
        for (auto i = d.source.text.find(text); i != std::string::npos;
             i = d.source.text.find(text, i + 1))
          if (at == std::string::npos || (trigger != std::string::npos &&
                                          std::llabs(static_cast<long long>(i - trigger)) <
                                              std::llabs(static_cast<long long>(at - trigger))))
            at = i;
        MentionId m = kNone;
        if (at != std::string::npos)
          m = best_mention(
              d, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + text.size())});
        std::set<std::string> codes;
        std::string shown;
        // "Uganda, Congo and Southern Sudan": the mentions inside together, where no one has all.
        std::vector<Entity> entities;
        if (m != kNone) entities = d.mentions[m].entities;
        if (g.sectors.size() > 1 && entities.size() < g.sectors.size() && at != std::string::npos) {
          entities.clear();
          const Span whole{static_cast<std::uint32_t>(at),
                           static_cast<std::uint32_t>(at + text.size())};
          for (const Mention& x : d.mentions)
            if (whole.contains(d.span_of(x.tokens)))
              entities.insert(entities.end(), x.entities.begin(), x.entities.end());
        }
        if (m != kNone)
          for (const Entity& e : entities) {
            codes.insert(e.code);
            std::string sectors;
            for (Sector s : e.sector.list())
              sectors += (sectors.empty() ? "" : ",") + std::string(name_of(s));
            shown += fmt::format(" {}:{} [{}]", e.code, sectors, e.basis);
          }
        for (const auto& [code, sectors] : g.sectors) {
          ++total;
          std::string found;
          if (codes.contains(code))
            found = code;
          else if (g.alternatives.contains(code))
            for (const auto& a : g.alternatives.at(code))
              if (codes.contains(a)) found = a;
          const bool code_ok = !found.empty() && codes.size() <= g.sectors.size();
          right += code_ok;
          unmatched += m == kNone;
          bool sector_ok = true;
          if (!sectors.empty()) {
            ++with_sector;
            sector_ok = false;
            if (m != kNone)
              for (const Entity& e : entities)
                for (Sector s : e.sector.list())
                  if (sectors.contains(std::string(name_of(s))) &&
                      (found.empty() || e.code == found))
                    sector_ok = true;
            sector_right += sector_ok;
            code_and += code_ok;
            sector_given_code += code_ok && sector_ok;
          }
          if (errors && (!code_ok || !sector_ok)) {
            std::string want;
            for (const auto& s : sectors) want += (want.empty() ? "" : ",") + s;
            fmt::print("{}\t{}\t'{}'\twant {}:{}\tgot '{}'{}\n", d.source.id,
                       code_ok         ? "sector"
                       : m == kNone    ? "no mention"
                       : codes.empty() ? "no entity"
                                       : "code",
                       text, code, want,
                       m == kNone ? "" : std::string(d.text_of(d.span_of(d.mentions[m].tokens))),
                       shown);
          }
        }
      }
    }
  }
  const auto rate = [](int a, int b) { return b ? static_cast<double>(a) / b : 0.0; };
  fmt::print("gold parties {}  without a mention {}\n", total, unmatched);
  fmt::print("code    {:.3f}  ({} of {})\n", rate(right, total), right, total);
  fmt::print("sector  {:.3f}  ({} of {} that have one)\n", rate(sector_right, with_sector),
             sector_right, with_sector);
  fmt::print("sector where the code is right {:.3f}\n", rate(sector_given_code, code_and));
}
