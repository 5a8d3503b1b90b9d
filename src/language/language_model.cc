// LanguageModel: the network between a document's tokens and its annotations, and the model file's
// own test, which loading runs.
#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "language/network.h"
#include "language/stages.h"

namespace dragoman {
namespace {

// A sample of the model file: a word, its tag, relation, head (0 the root) and name a line; an
// empty line ends a sentence.
struct Sample {
  std::vector<std::string> words, expected;
};

std::string printed(const WordAnalysis& w) {
  std::string out{name_of(w.upos)};
  out += ' ';
  out += name_of(w.xpos);
  out += ' ';
  out += std::to_string(w.head + 1);
  out += ' ';
  out += name_of(w.deprel);
  out += ' ';
  out += w.name == NameType::None ? std::string_view("O") : name_of(w.name);
  return out;
}

Result<void> self_test(const ModelFile& file, const Network& network) {
  auto lines = file.lines("samples");
  if (!lines) return lines.error();
  std::vector<Sample> samples(1);
  for (const std::string& line : *lines) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) {
      samples.emplace_back();
      continue;
    }
    samples.back().words.push_back(line.substr(0, tab));
    samples.back().expected.push_back(line.substr(tab + 1));
  }
  Network::Scratch scratch;
  for (const Sample& sample : samples) {
    if (sample.words.empty()) continue;
    const std::vector<std::string_view> words(sample.words.begin(), sample.words.end());
    const std::vector<std::int32_t> starts = {0, static_cast<std::int32_t>(words.size())};
    std::vector<WordAnalysis> out(words.size());
    network.analyse(words, starts, scratch, out);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (printed(out[i]) != sample.expected[i])
        return Error{
            "E406-model-self-test",
            "the model's own sample comes out wrong at \"" + sample.words[i] +
                "\": " + printed(out[i]) + " instead of " + sample.expected[i],
            file.name(), -1,
            "the model and the program do not belong together; take both from one release"};
  }
  return {};
}

}  // namespace

struct LanguageModel::State {
  State(Network n, std::string sum) : network(std::move(n)), checksum(std::move(sum)) {}

  const Network network;
  const std::string checksum;

  // Scratch is lent to one document at a time and handed back, so that there are as many as
  // documents were ever under way at once, and each remembers its words. What it remembers changes
  // no result.
  std::unique_ptr<Network::Scratch> borrow() {
    const std::lock_guard lock(mutex);
    if (free.empty()) return std::make_unique<Network::Scratch>();
    auto scratch = std::move(free.back());
    free.pop_back();
    return scratch;
  }
  void hand_back(std::unique_ptr<Network::Scratch> scratch) {
    const std::lock_guard lock(mutex);
    free.push_back(std::move(scratch));
  }

 private:
  std::mutex mutex;
  std::vector<std::unique_ptr<Network::Scratch>> free;
};

LanguageModel::LanguageModel(std::unique_ptr<State> state) : state_(std::move(state)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

Result<LanguageModel> LanguageModel::load(const std::string& file) {
  return load(file, best_kernels());
}

Result<LanguageModel> LanguageModel::load(const std::string& file, const Kernels& kernels) {
  auto contents = ModelFile::read(file);
  if (!contents) return contents.error();
  auto network = Network::from(*contents, kernels);
  if (!network) return network.error();
  if (auto tested = self_test(*contents, *network); !tested) return tested.error();
  return LanguageModel(std::make_unique<State>(std::move(*network), contents->checksum()));
}

std::string LanguageModel::checksum() const {
  return state_->checksum;
}

void LanguageModel::analyse(Document& document) const {
  document.names.clear();
  if (document.tokens.empty()) return;
  std::vector<std::string_view> words;
  words.reserve(document.tokens.size());
  for (const Token& token : document.tokens) words.push_back(document.text_of(token));
  // Sentences cover the tokens in order; empty ones have nothing to analyse.
  std::vector<std::int32_t> starts;
  for (const Sentence& sentence : document.sentences)
    if (sentence.tokens.size() > 0) starts.push_back(sentence.tokens.begin);
  if (starts.empty()) return;
  starts.push_back(static_cast<std::int32_t>(document.tokens.size()));

  std::vector<WordAnalysis> out(words.size());
  auto scratch = state_->borrow();
  state_->network.analyse(words, starts, *scratch, out);
  state_->hand_back(std::move(scratch));
  for (Sentence& sentence : document.sentences) {
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      Token& token = document.tokens[t];
      const WordAnalysis& found = out[t];
      token.upos = found.upos;
      token.xpos = found.xpos;
      token.verb_form = found.verb_form;
      token.deprel = found.deprel;
      token.head = found.head < 0 ? kNone : sentence.tokens.begin + found.head;
      if (found.head < 0) sentence.root = t;
      token.name = found.name;
      if (found.name == NameType::None) continue;
      if (found.name_begins || document.names.empty() || document.names.back().tokens.end != t)
        document.names.push_back({{t, t + 1}, found.name});
      else
        document.names.back().tokens.end = t + 1;
    }
  }
}

}  // namespace dragoman
