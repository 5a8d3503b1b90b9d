// The language front end on real text: raw documents in, everything up to chains out, stage by
// stage, with kernels of one's choice.
//
//   language_speed [--kernels K] [--threads N] [--rounds N] [--limit N] MODEL FILE ...
//
// Documents are read before the clock starts. A round analyses every document from its text; the
// best round counts, by processor time (what else the machine does matters little), and with more
// threads by the wall clock too. A word is a token; words between blanks are counted beside them.
// The digest covers all that the stages found: equal digests, equal results.
#include <fmt/format.h>
#include <sys/resource.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "language/kernels.h"
#include "language/stages.h"
#include "reading/reader.h"
#include "reading/stages.h"

namespace {

using namespace dragoman;

struct StageOf {
  const char* name;
  void (*run)(Document&, const LanguageModel&);
};
// As in engine.cc, up to the point where the world comes in.
constexpr std::array<StageOf, 6> kStages = {{
    {"blocks", [](Document& d, const LanguageModel&) { find_blocks(d); }},
    {"segment", [](Document& d, const LanguageModel&) { segment(d); }},
    {"analyse",
     [](Document& d, const LanguageModel& model) {
       model.analyse(d);
       d.index_children();
     }},
    {"lemmatise", [](Document& d, const LanguageModel&) { lemmatise(d); }},
    {"mentions",
     [](Document& d, const LanguageModel&) {
       find_mentions(d);
       d.index_mentions();
     }},
    {"chains",
     [](Document& d, const LanguageModel&) {
       link_mentions(d);
       d.index_mentions();
     }},
}};

double processor_seconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// What one thread did in one round.
struct Tally {
  std::array<double, kStages.size()> seconds{};
  std::size_t words = 0;
  XXH64_hash_t digest = 0;
  double together() const {
    double sum = 0;
    for (const double s : seconds) sum += s;
    return sum;
  }
};

template <class T>
void append(std::string& to, const T& value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// Everything found, as bytes.
XXH64_hash_t digest_of(const Document& d, std::string& bytes) {
  bytes.clear();
  for (const Sentence& s : d.sentences) {
    append(bytes, s.tokens);
    append(bytes, s.root);
    append(bytes, s.quoted);
  }
  for (const Token& t : d.tokens) {
    append(bytes, t.span);
    bytes.append(t.lemma).append(1, '\0').append(t.lower).append(1, '\0');
    append(bytes, t.head);
    append(bytes, t.surface_first);
    bytes += {static_cast<char>(t.upos),   static_cast<char>(t.xpos),
              static_cast<char>(t.deprel), static_cast<char>(t.verb_form),
              static_cast<char>(t.name),   static_cast<char>(t.space_after)};
  }
  for (const Name& n : d.names) {
    append(bytes, n.tokens);
    append(bytes, n.type);
  }
  for (const Mention& m : d.mentions) {
    append(bytes, m.tokens);
    append(bytes, m.head);
    append(bytes, m.chain);
    bytes += {static_cast<char>(m.kind), static_cast<char>(m.type), static_cast<char>(m.plural)};
  }
  for (const Chain& c : d.chains) {
    append(bytes, c.representative);
    for (const MentionId m : c.mentions) append(bytes, m);
  }
  return XXH3_64bits(bytes.data(), bytes.size());
}

Tally analyse(const std::vector<Source>& sources, std::size_t first, std::size_t step,
              const LanguageModel& model) {
  Tally tally;
  std::string bytes;
  for (std::size_t i = first; i < sources.size(); i += step) {
    Document document(sources[i]);
    double before = processor_seconds();
    for (std::size_t s = 0; s < kStages.size(); ++s) {
      kStages[s].run(document, model);
      const double now = processor_seconds();
      tally.seconds[s] += now - before;
      before = now;
    }
    tally.words += document.tokens.size();
    // A sum, so that the share of each thread does not matter.
    tally.digest += XXH3_64bits_withSeed(&i, sizeof i, digest_of(document, bytes));
  }
  return tally;
}

std::size_t blank_words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    count += !space && !inside;
    inside = !space;
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  std::string kernels = "best";
  std::size_t threads = 1, rounds = 3, limit = static_cast<std::size_t>(-1);
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--kernels" && i + 1 < argc)
      kernels = argv[++i];
    else if (arg == "--threads" && i + 1 < argc)
      threads = std::max(1ul, std::stoul(argv[++i]));
    else if (arg == "--rounds" && i + 1 < argc)
      rounds = std::max(1ul, std::stoul(argv[++i]));
    else if (arg == "--limit" && i + 1 < argc)
      limit = std::stoul(argv[++i]);
    else
      paths.push_back(arg);
  }
  if (paths.size() < 2)
    return fmt::print(stderr,
                      "language_speed [--kernels reference|sse2|avx2|avx512vnni] [--threads N] "
                      "[--rounds N] [--limit DOCUMENTS] MODEL FILE ...\n"),
           2;
  const Kernels* chosen = kernels_named(kernels);
  if (chosen == nullptr) return fmt::print(stderr, "this machine lacks {}\n", kernels), 1;
  const auto model = LanguageModel::load(paths.front(), *chosen);
  if (!model) return fmt::print(stderr, "{}: {}\n", model.error().code, model.error().message), 1;

  std::vector<Source> sources;
  std::size_t blank = 0;
  for (std::size_t p = 1; p < paths.size(); ++p) {
    auto stream = DocumentStream::open(paths[p]);
    if (!stream)
      return fmt::print(stderr, "{}: {}\n", stream.error().code, stream.error().message), 1;
    for (std::size_t read = 0; read < limit; ++read) {
      auto source = stream->next();
      if (!source) break;  // a bad document; the files measured have none
      if (!*source) break;
      blank += blank_words((*source)->text);
      sources.push_back(std::move(**source));
    }
  }

  Tally best;
  double best_wall = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<Tally> tallies(threads);
    const auto begun = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> workers;
      for (std::size_t t = 1; t < threads; ++t)
        workers.emplace_back([&, t] { tallies[t] = analyse(sources, t, threads, *model); });
      tallies[0] = analyse(sources, 0, threads, *model);
    }
    const double wall =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    Tally all;
    for (const Tally& t : tallies) {
      for (std::size_t s = 0; s < kStages.size(); ++s) all.seconds[s] += t.seconds[s];
      all.words += t.words;
      all.digest += t.digest;
    }
    if (round > 0 && all.digest != best.digest) return fmt::print(stderr, "two rounds differ\n"), 1;
    if (round == 0 || all.together() < best.together()) best = all;
    if (round == 0 || wall < best_wall) best_wall = wall;
  }

  const auto words = static_cast<double>(best.words);
  fmt::print("{} documents, {} words ({} between blanks), kernels {}, threads {}\n", sources.size(),
             best.words, blank, chosen->name, threads);
  for (std::size_t s = 0; s < kStages.size(); ++s)
    fmt::print("{:<10} {:>7.0f} ns a word\n", kStages[s].name, 1e9 * best.seconds[s] / words);
  fmt::print("{:<10} {:>7.0f} ns a word: {:.0f} words a second ({:.0f} between blanks)\n",
             "together", 1e9 * best.together() / words, words / best.together(),
             static_cast<double>(blank) / best.together());
  if (threads > 1) fmt::print("by the wall clock {:.0f} words a second\n", words / best_wall);
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {} MB with the documents; digest {:016x}\n", usage.ru_maxrss / 1024,
             best.digest);
  return 0;
}
