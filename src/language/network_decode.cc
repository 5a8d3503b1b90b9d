// From the network's output sums to tags, names, heads and relations of one sentence.
#include <algorithm>
#include <limits>

#include "language/network.h"

namespace dragoman {
namespace {

template <class T>
void grow(std::vector<T>& v, std::size_t n) {
  if (v.size() < n) v.resize(n);
}

}  // namespace

void Network::decode(int at, int count, Scratch& s, std::span<WordAnalysis> out) const {
  const int stride = outputs_.weights.padded_rows;
  const std::int32_t* sums = s.sums.data() + static_cast<std::ptrdiff_t>(at) * stride;
  const float *scale = outputs_.scale.data(), *bias = outputs_.bias.data();

  for (int i = 0; i < count; ++i) {
    const Tag& best =
        tags_[kernels_->best(sums + static_cast<std::ptrdiff_t>(i) * stride + tags_at_,
                             scale + tags_at_, bias + tags_at_, names_at_ - tags_at_)];
    out[i].upos = best.upos;
    out[i].xpos = best.xpos;
    out[i].verb_form = best.verb_form;
  }
  decode_names(at, count, s, out);

  // Scores of heads: rows of `heads` are the root and every word; they are packed like weights and
  // multiplied with what the mixing layer makes of every dependent.
  grow(s.heads, static_cast<std::size_t>(count + 1) * arc_);
  grow(s.hidden, static_cast<std::size_t>(count) * std::max(arc_, label_));
  grow(s.floats, static_cast<std::size_t>(count) * std::max(arc_, label_));
  grow(s.part, static_cast<std::size_t>(count) *
                   std::max(arc_mix_.weights.padded_rows, relations_.weights.padded_rows));
  std::copy(arc_root_.begin(), arc_root_.end(), s.heads.begin());
  const auto relu_of = [&](int output, int width, float* to) {
    for (int i = 0; i < count; ++i)
      kernels_->relu(sums + static_cast<std::ptrdiff_t>(i) * stride + output, scale + output,
                     bias + output, width, to + static_cast<std::ptrdiff_t>(i) * width);
  };
  relu_of(arc_head_at_, arc_, s.floats.data());
  kernels_->quantise(s.floats.data(), 1.0f / arc_head_step_, count * arc_, s.heads.data() + arc_);
  relu_of(arc_dep_at_, arc_, s.floats.data());
  kernels_->quantise(s.floats.data(), 1.0f / arc_dep_step_, count * arc_, s.hidden.data());
  kernels_->product(s.hidden.data(), arc_, count, view(arc_mix_.weights), s.part.data(),
                    arc_mix_.weights.padded_rows);
  for (int i = 0; i < count; ++i)
    for (int c = 0; c < arc_; ++c)
      s.floats[static_cast<std::size_t>(i) * arc_ + c] =
          static_cast<float>(
              s.part[static_cast<std::size_t>(i) * arc_mix_.weights.padded_rows + c]) *
              arc_mix_.scale[c] +
          arc_mix_.bias[c];
  kernels_->quantise(s.floats.data(), 1.0f / arc_mix_step_, count * arc_, s.hidden.data());
  pack_into(s.head_matrix, s.heads.data(), arc_, count + 1, arc_);
  const int arc_stride = s.head_matrix.padded_rows;
  grow(s.arcs, static_cast<std::size_t>(count) * arc_stride);
  kernels_->product(s.hidden.data(), arc_, count, view(s.head_matrix), s.arcs.data(), arc_stride);
  for (int i = 0; i < count; ++i) {
    std::int32_t* row = s.arcs.data() + static_cast<std::ptrdiff_t>(i) * arc_stride;
    row[0] += arc_root_distance_;
    const std::int32_t* distance = arc_distance_.data() + kLongestSentence - i - 1;
    for (int h = 1; h <= count; ++h) row[h] += distance[h];
  }
  grow(s.chosen, count);
  s.tree.find(s.arcs, arc_stride, count, std::span(s.chosen).first(count));

  // Relations of the chosen arcs; the root's relation is root, and nobody else's is.
  grow(s.label_dep, label_);
  grow(s.label_head, label_);
  for (int i = 0; i < count; ++i) {
    const int head = s.chosen[i] < 0 ? i : s.chosen[i];
    const std::int32_t* dep_sums = sums + static_cast<std::ptrdiff_t>(i) * stride + label_dep_at_;
    const std::int32_t* head_sums =
        sums + static_cast<std::ptrdiff_t>(head) * stride + label_head_at_;
    for (int c = 0; c < label_; ++c) {
      s.label_dep[c] =
          static_cast<float>(dep_sums[c]) * scale[label_dep_at_ + c] + bias[label_dep_at_ + c];
      s.label_head[c] = static_cast<float>(head_sums[c]) * scale[label_head_at_ + c];
    }
    kernels_->add_relu(s.label_dep.data(), s.label_head.data(), label_,
                       s.floats.data() + static_cast<std::ptrdiff_t>(i) * label_);
  }
  kernels_->quantise(s.floats.data(), 1.0f / label_step_, count * label_, s.hidden.data());
  const int label_stride = relations_.weights.padded_rows;
  kernels_->product(s.hidden.data(), label_, count, view(relations_.weights), s.part.data(),
                    label_stride);
  for (int i = 0; i < count; ++i) {
    out[i].head = s.chosen[i];
    if (s.chosen[i] < 0) {
      out[i].deprel = Deprel::root;
      continue;
    }
    const std::int32_t* row = s.part.data() + static_cast<std::ptrdiff_t>(i) * label_stride;
    out[i].deprel = labels_[kernels_->best(row, relations_.scale.data(), relations_.bias.data(),
                                           relations_.weights.padded_rows)];
  }
}

// Viterbi over BIOES tags; a name opened is closed by an end of its own kind. What may follow is
// simple enough to need no table: O, S and B follow the best of O, S and E; I and E follow the
// better of B and I of their kind.
void Network::decode_names(int at, int count, Scratch& s, std::span<WordAnalysis> out) const {
  constexpr float kNever = -1e30f;
  const int stride = outputs_.weights.padded_rows, n = static_cast<int>(names_.size());
  grow(s.name_best, 2 * static_cast<std::size_t>(n));
  grow(s.name_from, static_cast<std::size_t>(count) * n);
  float *best = s.name_best.data(), *next = best + n;
  for (int i = 0; i < count; ++i) {
    const std::int32_t* sums =
        s.sums.data() + static_cast<std::ptrdiff_t>(at + i) * stride + names_at_;
    std::uint8_t* from = s.name_from.data() + static_cast<std::ptrdiff_t>(i) * n;
    int outside = 0;  // the best tag before that leaves no name open
    if (i > 0)
      for (int k = 1; k < n; ++k)
        if (!opens(k) && best[k] > best[outside]) outside = k;
    for (int k = 0; k < n; ++k) {
      const float value = static_cast<float>(sums[k]) * outputs_.scale[names_at_ + k] +
                          outputs_.bias[names_at_ + k];
      const NameTag& tag = names_[k];
      const bool goes_on = tag.place == 'I' || tag.place == 'E';
      int source = outside;
      float before = i == 0 ? 0.0f : best[outside];
      if (goes_on) {
        source = i > 0 && best[tag.inside] > best[tag.begin] ? tag.inside : tag.begin;
        before = i == 0 ? kNever : best[source];
      }
      next[k] = before <= kNever ? kNever : before + value;
      from[k] = static_cast<std::uint8_t>(source);
    }
    std::swap(best, next);
  }
  int k = 0;
  for (int b = 1; b < n; ++b)
    if (!opens(b) && best[b] > best[k]) k = b;
  for (int i = count - 1; i >= 0; --i) {
    out[i].name = names_[k].type;
    out[i].name_begins = names_[k].place == 'B' || names_[k].place == 'S';
    k = s.name_from[static_cast<std::size_t>(i) * n + k];
  }
}

}  // namespace dragoman
