#include "language/network.h"

#include <algorithm>
#include <limits>

#include "base/split.h"
#include "language/network_features.h"

namespace dragoman {
namespace {

// Words computed together: enough to keep the weights of a layer busy, few enough that their
// states stay in the second-level cache.
constexpr int kBatchWords = 192;
// Words that are new to the worker, computed together.
constexpr int kFreshWords = 24;

int round_up(int n, int to) {
  return (n + to - 1) / to * to;
}

Error wrong_shape(const ModelFile& file, std::string message) {
  return Error{"E405-model-shape", std::move(message), file.name(), -1,
               "take the models/ folder of this program's own release"};
}

template <class T>
void grow(std::vector<T>& v, std::size_t n) {
  if (v.size() < n) v.resize(n);
}

}  // namespace

Result<Network::Layer> Network::read_layer(const ModelFile& file, const std::string& name, int rows,
                                           int columns, bool bias) const {
  auto weights = file.tensor<std::int16_t>(name + ".weight", rows, columns);
  if (!weights) return weights.error();
  auto scale = file.tensor<float>(name + ".scale", 1, rows);
  if (!scale) return scale.error();
  // The ranges that keep every product sum inside 32 bits (kernels.h).
  for (const std::int16_t w : *weights)
    if (w > 1023 || w < -1023) return wrong_shape(file, "a weight of " + name + " is out of range");
  if (columns > 500) return wrong_shape(file, name + " has too many columns");
  Layer layer;
  layer.weights = pack(*weights, rows, columns);
  layer.scale = std::move(*scale);
  layer.scale.resize(layer.weights.padded_rows, 0.0f);
  if (bias) {
    auto values = file.tensor<float>(name + ".bias", 1, rows);
    if (!values) return values.error();
    layer.bias = std::move(*values);
  }
  layer.bias.resize(layer.weights.padded_rows, 0.0f);
  return layer;
}

Result<Network> Network::from(const ModelFile& file, const Kernels& kernels) {
  Network net;
  net.kernels_ = &kernels;
  net.embed_ = static_cast<int>(file.columns("table"));
  net.width_ = static_cast<int>(file.rows("window.weight"));
  net.arc_ = static_cast<int>(file.rows("arc_mix.weight"));
  net.label_ = static_cast<int>(file.columns("relations.weight"));
  if (net.embed_ == 0 || net.embed_ % 16 || net.width_ == 0 || net.width_ % 16 || net.arc_ == 0 ||
      net.arc_ % 16 || net.arc_ > 127 || net.label_ == 0 || net.label_ % 16)
    return wrong_shape(file, "the model's widths are missing or no multiples of 16");

  auto table = file.tensor<std::int8_t>("table", kFeatureTableRows, net.embed_);
  if (!table) return table.error();
  net.table_ = std::move(*table);

  auto tag_names = file.lines("tags"), label_names = file.lines("labels"),
       name_names = file.lines("names");
  if (!tag_names) return tag_names.error();
  if (!label_names) return label_names.error();
  if (!name_names) return name_names.error();
  for (const std::string& line : *tag_names) {
    const auto parts = split_at(line, '|');
    const auto upos = upos_of(parts[0]);
    const auto xpos = parts.size() > 1 ? xpos_of(parts[1]) : std::nullopt;
    if (!upos || !xpos) return wrong_shape(file, "the model has an unknown tag " + line);
    Tag tag{*upos, *xpos, VerbForm::None};
    bool finite = false, imperative = false;
    for (std::string_view part : parts) {
      if (part == "VerbForm=Fin") finite = true;
      if (part == "Mood=Imp") imperative = true;
      if (part == "VerbForm=Inf") tag.verb_form = VerbForm::Infinitive;
      if (part == "VerbForm=Ger") tag.verb_form = VerbForm::Gerund;
      if (part == "VerbForm=Part") tag.verb_form = VerbForm::Participle;
    }
    if (finite) tag.verb_form = imperative ? VerbForm::Imperative : VerbForm::Finite;
    net.tags_.push_back(tag);
  }
  for (const std::string& line : *label_names) {
    const auto label = deprel_of(line);
    if (!label) return wrong_shape(file, "the model has an unknown relation " + line);
    if (*label == Deprel::root) net.root_label_ = static_cast<int>(net.labels_.size());
    net.labels_.push_back(*label);
  }
  // "O" first, then B-, I-, E- and S- of each kind, in any order.
  if (name_names->empty() || name_names->front() != "O" || name_names->size() > 100)
    return wrong_shape(file, "the model's names do not begin with O");
  for (const std::string& line : *name_names) {
    NameTag tag;
    if (line != "O") {
      const auto position = [&](char place) {
        const auto found =
            std::find(name_names->begin(), name_names->end(), place + line.substr(1));
        return found == name_names->end() ? -1 : static_cast<int>(found - name_names->begin());
      };
      tag.place = line[0];
      tag.begin = position('B');
      tag.inside = position('I');
      const std::string kind = line.substr(std::min<std::size_t>(2, line.size()));
      if (tag.begin < 0 || tag.inside < 0 || position('E') < 0 || position('S') < 0 ||
          std::string_view("BIES").find(tag.place) == std::string_view::npos)
        return wrong_shape(file, "the model has an incomplete kind of name " + line);
      tag.type = kind == "PER"   ? NameType::Person
                 : kind == "ORG" ? NameType::Organisation
                 : kind == "LOC" ? NameType::Location
                                 : NameType::Miscellaneous;
    }
    net.names_.push_back(tag);
  }

  auto window = net.read_layer(file, "window", net.width_, 3 * net.embed_, true);
  if (!window) return window.error();
  net.window_ = std::move(*window);
  // Cut into the three words it looks at, one below the other.
  auto weights = file.tensor<std::int16_t>("window.weight", net.width_, 3 * net.embed_);
  if (!weights) return weights.error();
  std::vector<std::int16_t> cut;
  cut.reserve(weights->size());
  for (int word = 0; word < 3; ++word)
    for (int row = 0; row < net.width_; ++row) {
      const auto from =
          weights->begin() + (static_cast<std::ptrdiff_t>(row) * 3 + word) * net.embed_;
      cut.insert(cut.end(), from, from + net.embed_);
    }
  net.window_.weights = pack(cut, 3 * net.width_, net.embed_);
  net.no_word_.assign(net.width_, 0);
  net.model_ = file.checksum_bits();
  for (int i = 0;; ++i) {
    const std::string name = "sru" + std::to_string(i);
    if (file.rows(name + ".weight") == 0) break;
    Unit unit;
    auto project = net.read_layer(file, name, 3 * net.width_, net.width_, false);
    if (!project) return project.error();
    unit.project = std::move(*project);
    auto bias = file.tensor<float>(name + ".bias", 1, 2 * net.width_);
    auto v = file.tensor<float>(name + ".v", 1, 2 * net.width_);
    auto step = file.tensor<float>(name + ".step", 1, 1);
    if (!bias) return bias.error();
    if (!v) return v.error();
    if (!step) return step.error();
    unit.bias = std::move(*bias);
    unit.v = std::move(*v);
    unit.input_step = (*step)[0];
    net.units_.push_back(std::move(unit));
  }
  if (net.units_.empty()) return wrong_shape(file, "the model has no recurrent layer");

  // The six linear heads share their input; they are one product, each part from a multiple of 16.
  net.tags_at_ = 0;
  net.names_at_ = round_up(static_cast<int>(net.tags_.size()), 16);
  net.arc_dep_at_ = net.names_at_ + round_up(static_cast<int>(net.names_.size()), 16);
  net.arc_head_at_ = net.arc_dep_at_ + net.arc_;
  net.label_dep_at_ = net.arc_head_at_ + net.arc_;
  net.label_head_at_ = net.label_dep_at_ + net.label_;
  auto outputs = net.read_layer(file, "outputs", net.label_head_at_ + net.label_, net.width_, true);
  if (!outputs) return outputs.error();
  net.outputs_ = std::move(*outputs);
  auto mix = net.read_layer(file, "arc_mix", net.arc_, net.arc_, true);
  if (!mix) return mix.error();
  net.arc_mix_ = std::move(*mix);
  auto relations =
      net.read_layer(file, "relations", static_cast<int>(net.labels_.size()), net.label_, true);
  if (!relations) return relations.error();
  net.relations_ = std::move(*relations);
  // What is no tag, or no relation that a word with a head may have, is never the best.
  constexpr float kNever = -std::numeric_limits<float>::infinity();
  std::fill(net.outputs_.bias.begin() + static_cast<std::ptrdiff_t>(net.tags_.size()),
            net.outputs_.bias.begin() + net.names_at_, kNever);
  std::fill(net.relations_.bias.begin() + static_cast<std::ptrdiff_t>(net.labels_.size()),
            net.relations_.bias.end(), kNever);
  net.relations_.bias[net.root_label_] = kNever;
  auto root = file.tensor<std::int16_t>("arc_root", 1, net.arc_);
  auto distance = file.tensor<std::int32_t>("arc_distance", 1, kDistanceBuckets);
  auto steps = file.tensor<float>("steps", 1, 5);
  if (!root) return root.error();
  if (!distance) return distance.error();
  if (!steps) return steps.error();
  net.arc_root_ = std::move(*root);
  net.arc_root_distance_ = (*distance)[kRootBucket];
  net.arc_distance_.resize(2 * kLongestSentence + 1);
  for (int delta = -kLongestSentence; delta <= kLongestSentence; ++delta)
    net.arc_distance_[kLongestSentence + delta] =
        (*distance)[delta == 0 ? 0 : distance_bucket(delta)];
  net.output_step_ = (*steps)[0];
  net.arc_dep_step_ = (*steps)[1];
  net.arc_head_step_ = (*steps)[2];
  net.arc_mix_step_ = (*steps)[3];
  net.label_step_ = (*steps)[4];
  return net;
}

void Network::analyse(std::span<const std::string_view> words, std::span<const std::int32_t> starts,
                      Scratch& scratch, std::span<WordAnalysis> out) const {
  // Cut over-long sentences, then group sentences into batches.
  std::vector<std::int32_t> cuts;
  std::vector<char> continues;  // this piece continues the sentence of the one before
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    for (std::int32_t at = starts[i]; at < starts[i + 1]; at += kLongestSentence) {
      cuts.push_back(at);
      continues.push_back(at != starts[i]);
    }
  if (cuts.empty()) return;
  cuts.push_back(starts.back());
  for (std::size_t first = 0; first + 1 < cuts.size();) {
    std::size_t last = first + 1;
    while (last + 1 < cuts.size() && cuts[last + 1] - cuts[first] <= kBatchWords) ++last;
    const auto batch = std::span(cuts).subspan(first, last - first + 1);
    analyse_batch(words, batch, scratch, out.subspan(batch.front(), batch.back() - batch.front()));
    first = last;
  }
  // Heads so far are positions in the piece. The roots of later pieces hang from the first one's.
  std::int32_t sentence = 0, root = 0;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (!continues[i]) sentence = cuts[i];
    for (std::int32_t t = cuts[i]; t < cuts[i + 1]; ++t) {
      if (out[t].head >= 0) {
        out[t].head += cuts[i] - sentence;
      } else if (!continues[i]) {
        root = t - sentence;
      } else {
        out[t].head = root;
        out[t].deprel = Deprel::parataxis;
      }
    }
  }
}

