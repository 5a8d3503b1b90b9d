// Learns src/language/coreference_weights.inc from a CoNLL-U file with GUM's Entity annotation:
//
//   coreference_tool TRAIN.conllu models/language.dgm [epochs] >
//   src/language/coreference_weights.inc
//
// Each mention is shown its candidate chains and the choice of a new chain; the weights are those
// of a softmax over them, learnt by stochastic descent with the right chains as target (any of them
// will do). In the first epochs chains are built from the truth, later by the weights' own choices,
// so that they learn to live with their mistakes. The orders of documents come from a fixed seed.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sstream>

#include "language/conllu.h"
#include "language/coreference.h"
#include "language/stages.h"

using namespace dragoman;

namespace {

struct Gold {
  TokenRange tokens;
  TokenId head = kNone;
  int entity = 0;
  bool party = false;
};

// The gold mentions of every document of the file, by token number, read from the MISC column.
std::vector<std::vector<Gold>> read_gold(const std::string& bytes) {
  std::vector<std::vector<Gold>> result;
  std::istringstream lines(bytes);
  TokenId next = 0;
  std::map<std::string, std::vector<std::pair<TokenId, bool>>> opened;
  const auto party = [](const std::string& field) {
    return field == "person" || field == "organization" || field == "place";
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("# newdoc", 0) == 0) {
      result.emplace_back();
      next = 0;
      opened.clear();
    }
    if (line.empty() || line[0] < '0' || line[0] > '9') continue;
    const std::string number = line.substr(0, line.find('\t'));
    if (number.find_first_of("-.") != std::string::npos) continue;
    const TokenId t = next++;
    std::size_t at = line.find("Entity=");
    if (at == std::string::npos) continue;
    std::string field = line.substr(at + 7, line.find('|', at) - at - 7);
    for (std::size_t i = 0; i < field.size();) {
      if (field[i] == '(') {
        std::size_t j = i + 1;
        while (j < field.size() && field[j] != '(' && field[j] != ')') ++j;
        const std::string inner = field.substr(i + 1, j - i - 1);
        const std::size_t dash = inner.find('-');
        const std::string id = inner.substr(0, dash);
        const std::string type = inner.substr(dash + 1, inner.find('-', dash + 1) - dash - 1);
        if (j < field.size() && field[j] == ')') {
          result.back().push_back({{t, t + 1}, kNone, std::atoi(id.c_str()), party(type)});
          ++j;
        } else {
          opened[id].push_back({t, party(type)});
        }
        i = j;
      } else {
        std::size_t j = field.find(')', i);
        if (j == std::string::npos) break;
        auto& stack = opened[field.substr(i, j - i)];
        if (!stack.empty()) {
          result.back().push_back({{stack.back().first, t + 1},
                                   kNone,
                                   std::atoi(field.substr(i, j - i).c_str()),
                                   stack.back().second});
          stack.pop_back();
        }
        i = j + 1;
      }
    }
  }
  return result;
}

