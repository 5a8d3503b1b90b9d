// Describes what the models of coding weigh, for the scripts that fit them.
//   candidates_tool participants|locations|confidence SHARE REPORTS.jsonl ... > events.jsonl
// One line an event: document, type, trigger, and each candidate with its codes and features.
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "coding/confidence.h"
#include "coding/locations.h"
#include "coding/participants.h"
#include "engine.h"
#include "knowledge/knowledge.h"

int main(int argc, char** argv) {
  using namespace dragoman;
  if (argc < 4) return 2;
  const std::string_view what = argv[1];
  const bool locations = what == "locations", confidence = what == "confidence";
  EngineOptions options;
  options.share = argv[2];
  auto engine = Engine::load(options);
  if (!engine) {
    fmt::print(stderr, "{}: {}\n", engine.error().file, engine.error().message);
    return 2;
  }
  const TopicWords topic_words(engine->codebook());
  for (int f = 3; f < argc; ++f) {
    std::ifstream in(argv[f]);
    for (std::string line; std::getline(in, line);) {
      const auto j = nlohmann::json::parse(line);
      Source source;
      source.id = j["id"];
      source.text = j["text"];
      const auto words = [&](const char* key) {
        return j.contains(key) && j[key].is_string() ? j[key].get<std::string>() : std::string();
      };
      source.publication = words("publication");
      source.title = words("title");
      source.published = Date::parse(words("published"));
      source.published_basis = "metadata";
      Document d(std::move(source));
      engine->run_until(d, confidence ? "counts" : locations ? "dates" : "slots");
      // With an empty table doubtful events are dropped; what they would be weighed by is told all
      // the same, so their drops are taken back.
      if (confidence) {
        weigh_events(d, engine->codebook(), topic_words, LinearModel());
        for (Event& e : d.events)
          if (e.dropped && e.dropped == e.doubt) e.dropped = nullptr;
      }
      const Topics topics = topic_words.of(d);
      const CodePointIndex points(d.text());
      for (std::size_t i = 0; i < d.events.size(); ++i) {
        const Event& e = d.events[i];
        if (e.dropped) continue;
        const Span trigger = d.span_of({e.trigger_begin, e.trigger_end});
        nlohmann::json out = {
            {"document", d.source.id},
            {"event", name_of(e.type)},
            {"frame", e.frame},
            {"trigger", {points.code_point(trigger.begin), points.code_point(trigger.end)}},
            {"candidates", nlohmann::json::array()}};
        if (confidence) {
          const auto codes = [](const std::vector<Participant>& list) {
            auto all = nlohmann::json::array();
            for (const auto& p : list) all.push_back(p.entity.code);
            return all;
          };
          out["actor"] = codes(e.actors);
          out["recipient"] = codes(e.recipients);
          out["doubt"] = e.doubt ? nlohmann::json(e.doubt) : nlohmann::json();
          out["features"] = confidence_features(d, i, topics, nullptr).names();
          fmt::print("{}\n", out.dump());
          continue;
        }
        if (locations) {
          for (const auto& c : location_candidates(d, i, engine->knowledge(), nullptr))
            out["candidates"].push_back({{"codes", {c.code}}, {"features", c.features.names()}});
          locate_event(d, i, engine->knowledge(), engine->location_weights());
          fmt::print("{}\n", out.dump());
          continue;
        }
        const auto all = role_candidates(d, i, engine->codebook(), engine->knowledge(), nullptr);
        for (const auto& c : all.codes) {
          auto heads = nlohmann::json::array();
          bool actor = false, recipient = false;
          for (const std::size_t k : c.phrases) {
            const RolePhrase& p = all.phrases[k];
            const Span head = d.tokens[p.head].span;
            heads.push_back({points.code_point(head.begin), points.code_point(head.end)});
            actor |= !p.by_rule_actor.empty();
            recipient |= !p.by_rule_recipient.empty();
          }
          out["candidates"].push_back({{"codes", {c.code}},
                                       {"heads", heads},
                                       {"rule", {actor, recipient}},
                                       {"features", c.features.names()}});
        }
        fmt::print("{}\n", out.dump());
      }
    }
  }
  return 0;
}
