// The trained network over plain words: no document, no text, no domain. language_model.cc puts
// it behind LanguageModel.
//
//   auto network = Network::from(*ModelFile::read(path), best_kernels());
//   Network::Scratch scratch;
//   std::vector<WordAnalysis> out(words.size());
//   network->analyse(words, starts, scratch, out);
//
// Layers (training/network.py): eight table rows a word, summed; a window of three words (summed
// from what each word makes of it, network_words.h); ReLU; bidirectional simple recurrent units;
// linear heads for tags and names; two-layer scores of heads (biaffine plus a bias for the
// distance) and relations. All matrix products are of 16-bit integers, so the result has the same
// bits whatever the kernels and whatever else is in a batch.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"
#include "language/kernels.h"
#include "language/model_file.h"
#include "language/network_features.h"
#include "language/network_tree.h"
#include "language/network_words.h"

namespace dragoman {

struct WordAnalysis {
  Upos upos = Upos::X;
  Xpos xpos = Xpos::None;
  Deprel deprel = Deprel::dep;
  VerbForm verb_form = VerbForm::None;
  std::int32_t head = -1;  // position in the sentence, -1 for the root
  NameType name = NameType::None;
  bool name_begins = false;
  bool operator==(const WordAnalysis&) const = default;
};

class Network {
 public:
  // One worker's memory, grown as needed and reused.
  struct Scratch {
    WordMemory words;
    std::vector<WordMemory::Slot> slots;
    std::vector<FeatureRows> features;
    std::vector<std::int16_t> embedded, quantised, heads, hidden;
    std::vector<std::int32_t> sums, arcs, part;
    std::vector<std::int32_t> chosen;
    std::vector<float> states, next_states, floats, label_dep, label_head;
    std::vector<float> name_best;
    std::vector<std::uint8_t> name_from;
    PackedMatrix head_matrix;
    std::vector<ColumnPair> pairs;
    std::vector<std::int32_t> pair_starts;
    BestTree tree;
  };

  static Result<Network> from(const ModelFile& file, const Kernels& kernels);

  // Analyses sentences, each a run of words; starts holds the first word of each and, last,
  // words.size(). Fills out[0 .. words.size()). No sentence may be empty.
  void analyse(std::span<const std::string_view> words, std::span<const std::int32_t> starts,
               Scratch& scratch, std::span<WordAnalysis> out) const;

 private:
  struct Layer {
    PackedMatrix weights;
    std::vector<float> scale, bias;
  };
  struct Unit {
    Layer project;  // bias unused
    std::vector<float> bias, v;
    float input_step = 1;  // size of one integer step of its input
  };
  struct Tag {
    Upos upos;
    Xpos xpos;
    VerbForm verb_form;
  };
  struct NameTag {
    char place = 'O';  // O B I E S
    NameType type = NameType::None;
    int begin = 0, inside = 0;  // the B and I tags of the same kind
  };

  // Longer sentences are cut: the scores of heads grow with the square of the length.
  static constexpr int kLongestSentence = 400;

  Result<Layer> read_layer(const ModelFile& file, const std::string& name, int rows, int columns,
                           bool bias) const;
  // Sums of the first layer for the words that scratch.words has no sums of.
  void remember(Scratch& s) const;
  // The first layer, from remembered sums, into scratch.states.
  void sum_windows(std::span<const std::string_view> words, std::span<const std::int32_t> starts,
                   Scratch& s) const;
  // The sums of a layer from scratch.quantised, whose words have that many columns.
  void multiply(const PackedMatrix& weights, int words, Scratch& s) const;
  void encode(std::span<const std::string_view> words, std::span<const std::int32_t> starts,
              Scratch& s) const;
  // One sentence whose output sums start at row `at` of scratch.sums.
  void decode(int at, int count, Scratch& s, std::span<WordAnalysis> out) const;
  void decode_names(int at, int count, Scratch& s, std::span<WordAnalysis> out) const;
  void analyse_batch(std::span<const std::string_view> words, std::span<const std::int32_t> starts,
                     Scratch& s, std::span<WordAnalysis> out) const;

  // Whether a name is open after this tag.
  bool opens(int name_tag) const {
    return names_[name_tag].place == 'B' || names_[name_tag].place == 'I';
  }

  const Kernels* kernels_ = nullptr;
  int embed_ = 0, width_ = 0, arc_ = 0, label_ = 0;
  std::uint64_t model_ = 0;  // the checksum of the model's file
  std::vector<std::int8_t> table_;
  // The first layer. Its rows are those of the window, three times: what they make of a word to the
  // left, in the middle and to the right. Scale and bias are those of one window.
  Layer window_;
  std::vector<std::int32_t> no_word_;  // sums of one that stands outside the sentence: zeros
  std::vector<Unit> units_;
  float output_step_ = 1, arc_dep_step_ = 1, arc_head_step_ = 1, arc_mix_step_ = 1, label_step_ = 1;
  Layer outputs_;  // tags, names, arc_dep, arc_head, label_dep, label_head, each from a multiple of
                   // 16
  int tags_at_ = 0, names_at_ = 0, arc_dep_at_ = 0, arc_head_at_ = 0, label_dep_at_ = 0,
      label_head_at_ = 0;
  Layer arc_mix_, relations_;
  std::vector<std::int16_t> arc_root_;
  // Added to a head's score: in [kLongestSentence + head - dependent]; the root's own.
  std::vector<std::int32_t> arc_distance_;
  std::int32_t arc_root_distance_ = 0;
  std::vector<Tag> tags_;
  std::vector<NameTag> names_;
  std::vector<Deprel> labels_;
  int root_label_ = 0;
};

}  // namespace dragoman
