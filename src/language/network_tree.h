// From scores of heads to a tree.
//
//   BestTree tree;                               // one worker's memory, reused
//   tree.find(scores, stride, count, heads);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dragoman {

// The bucket of a head's signed distance (head - dependent, not 0), as in training.
int distance_bucket(int delta);
inline constexpr int kRootBucket = 22;
inline constexpr int kDistanceBuckets = 24;

class BestTree {
 public:
  // Heads for a sentence from scores[dependent * stride + head], where column 0 is the root and
  // column h the word h - 1: the best head of each word where that is a tree with one root, else
  // the maximum spanning tree with one root. Sets -1 for the root, else the word's position.
  void find(std::span<const std::int32_t> scores, int stride, int count,
            std::span<std::int32_t> heads);

 private:
  // Nodes: 0 the root, 1 to count the words, as long as they stand for themselves.
  struct Contraction {
    int node;          // the member of the cycle that stands for all of it from now on
    std::size_t from;  // its members, in cycle_
    std::size_t size;
  };

  bool is_tree();
  void spanning_tree(std::span<const std::int32_t> scores, int stride);
  int best_parent(int node) const;
  bool find_cycle();
  void contract();
  void expand();
  std::int64_t& weight(int from, int to) {
    return weight_[static_cast<std::size_t>(to) * n_ + from];
  }
  std::int64_t weight(int from, int to) const {
    return weight_[static_cast<std::size_t>(to) * n_ + from];
  }

  std::size_t n_ = 0;        // nodes, with the root
  std::vector<int> parent_;  // of each node; the root's is not used
  std::vector<int> mark_;
  // For the spanning tree alone.
  std::vector<std::int64_t> weight_, entering_;
  std::vector<int> order_;  // nodes not swallowed by another; a contracted one stands last
  std::vector<Contraction> contractions_;
  std::vector<int> cycle_, cycle_parent_;
  // For each contraction and node outside the cycle: the member it enters, or is left from.
  std::vector<int> enters_, leaves_;
};

}  // namespace dragoman
