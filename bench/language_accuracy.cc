// Scores the language model on gold tokens:
//
//   language_accuracy MODEL TREEBANK.conllu ...          UPOS, XPOS, UAS, LAS with full labels
//   language_accuracy MODEL --names FILE ...             entity F1 of PER, ORG, LOC
//   language_accuracy MODEL --genre news FILE.conllu     only documents of that GUM genre
//   language_accuracy MODEL --kernels sse2 ...           reference, sse2, avx2 or avx512vnni
//
// Names come as UNER .iob2 (number, word, tag) or as WikiGold's two columns. Several files given
// are scored together as well.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/split.h"
#include "language/network.h"

namespace {

using namespace dragoman;

struct GoldSentence {
  std::vector<std::string> words, upos, xpos, deprel, names;
  std::vector<int> head;
};

std::vector<GoldSentence> read_tree(const std::string& path, const std::string& genre) {
  std::vector<GoldSentence> out(1);
  std::ifstream in(path);
  std::string now;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# meta::genre = ")) now = line.substr(16);
    if (line.empty() && !out.back().words.empty()) out.emplace_back();
    const auto cells = split_at(line, '\t');
    if (cells.size() != 10 || cells[0].find_first_not_of("0123456789") != std::string::npos)
      continue;
    if (!genre.empty() && now != genre) continue;
    GoldSentence& s = out.back();
    s.words.emplace_back(cells[1]);
    s.upos.emplace_back(cells[3]);
    s.xpos.emplace_back(cells[4]);
    s.head.push_back(std::stoi(std::string(cells[6])) - 1);
    s.deprel.emplace_back(cells[7]);
  }
  if (out.back().words.empty()) out.pop_back();
  return out;
}

std::vector<GoldSentence> read_names(const std::string& path) {
  std::vector<GoldSentence> out(1);
  std::ifstream in(path);
  std::string last;  // empty between sentences
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.starts_with("# ")) continue;
    std::string word, tag;
    if (const auto cells = split_at(line, '\t'); cells.size() >= 3) {
      word = cells[1];
      tag = cells[2];
    } else if (const auto space = line.rfind(' '); space != std::string::npos) {
      word = line.substr(0, space);
      tag = line.substr(space + 1);
    } else {
      if (!out.back().words.empty()) out.emplace_back();
      last.clear();
      continue;
    }
    // WikiGold writes I- everywhere and B- nowhere: a change of kind begins a name.
    if (tag[0] == 'I' && (last.size() < 2 || last.compare(1, std::string::npos, tag, 1) != 0))
      tag[0] = 'B';
    last = tag;
    out.back().words.push_back(word);
    out.back().names.push_back(tag);
  }
  if (out.back().words.empty()) out.pop_back();
  return out;
}

using NameSpan = std::tuple<std::size_t, std::size_t, std::string>;

bool scored(const std::string& kind) {
  return kind == "PER" || kind == "ORG" || kind == "LOC";
}

std::set<NameSpan> gold_spans(const std::vector<std::string>& tags) {
  std::set<NameSpan> out;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (tags[i][0] != 'B') continue;
    std::size_t end = i + 1;
    while (end < tags.size() && tags[end][0] == 'I') ++end;
    if (scored(tags[i].substr(2))) out.insert({i, end, tags[i].substr(2)});
  }
  return out;
}

struct Tally {
  long words = 0, upos = 0, xpos = 0, uas = 0, las = 0, right = 0, found = 0, wanted = 0;
  double seconds = 0;
};

void score(const Network& network, const std::vector<GoldSentence>& gold, bool names,
           const std::string& what, Tally& all) {
  Tally tally;
  std::vector<std::string_view> words;
  std::vector<std::int32_t> starts = {0};
  for (const GoldSentence& s : gold) {
    words.insert(words.end(), s.words.begin(), s.words.end());
    starts.push_back(static_cast<std::int32_t>(words.size()));
  }
  std::vector<WordAnalysis> out(words.size());
  Network::Scratch scratch;
  const auto begin = std::chrono::steady_clock::now();
  network.analyse(words, starts, scratch, out);
  tally.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  tally.words = static_cast<long>(words.size());
  for (std::size_t g = 0; g < gold.size(); ++g) {
    const GoldSentence& s = gold[g];
    const WordAnalysis* got = out.data() + starts[g];
    if (names) {
      std::set<NameSpan> found;
      for (std::size_t i = 0; i < s.words.size(); ++i) {
        if (!got[i].name_begins || got[i].name == NameType::None) continue;
        std::size_t end = i + 1;
        while (end < s.words.size() && got[end].name != NameType::None && !got[end].name_begins)
          ++end;
        if (const std::string kind{name_of(got[i].name)}; scored(kind))
          found.insert({i, end, kind});
      }
      const auto wanted = gold_spans(s.names);
      tally.found += static_cast<long>(found.size());
      tally.wanted += static_cast<long>(wanted.size());
      for (const auto& span : found) tally.right += wanted.count(span);
      continue;
    }
    for (std::size_t i = 0; i < s.words.size(); ++i) {
      tally.upos += name_of(got[i].upos) == s.upos[i];
      tally.xpos += name_of(got[i].xpos) == s.xpos[i];
      if (got[i].head != s.head[i]) continue;
      ++tally.uas;
      tally.las += name_of(got[i].deprel) == s.deprel[i];
    }
  }
  const auto show = [&](const std::string& title, const Tally& t) {
    const auto share = [](long part, long whole) {
      return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0;
    };
    if (names) {
      fmt::print("{}: {} names, precision {:.2f} recall {:.2f} F1 {:.2f}", title, t.wanted,
                 share(t.right, t.found), share(t.right, t.wanted),
                 share(2 * t.right, t.found + t.wanted));
    } else {
      fmt::print("{}: {} words, UPOS {:.2f} XPOS {:.2f} UAS {:.2f} LAS {:.2f}", title, t.words,
                 share(t.upos, t.words), share(t.xpos, t.words), share(t.uas, t.words),
                 share(t.las, t.words));
    }
    fmt::print(" ({:.0f} words/s)\n", static_cast<double>(t.words) / t.seconds);
  };
  show(what, tally);
  for (auto member : {&Tally::words, &Tally::upos, &Tally::xpos, &Tally::uas, &Tally::las,
                      &Tally::right, &Tally::found, &Tally::wanted})
    all.*member += tally.*member;
  all.seconds += tally.seconds;
  if (what != "all" && all.words != tally.words) show("together", all);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3)
    return fmt::print(stderr,
                      "language_accuracy MODEL [--names] [--genre G] [--kernels K] FILE ...\n"),
           2;
  auto file = ModelFile::read(argv[1]);
  if (!file) return fmt::print(stderr, "{}: {}\n", file.error().code, file.error().message), 1;
  bool names = false;
  std::string genre, kernels = "best";
  std::vector<std::string> paths;
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--names")
      names = true;
    else if (arg == "--genre" && i + 1 < argc)
      genre = argv[++i];
    else if (arg == "--kernels" && i + 1 < argc)
      kernels = argv[++i];
    else
      paths.push_back(arg);
  }
  const Kernels* chosen = kernels_named(kernels);
  if (chosen == nullptr) return fmt::print(stderr, "this machine lacks {}\n", kernels), 1;
  auto network = Network::from(*file, *chosen);
  if (!network)
    return fmt::print(stderr, "{}: {}\n", network.error().code, network.error().message), 1;
  Tally all;
  for (const std::string& path : paths)
    score(*network, names ? read_names(path) : read_tree(path, genre), names, path, all);
  return 0;
}
