// Time of every stage of the engine, in nanoseconds a word, over the annotated reports of
// tests/score and tests/labelled: one benchmark, one counter a stage. "language" and "coding" sum
// the stages before and after the parties are resolved.
#include <benchmark/benchmark.h>

#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine.h"

namespace {

using namespace dragoman;

std::vector<Source> reports() {
  std::vector<Source> out;
  const std::string tests = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/";
  for (const char* file : {"score/gold.jsonl", "labelled/reports-1.jsonl",
                           "labelled/reports-2.jsonl", "labelled/reports-3.jsonl"}) {
    std::ifstream in(tests + file);
    for (std::string line; std::getline(in, line);) {
      const auto j = nlohmann::json::parse(line);
      Source source;
      source.id = j["id"];
      source.text = j["text"];
      source.published = Date::parse(j["published"].get<std::string>());
      source.published_basis = "metadata";
      out.push_back(std::move(source));
    }
  }
  return out;
}

void stages(benchmark::State& state) {
  EngineOptions options;
  options.share = std::string(DRAGOMAN_BUILD_DIR) + "/share/dragoman";
  auto engine = Engine::load(options);
  if (!engine) {
    state.SkipWithError(engine.error().message.c_str());
    return;
  }
  const auto sources = reports();
  std::map<std::string, double> spent;  // nanoseconds
  double words = 0, language = 0, coding = 0;
  for (auto _ : state)
    for (const Source& source : sources) {
      Document d(source);
      auto begun = std::chrono::steady_clock::now();
      bool parsed = false;
      engine->code(d, [&](const Stage& stage, bool before) {
        const auto now = std::chrono::steady_clock::now();
        if (!before) {
          const double took = static_cast<double>(
              std::chrono::duration_cast<std::chrono::nanoseconds>(now - begun).count());
          spent[std::string(stage.name)] += took;
          (parsed ? coding : language) += took;
          if (stage.name == "chains") parsed = true;
        }
        begun = now;
      });
      words += static_cast<double>(d.tokens.size());
    }
  for (const auto& [name, time] : spent) state.counters[name] = time / words;
  state.counters["= language"] = language / words;
  state.counters["= coding"] = coding / words;
  state.counters["words/s"] = benchmark::Counter(words, benchmark::Counter::kIsRate);
}
BENCHMARK(stages)->Unit(benchmark::kMillisecond);

}  // namespace