// The entity of every found mention, 0 for none: that of the gold phrase with the same head, and
// among several the one that covers nearly the same words.
std::vector<int> entities_of(const Document& document, std::vector<Gold>& gold) {
  std::map<TokenId, std::vector<const Gold*>> by_head;
  for (Gold& g : gold) {
    by_head[g.head].push_back(&g);
  }
  std::vector<int> entities;
  for (const Mention& m : document.mentions) {
    TokenId head = m.head;
    const bool whole = document.tokens[head].upos == Upos::CCONJ;
    if (whole) {
      head = document.tokens[head].head;
      while (head != kNone && document.tokens[head].deprel == Deprel::conj)
        head = document.tokens[head].head;
    }
    int best = 0;
    double overlap = 0;
    for (const Gold* g : by_head[head]) {
      if (whole && !g->tokens.contains(m.head)) continue;
      const double both = std::max(
          0, std::min(g->tokens.end, m.tokens.end) - std::max(g->tokens.begin, m.tokens.begin));
      const double either =
          std::max(g->tokens.end, m.tokens.end) - std::min(g->tokens.begin, m.tokens.begin);
      if (both / either > overlap) {
        overlap = both / either;
        best = g->entity;
      }
    }
    entities.push_back(best);
  }
  return entities;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: coreference_tool TRAIN.conllu MODEL [epochs] > coreference_weights.inc\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  std::stringstream stream;
  stream << in.rdbuf();
  const std::string bytes = stream.str();
  auto documents = read_conllu(bytes, argv[1]);
  if (!documents) {
    std::cerr << documents.error().message << "\n";
    return 1;
  }
  auto gold = read_gold(bytes);
  auto model = LanguageModel::load(argc > 2 ? argv[2] : "models/language.dgm");
  if (!model) {
    std::cerr << model.error().message << "\n";
    return 1;
  }
  const double share = argc > 4 ? std::atof(argv[4]) : 0.1,
               most = argc > 5 ? std::atof(argv[5]) : 0.9;
  const double decay = argc > 6 ? std::atof(argv[6]) : 1e-4,
               pace = argc > 7 ? std::atof(argv[7]) : 0.1;
  const int epochs = argc > 3 ? std::atoi(argv[3]) : 12;
  // Heads of the gold phrases come from the gold trees, mentions from the program's own analysis.
  std::vector<std::vector<int>> entities;
  for (std::size_t d = 0; d < documents->size(); ++d)
    for (Gold& g : gold[d])
      for (TokenId t = g.tokens.begin; t < g.tokens.end && g.head == kNone; ++t)
        if (!g.tokens.contains((*documents)[d].tokens[t].head)) g.head = t;
  for (std::size_t d = 0; d < documents->size(); ++d) {
    model->analyse((*documents)[d]);
    lemmatise((*documents)[d]);
    find_mentions((*documents)[d]);
    entities.push_back(entities_of((*documents)[d], gold[d]));
  }
  const int rounds = argc > 8 ? std::atoi(argv[8]) : 8;
  std::vector<double> weights(kFeatureCount), sum(kFeatureCount), square(kFeatureCount, 1e-6);
  std::vector<std::int16_t> idle(kFeatureCount);
  std::mt19937 random(17);
  std::vector<std::size_t> order(documents->size());
  for (std::size_t d = 0; d < order.size(); ++d) order[d] = d;
  double steps = 0;
  std::vector<double> gradient(kFeatureCount);
  std::vector<std::uint16_t> touched;
  // The mean of several rounds, each from nothing and in other orders, is steadier than one.
  for (int pass = 0; pass < rounds * epochs; ++pass) {
    const int epoch = pass % epochs;
    if (epoch == 0) {
      std::fill(weights.begin(), weights.end(), 0.0);
      std::fill(square.begin(), square.end(), 1e-6);
    }
    std::shuffle(order.begin(), order.end(), random);
    double loss = 0, right = 0, all = 0;
    const double own = std::min(most, epoch * share);  // share of choices left to the weights
    for (std::size_t d : order) {
      const std::vector<int>& truth = entities[d];
      Linker linker((*documents)[d], idle);
      std::vector<int> chain_entity;
      linker.run([&](MentionId m, std::vector<Linker::Candidate>& candidates) {
        std::vector<double> score(candidates.size());
        double top = -1e9;
        for (std::size_t c = 0; c < candidates.size(); ++c) {
          for (auto f : candidates[c].features) score[c] += weights[f];
          top = std::max(top, score[c]);
        }
        std::vector<bool> good(candidates.size());
        bool any = false;
        std::size_t guess = candidates.size() - 1, nearest = guess;
        for (std::size_t c = 0; c + 1 < candidates.size(); ++c) {
          good[c] = truth[m] != 0 && chain_entity[candidates[c].chain] == truth[m];
          if (good[c] && !any) nearest = c;
          any = any || good[c];
          if (score[c] > score[guess]) guess = c;
        }
        if (!any) good.back() = true;
        double z = 0, z_good = 0;
        for (std::size_t c = 0; c < score.size(); ++c) {
          score[c] = std::exp(score[c] - top);
          z += score[c];
          if (good[c]) z_good += score[c];
        }
        loss -= std::log(std::max(1e-12, z_good / z));
        right += good[guess];
        all += 1;
        touched.clear();
        for (std::size_t c = 0; c < score.size(); ++c) {
          const double delta = score[c] / z - (good[c] ? score[c] / z_good : 0);
          if (std::abs(delta) < 1e-6) continue;
          for (auto f : candidates[c].features) {
            if (gradient[f] == 0) touched.push_back(f);
            gradient[f] += delta;
          }
        }
        for (auto f : touched) {
          const double g = gradient[f] + decay * weights[f];
          gradient[f] = 0;
          square[f] += g * g;
          weights[f] -= pace * g / std::sqrt(square[f]);
        }
        const std::size_t follow = std::uniform_real_distribution<>(0, 1)(random) < own ? guess
                                   : any                                                ? nearest
                                         : candidates.size() - 1;
        ChainId chain = candidates[follow].chain;
        if (chain == kNone)
          chain_entity.push_back(truth[m]);
        else if (chain_entity[chain] == 0)
          chain_entity[chain] = truth[m];
        return chain;
      });
      if (epoch * 2 >= epochs) {
        for (int f = 0; f < kFeatureCount; ++f) sum[f] += weights[f];
        steps += 1;
      }
    }
    std::fprintf(stderr, "epoch %d loss %.4f right %.2f %%\n", epoch + 1, loss / all,
                 100 * right / all);
  }
  std::printf(
      "// Generated by training/coreference_tool.cc from GUM (CC BY parts, train); do not edit.\n");
  std::printf("constexpr std::int16_t kWeights[kFeatureCount] = {");
  for (int f = 0; f < kFeatureCount; ++f) {
    const long value =
        std::lround(std::clamp(sum[f] / std::max(1.0, steps) * 256, -32000.0, 32000.0));
    std::printf("%s%ld,", f % 64 ? "" : "\n", value);
  }
  std::printf("};\n");
}