void Network::remember(Scratch& s) const {
  const auto fresh = s.words.fresh();
  if (fresh.empty()) return;
  // The table is far larger than the caches: all rows are called for before the first is added.
  grow(s.features, fresh.size());
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    s.features[i] = feature_rows(fresh[i].word);
    for (const std::uint32_t row : s.features[i])
      for (int c = 0; c < embed_; c += 64)
        __builtin_prefetch(table_.data() + static_cast<std::size_t>(row) * embed_ + c);
  }
  const int length = window_.weights.padded_rows;
  grow(s.embedded, static_cast<std::size_t>(kFreshWords) * embed_);
  grow(s.part, static_cast<std::size_t>(kFreshWords) * length);
  for (std::size_t first = 0; first < fresh.size(); first += kFreshWords) {
    const int n = static_cast<int>(std::min<std::size_t>(kFreshWords, fresh.size() - first));
    for (int i = 0; i < n; ++i)
      kernels_->add_rows(table_.data(), s.features[first + i].data(), kFeatures, embed_,
                         s.embedded.data() + static_cast<std::ptrdiff_t>(i) * embed_);
    kernels_->product(s.embedded.data(), embed_, n, view(window_.weights), s.part.data(), length);
    for (int i = 0; i < n; ++i)
      std::copy_n(s.part.data() + static_cast<std::ptrdiff_t>(i) * length, length,
                  s.words.sums(fresh[first + i].slot));
  }
}

