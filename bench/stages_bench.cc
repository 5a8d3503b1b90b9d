// Time of every stage of the engine, in nanoseconds of processor time a word: one benchmark, one
// counter a stage. "language" and "coding" sum the stages before and after the parties are
// resolved. `stages` runs over the annotated reports of tests/score and tests/labelled,
// `newswire_stages` over every 36th story of DRAGOMAN_NEWSWIRE (a text file of stories parted by
// form feeds). Of every stage and document the least of all rounds counts, so that what else the
// machine does matters little.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
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

std::vector<Source> newswire() {
  std::vector<Source> out;
  const char* file = std::getenv("DRAGOMAN_NEWSWIRE");
  if (file == nullptr) return out;
  std::ifstream in(file);
  int story = 0;
  for (std::string text; std::getline(in, text, '\f'); ++story) {
    if (story % 36 != 0) continue;
    out.emplace_back().id = std::to_string(story);
    out.back().text = std::move(text);
  }
  return out;
}

double processor_nanoseconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e9 * static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec);
}

void measure(benchmark::State& state, const std::vector<Source>& sources) {
  EngineOptions options;
  options.share = std::string(DRAGOMAN_BUILD_DIR) + "/share/dragoman";
  auto engine = Engine::load(options);
  if (!engine) {
    state.SkipWithError(engine.error().message.c_str());
    return;
  }
  if (sources.empty()) {
    state.SkipWithError("nothing to read");
    return;
  }
  std::vector<std::map<std::string, double>> least(sources.size());
  double words = 0;
  for (auto _ : state) {
    words = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      Document d(sources[i]);
      double begun = 0;
      engine->code(d, [&](const Stage& stage, bool before) {
        const double now = processor_nanoseconds();
        if (!before) {
          const auto [known, fresh] = least[i].try_emplace(std::string(stage.name), now - begun);
          if (!fresh) known->second = std::min(known->second, now - begun);
        }
        begun = processor_nanoseconds();
      });
      words += static_cast<double>(d.tokens.size());
    }
  }
  bool parsed = false;
  for (const Stage& stage : engine->stages()) {
    double spent = 0;
    for (const auto& document : least) spent += document.at(std::string(stage.name));
    state.counters[std::string(stage.name)] = spent / words;
    state.counters[parsed ? "= coding" : "= language"] += spent / words;
    if (stage.name == "chains") parsed = true;
  }
}

void stages(benchmark::State& state) {
  measure(state, reports());
}
void newswire_stages(benchmark::State& state) {
  measure(state, newswire());
}
BENCHMARK(stages)->Unit(benchmark::kMillisecond);
BENCHMARK(newswire_stages)->Unit(benchmark::kMillisecond);

}  // namespace
