// Loading the compiled knowledge, finding names in running text, finding places by name.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "knowledge/knowledge.h"

namespace {

using namespace dragoman;

const std::string kFile = std::string(DRAGOMAN_BUILD_DIR) + "/share/dragoman/knowledge.bin";

void load_knowledge(benchmark::State& state) {
  for (auto _ : state) {
    auto knowledge = Knowledge::load(kFile);
    benchmark::DoNotOptimize(knowledge);
  }
}
BENCHMARK(load_knowledge)->Unit(benchmark::kMillisecond);

// What a program that codes does before it begins.
void load_and_check_gazetteer(benchmark::State& state) {
  for (auto _ : state) {
    auto knowledge = Knowledge::load(kFile);
    if (!knowledge || !knowledge->check_gazetteer()) state.SkipWithError("damaged");
  }
}
BENCHMARK(load_and_check_gazetteer)->Unit(benchmark::kMillisecond);

// One look-up: all names, roles and modifiers that begin at one word.
void match_at_every_word(benchmark::State& state) {
  const auto knowledge = Knowledge::load(kFile);
  const std::vector<std::string_view> words = {
      "Russian", "President", "Vladimir", "Putin",      "will",      "travel", "to",
      "Turkey",  "on",        "Tuesday",  "to",         "attend",    "the",    "ground",
      "-",       "breaking",  "of",       "a",          "nuclear",   "power",  "plant",
      "and",     "discuss",   "Syria",    "with",       "President", "Tayyip", "Erdogan",
      ",",       "the",       "Turkish",  "presidency", "said",      "."};
  for (auto _ : state)
    for (std::size_t i = 0; i < words.size(); ++i)
      benchmark::DoNotOptimize(knowledge->match(words, i));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words.size()));
}
BENCHMARK(match_at_every_word);

void find_form(benchmark::State& state) {
  const auto knowledge = Knowledge::load(kFile);
  for (auto _ : state) {
    benchmark::DoNotOptimize(knowledge->find("Kremlin"));
    benchmark::DoNotOptimize(knowledge->find("foreign minister"));
    benchmark::DoNotOptimize(knowledge->find("Vladimir Putin"));
  }
  state.SetItemsProcessed(state.iterations() * 3);
}
BENCHMARK(find_form);

void find_places(benchmark::State& state) {
  const auto knowledge = Knowledge::load(kFile);
  for (auto _ : state) benchmark::DoNotOptimize(knowledge->places("Alexandria"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(find_places);

}  // namespace