void Network::sum_windows(std::span<const std::string_view> words,
                          std::span<const std::int32_t> starts, Scratch& s) const {
  const std::int32_t first = starts.front(), count = starts.back() - first;
  s.words.belong_to(model_, window_.weights.padded_rows);
  s.words.begin();
  grow(s.slots, static_cast<std::size_t>(count));
  for (std::int32_t t = 0; t < count; ++t) s.slots[t] = s.words.find(words[first + t]);
  remember(s);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const std::int32_t begin = starts[i] - first, end = starts[i + 1] - first;
    const std::int32_t *left = no_word_.data(), *centre = s.words.sums(s.slots[begin]);
    for (std::int32_t t = begin; t < end; ++t) {
      const std::int32_t* next = t + 1 < end ? s.words.sums(s.slots[t + 1]) : nullptr;
      const std::int32_t* right = next ? next + 2 * width_ : no_word_.data();
      kernels_->relu_of_three(left, centre + width_, right, window_.scale.data(),
                              window_.bias.data(), width_,
                              s.states.data() + static_cast<std::ptrdiff_t>(t) * width_);
      left = centre;
      centre = next;
    }
  }
}

// What ReLU leaves is mostly zero (the first recurrent layer's input: half of its pairs of
// columns), and zeros need no multiplying. A few words tell whether it is so here; the sums are the
// same.
void Network::multiply(const PackedMatrix& weights, int words, Scratch& s) const {
  constexpr int kAsked = 4;
  const int columns = weights.padded_columns, stride = weights.padded_rows;
  grow(s.pairs, (static_cast<std::size_t>(words) * columns) / 2 + 1);
  grow(s.pair_starts, static_cast<std::size_t>(words) + 1);
  int found = 0;
  for (int i = 0; i < words; ++i) {
    s.pair_starts[i] = found;
    found += nonzero_pairs(s.quantised.data() + static_cast<std::ptrdiff_t>(i) * columns, columns,
                           s.pairs.data() + found);
    if (i + 1 == std::min(words, kAsked) && found * 10 > (i + 1) * columns / 2 * 7)
      return kernels_->product(s.quantised.data(), columns, words, view(weights), s.sums.data(),
                               stride);
  }
  s.pair_starts[words] = found;
  kernels_->product_of_pairs(s.pairs.data(), s.pair_starts.data(), words, view(weights),
                             s.sums.data(), stride);
}

