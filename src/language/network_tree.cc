// From scores of heads to a tree: Chu and Liu's algorithm, entered only where the best heads taken
// one by one do not form a tree already.
#include <algorithm>
#include <limits>
#include <vector>

#include "language/network.h"

namespace dragoman {
namespace {

// True where following heads from every word ends at the root; heads are 1-based, 0 the root.
bool is_tree(const std::vector<int>& heads) {
  const int n = static_cast<int>(heads.size());
  std::vector<int> mark(n, 0);  // 0 unseen, otherwise the walk that saw it
  int roots = 0;
  for (int h : heads) roots += h == 0;
  if (roots != 1) return false;
  for (int i = 0; i < n; ++i) {
    int at = i;
    while (mark[at] == 0) {
      mark[at] = i + 1;
      if (heads[at] == 0) break;
      at = heads[at] - 1;
      if (mark[at] == i + 1) return false;
    }
  }
  return true;
}

// Maximum spanning arborescence from node 0 over a dense matrix; weight[from][to]. Contracts one
// cycle a round (quadratic a round, few rounds in practice).
std::vector<int> spanning_tree(std::vector<std::vector<std::int64_t>> weight) {
  const int n = static_cast<int>(weight.size());
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 4;
  std::vector<int> parent(n, 0);
  for (int to = 1; to < n; ++to) {
    int best = to == 0 ? 1 : 0;
    for (int from = 0; from < n; ++from)
      if (from != to && weight[from][to] > weight[best][to]) best = from;
    parent[to] = best;
  }
  // Find a cycle.
  std::vector<int> mark(n, 0), cycle;
  for (int i = 1; i < n && cycle.empty(); ++i) {
    int at = i;
    while (at != 0 && mark[at] == 0) {
      mark[at] = i;
      at = parent[at];
    }
    if (at != 0 && mark[at] == i) {
      for (int node = at;;) {
        cycle.push_back(node);
        node = parent[node];
        if (node == at) break;
      }
    }
  }
  if (cycle.empty()) return parent;

  std::vector<char> inside(n, 0);
  std::int64_t total = 0;
  for (int node : cycle) {
    inside[node] = 1;
    total += weight[parent[node]][node];
  }
  // Contract: the nodes outside keep their order, the cycle becomes the last node.
  std::vector<int> outside;
  for (int i = 0; i < n; ++i)
    if (!inside[i]) outside.push_back(i);
  const int m = static_cast<int>(outside.size()), one = m;
  std::vector<std::vector<std::int64_t>> smaller(m + 1, std::vector<std::int64_t>(m + 1, kNever));
  std::vector<int> enters(m, 0),
      leaves(m, 0);  // for each outside node: the cycle node it enters, or is left from
  for (int i = 0; i < m; ++i) {
    const int node = outside[i];
    for (int j = 0; j < m; ++j) smaller[i][j] = weight[node][outside[j]];
    for (int c : cycle) {
      const std::int64_t in = weight[node][c] - weight[parent[c]][c] + total;
      if (in > smaller[i][one]) smaller[i][one] = in, enters[i] = c;
      if (node != 0 && weight[c][node] > smaller[one][i])
        smaller[one][i] = weight[c][node], leaves[i] = c;
    }
  }
  const std::vector<int> inner = spanning_tree(std::move(smaller));
  std::vector<int> result = parent;
  for (int i = 1; i < m; ++i) result[outside[i]] = inner[i] == one ? leaves[i] : outside[inner[i]];
  const int source = inner[one];
  result[enters[source]] = outside[source];
  return result;
}

}  // namespace

int distance_bucket(int delta) {
  const int size = delta < 0 ? -delta : delta;
  const int bucket = size <= 6 ? size : 6 + (size > 8) + (size > 12) + (size > 18) + (size > 30);
  return delta < 0 ? bucket : bucket + 11;
}

void best_tree(std::span<const std::int32_t> scores, int stride, int count,
               std::span<std::int32_t> heads) {
  std::vector<int> best(count);
  for (int i = 0; i < count; ++i) {
    const std::int32_t* row = scores.data() + static_cast<std::ptrdiff_t>(i) * stride;
    int at = i == 0 && count > 0 ? 0 : 0;
    for (int h = 1; h <= count; ++h)
      if (h != i + 1 && row[h] > row[at]) at = h;
    best[i] = at;
  }
  if (!is_tree(best)) {
    std::vector<std::vector<std::int64_t>> weight(count + 1,
                                                  std::vector<std::int64_t>(count + 1, 0));
    // A price on leaving the root that no gain elsewhere can pay makes the root single.
    constexpr std::int64_t kRootPrice = std::int64_t{1} << 42;
    for (int i = 0; i < count; ++i) {
      const std::int32_t* row = scores.data() + static_cast<std::ptrdiff_t>(i) * stride;
      for (int h = 0; h <= count; ++h) weight[h][i + 1] = row[h] - (h == 0 ? kRootPrice : 0);
    }
    const std::vector<int> parent = spanning_tree(std::move(weight));
    for (int i = 0; i < count; ++i) best[i] = parent[i + 1];
  }
  for (int i = 0; i < count; ++i) heads[i] = best[i] - 1;
}

}  // namespace dragoman
