// Each kernel of the network on the shapes the model has, and the whole network on news-like
// sentences. Products report multiply-accumulates a second, the network words a second.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "language/network.h"
#include "language/network_features.h"

namespace {

using namespace dragoman;

const Kernels* kernels_named(int which) {
  return which == 0   ? &reference_kernels()
         : which == 1 ? sse2_kernels()
         : which == 2 ? avx2_kernels()
                      : avx512_kernels();
}

void product(benchmark::State& state) {
  const Kernels* kernels = kernels_named(static_cast<int>(state.range(0)));
  if (kernels == nullptr) return state.SkipWithError("no such instructions");
  const int rows = static_cast<int>(state.range(1)), columns = static_cast<int>(state.range(2)),
            n = 192;
  std::mt19937 random(1);
  std::uniform_int_distribution<int> value(-1000, 1000);
  std::vector<std::int16_t> x(static_cast<std::size_t>(n) * columns),
      w(static_cast<std::size_t>(rows) * columns);
  for (auto& v : x) v = static_cast<std::int16_t>(value(random));
  for (auto& v : w) v = static_cast<std::int16_t>(value(random));
  const PackedMatrix packed = pack(w, rows, columns);
  std::vector<std::int32_t> out(static_cast<std::size_t>(n) * packed.padded_rows);
  for (auto _ : state) {
    kernels->product(x.data(), columns, n, view(packed), out.data(), packed.padded_rows);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["MAC/s"] = benchmark::Counter(static_cast<double>(n) * rows * columns,
                                               benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(kernels->name);
}
BENCHMARK(product)
    ->ArgsProduct({{0, 1, 2, 3}, {176}, {384}})
    ->ArgsProduct({{1, 2, 3}, {528}, {176}});

void recurrent_unit(benchmark::State& state) {
  const Kernels* kernels = kernels_named(static_cast<int>(state.range(0)));
  if (kernels == nullptr) return state.SkipWithError("no such instructions");
  const int half = 88, words = 25;
  std::vector<std::int32_t> sums(words * 6 * half, 1000);
  std::vector<float> scale(6 * half, 1e-3f), bias(4 * half, 0.1f), v(4 * half, 0.2f),
      skip(words * 2 * half, 0.5f), out(words * 2 * half);
  for (auto _ : state) {
    kernels->sru(
        {sums.data(), scale.data(), bias.data(), v.data(), skip.data(), out.data(), words, half});
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["words/s"] =
      benchmark::Counter(words, benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(kernels->name);
}
BENCHMARK(recurrent_unit)->DenseRange(0, 2);

const char* const kSentences[] = {
    "The foreign minister of Kazakhstan arrived in Ankara on Monday for talks on trade and energy "
    ", officials said .",
    "Rebels shelled the airport for a third day , killing at least four people and forcing "
    "airlines to divert flights .",
    "\" We have not been informed of any decision , \" the ambassador told reporters after the "
    "meeting in Geneva .",
    "Under the agreement , which parliament has yet to approve , the two countries would exchange "
    "prisoners by March .",
};

void features(benchmark::State& state) {
  std::vector<std::string> words;
  for (std::string_view sentence : kSentences)
    for (std::size_t at = 0; at < sentence.size();) {
      const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
      words.emplace_back(sentence.substr(at, end - at));
      at = end + 1;
    }
  for (auto _ : state)
    for (const std::string& word : words) benchmark::DoNotOptimize(feature_rows(word));
  state.counters["words/s"] = benchmark::Counter(static_cast<double>(words.size()),
                                                 benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(features);

void network(benchmark::State& state) {
  const Kernels* kernels = kernels_named(static_cast<int>(state.range(0)));
  if (kernels == nullptr) return state.SkipWithError("no such instructions");
  auto file = ModelFile::read(DRAGOMAN_SOURCE_DIR "/models/language.dgm");
  if (!file) return state.SkipWithError(file.error().message.c_str());
  auto net = Network::from(*file, *kernels);
  if (!net) return state.SkipWithError(net.error().message.c_str());
  std::vector<std::string_view> words;
  std::vector<std::int32_t> starts = {0};
  for (int round = 0; round < 40; ++round)
    for (std::string_view sentence : kSentences) {
      for (std::size_t at = 0; at < sentence.size();) {
        const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
        words.push_back(sentence.substr(at, end - at));
        at = end + 1;
      }
      starts.push_back(static_cast<std::int32_t>(words.size()));
    }
  std::vector<WordAnalysis> out(words.size());
  Network::Scratch scratch;
  for (auto _ : state) net->analyse(words, starts, scratch, out);
  state.counters["words/s"] = benchmark::Counter(static_cast<double>(words.size()),
                                                 benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(kernels->name);
}
BENCHMARK(network)->DenseRange(0, 3);
// Every thread has a network of its own here; real time shows how two threads scale.
BENCHMARK(network)->Arg(2)->Threads(1)->Threads(2)->UseRealTime();

}  // namespace