void Network::encode(std::span<const std::string_view> words, std::span<const std::int32_t> starts,
                     Scratch& s) const {
  const int sentences = static_cast<int>(starts.size()) - 1;
  const int count = starts[sentences] - starts[0];
  grow(s.sums,
       static_cast<std::size_t>(count) * std::max(3 * width_, outputs_.weights.padded_rows));
  grow(s.states, static_cast<std::size_t>(count) * width_);
  grow(s.next_states, static_cast<std::size_t>(count) * width_);
  grow(s.quantised, static_cast<std::size_t>(count) * width_);
  sum_windows(words, starts, s);
  for (const Unit& unit : units_) {
    kernels_->quantise(s.states.data(), 1.0f / unit.input_step, count * width_, s.quantised.data());
    multiply(unit.project.weights, count, s);
    for (int i = 0; i < sentences; ++i) {
      const std::ptrdiff_t at = starts[i] - starts[0];
      kernels_->sru({s.sums.data() + at * 3 * width_, unit.project.scale.data(), unit.bias.data(),
                     unit.v.data(), s.states.data() + at * width_,
                     s.next_states.data() + at * width_, starts[i + 1] - starts[i], width_ / 2});
    }
    std::swap(s.states, s.next_states);
  }
  kernels_->quantise(s.states.data(), 1.0f / output_step_, count * width_, s.quantised.data());
  multiply(outputs_.weights, count, s);
}

void Network::analyse_batch(std::span<const std::string_view> words,
                            std::span<const std::int32_t> starts, Scratch& s,
                            std::span<WordAnalysis> out) const {
  encode(words, starts, s);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const int at = starts[i] - starts[0], n = starts[i + 1] - starts[i];
    decode(at, n, s, out.subspan(at, n));
  }
}

}  // namespace dragoman
