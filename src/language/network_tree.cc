// Chu and Liu's algorithm, entered only where the best heads taken one by one do not form a tree
// already. One cycle a round is contracted in place; a round costs a row and a column of weights
// for each member of the cycle, and only words that hung on the cycle look for a parent again.
#include "language/network_tree.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace dragoman {

int distance_bucket(int delta) {
  const int size = delta < 0 ? -delta : delta;
  const int bucket = size <= 6 ? size : 6 + (size > 8) + (size > 12) + (size > 18) + (size > 30);
  return delta < 0 ? bucket : bucket + 11;
}

void BestTree::find(std::span<const std::int32_t> scores, int stride, int count,
                    std::span<std::int32_t> heads) {
  n_ = static_cast<std::size_t>(count) + 1;
  parent_.resize(n_);
  for (int i = 0; i < count; ++i) {
    const std::int32_t* row = scores.data() + static_cast<std::ptrdiff_t>(i) * stride;
    int best = 0;
    std::int32_t top = row[0];
    for (int h = 1; h <= i; ++h)
      if (row[h] > top) top = row[h], best = h;
    for (int h = i + 2; h <= count; ++h)
      if (row[h] > top) top = row[h], best = h;
    parent_[i + 1] = best;
  }
  if (!is_tree()) spanning_tree(scores, stride);
  for (int i = 0; i < count; ++i) heads[i] = parent_[i + 1] - 1;
}

// True where following parents from every word ends at the root, and one word hangs on it.
bool BestTree::is_tree() {
  const int n = static_cast<int>(n_);
  if (std::count(parent_.begin() + 1, parent_.end(), 0) != 1) return false;
  mark_.assign(n_, 0);  // 0 unseen, otherwise the walk that saw it
  mark_[0] = n;
  for (int i = 1; i < n; ++i) {
    int at = i;
    for (; mark_[at] == 0; at = parent_[at]) mark_[at] = i;
    if (mark_[at] == i) return false;
  }
  return true;
}

void BestTree::spanning_tree(std::span<const std::int32_t> scores, int stride) {
  // A price on leaving the root that no gain elsewhere can pay makes the root single.
  constexpr std::int64_t kRootPrice = std::int64_t{1} << 42;
  const int n = static_cast<int>(n_);
  weight_.resize(n_ * n_);
  entering_.resize(n_);
  order_.resize(n_);
  std::iota(order_.begin(), order_.end(), 0);
  contractions_.clear();
  cycle_.clear();
  cycle_parent_.clear();
  enters_.clear();
  leaves_.clear();
  for (int to = 1; to < n; ++to) {
    const std::int32_t* row = scores.data() + static_cast<std::ptrdiff_t>(to - 1) * stride;
    std::copy_n(row, n_, &weight(0, to));
    weight(0, to) -= kRootPrice;
    if (parent_[to] == 0) parent_[to] = best_parent(to);
  }
  while (find_cycle()) contract();
  expand();
}

// The first of the best, in the order of the nodes.
int BestTree::best_parent(int node) const {
  int best = 0;
  for (const int from : order_)
    if (from != node && weight(from, node) > weight(best, node)) best = from;
  return best;
}

// Appends the first cycle there is to cycle_.
bool BestTree::find_cycle() {
  mark_.assign(n_, 0);
  for (const int first : order_) {
    int at = first;
    for (; at != 0 && mark_[at] == 0; at = parent_[at]) mark_[at] = first;
    if (at == 0 || mark_[at] != first) continue;
    const std::size_t from = cycle_.size();
    for (int node = at; cycle_.size() == from || node != at; node = parent_[node]) {
      cycle_.push_back(node);
      cycle_parent_.push_back(parent_[node]);
    }
    contractions_.push_back({at, from, cycle_.size() - from});
    return true;
  }
  return false;
}

// Makes the last cycle one node: entering it costs what the tree inside loses where it is entered,
// leaving it whatever the best member offers.
void BestTree::contract() {
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 4;
  const Contraction& now = contractions_.back();
  const auto members = std::span(cycle_).subspan(now.from, now.size);
  std::int64_t total = 0;
  for (const int node : members) {
    total += weight(parent_[node], node);
    mark_[node] = -1;  // inside
  }
  std::erase_if(order_, [&](int node) { return mark_[node] == -1; });
  const std::size_t row = enters_.size();
  enters_.resize(row + n_, -1);
  leaves_.resize(row + n_, -1);
  for (const int node : order_) {
    std::int64_t in = kNever, out = kNever;
    for (const int member : members) {
      const std::int64_t price = weight(node, member) - weight(parent_[member], member) + total;
      if (price > in) in = price, enters_[row + node] = member;
      if (node != 0 && weight(member, node) > out)
        out = weight(member, node), leaves_[row + node] = member;
    }
    entering_[node] = in;
    if (node != 0) weight(now.node, node) = out;
  }
  for (const int node : order_) weight(node, now.node) = entering_[node];
  order_.push_back(now.node);
  for (const int node : order_)
    if (node == now.node || (node != 0 && mark_[parent_[node]] == -1))
      parent_[node] = best_parent(node);
}

// Gives the members of every cycle their parents back, the last contracted first.
void BestTree::expand() {
  for (std::size_t c = contractions_.size(); c-- > 0;) {
    const Contraction& then = contractions_[c];
    const int *enters = enters_.data() + c * n_, *leaves = leaves_.data() + c * n_;
    for (std::size_t node = 1; node < n_; ++node)
      if (leaves[node] >= 0 && parent_[node] == then.node) parent_[node] = leaves[node];
    const int source = parent_[then.node];
    for (std::size_t i = then.from; i < then.from + then.size; ++i)
      parent_[cycle_[i]] = cycle_parent_[i];
    parent_[enters[source]] = source;
  }
}

}  // namespace dragoman
