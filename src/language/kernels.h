// The arithmetic of the network behind one small interface: integer matrix products, the simple
// recurrent unit, sums of table rows. Four implementations give the same bits: a plain reference
// (any machine), SSE2 (every x86-64), AVX2, and AVX-512 with VNNI. Products are integer, hence
// exact in any order; floating-point work is done lane by lane with IEEE operations in one written
// order, without fused multiply-add.
//
//   const Kernels& kernels = best_kernels();
//   PackedMatrix w = pack(weights, rows, columns);
//   kernels.product(x, stride, n, view(w), out, out_stride);     // out[i][r] = sum_c x[i][c] *
//   w[r][c]
//
// Ranges: |x| <= 4095 and |w| <= 1023 with at most 500 columns (or both <= 4095 with at most 127)
// keep every sum inside 32 bits.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dragoman {

inline constexpr int kRowBlock = 16;  // outputs computed together
inline constexpr int kActivationMax = 4095;

// Weights in the order the products read them: blocks of 16 rows; in a block, for each pair of
// columns, the pair of each of the 16 rows. Rows and columns are padded with zeros.
struct PackedMatrix {
  int rows = 0, columns = 0;                // as given
  int padded_rows = 0, padded_columns = 0;  // multiples of 16 and 2
  std::vector<std::int16_t> values;
};
// What a kernel sees of a packed matrix: a plain aggregate, so that the files compiled for one
// instruction set instantiate nothing of the standard library.
struct MatrixView {
  int padded_rows, padded_columns;
  const std::int16_t* values;
};
inline MatrixView view(const PackedMatrix& m) {
  return {m.padded_rows, m.padded_columns, m.values.data()};
}

// Two columns of a word that are not both zero.
struct ColumnPair {
  std::int16_t values[2];
  std::int32_t place;  // of the pair's weights in a block of rows
};
// Finds them in x; `out` has room for all pairs of the columns (an even number). Returns how many.
int nonzero_pairs(const std::int16_t* x, int columns, ColumnPair* out);

PackedMatrix pack(std::span<const std::int16_t> weights, int rows, int columns);
// The same into an existing matrix, reusing its memory; rows lie `stride` values apart.
void pack_into(PackedMatrix& out, const std::int16_t* weights, int stride, int rows, int columns);

// One direction-pair of simple recurrent units over one sentence. `sums` holds, per word, the
// integer products [direction][candidate, forget, reset][half]; scale has the same shape for one
// word; bias and v are [direction][forget, reset][half]. skip and out are [word][direction][half].
struct SruInput {
  const std::int32_t* sums;
  const float* scale;
  const float* bias;
  const float* v;
  const float* skip;
  float* out;
  int words;
  int half;  // a multiple of 8
};

struct Kernels {
  const char* name;
  // out[i * out_stride + r] for i < n and r < w.padded_rows; x rows lie x_stride values apart and
  // may be read up to w.padded_columns.
  void (*product)(const std::int16_t* x, int x_stride, int n, MatrixView w, std::int32_t* out,
                  int out_stride);
  // The same from the pairs that are not zero: those of word i are pairs[starts[i] .. starts[i +
  // 1]). Faster where about a third of the pairs, or more, is zero.
  void (*product_of_pairs)(const ColumnPair* pairs, const std::int32_t* starts, int n, MatrixView w,
                           std::int32_t* out, int out_stride);
  // out[c] = sum over the rows of table[row * columns + c]; columns a multiple of 16.
  void (*add_rows)(const std::int8_t* table, const std::uint32_t* rows, int count, int columns,
                   std::int16_t* out);
  void (*sru)(const SruInput& in);
  // out[i] = max(0, float(sums[i]) * scale[i] + bias[i]); n a multiple of 8.
  void (*relu)(const std::int32_t* sums, const float* scale, const float* bias, int n, float* out);
  // out[i] = max(0, float(a[i] + b[i] + c[i]) * scale[i] + bias[i]); n a multiple of 8.
  void (*relu_of_three)(const std::int32_t* a, const std::int32_t* b, const std::int32_t* c,
                        const float* scale, const float* bias, int n, float* out);
  // out[i] = round(x[i] * factor), ties to even, held to +-4095; n a multiple of 8.
  void (*quantise)(const float* x, float factor, int n, std::int16_t* out);
  // out[i] = max(0, a[i] + b[i]).
  void (*add_relu)(const float* a, const float* b, int n, float* out);
  // The first i that has the largest float(sums[i]) * scale[i] + bias[i]; n a multiple of 8.
  int (*best)(const std::int32_t* sums, const float* scale, const float* bias, int n);
};

const Kernels& reference_kernels();
// Null where the machine or the build has no such instructions.
const Kernels* sse2_kernels();
const Kernels* avx2_kernels();
const Kernels* avx512_kernels();
// The fastest that this machine runs.
const Kernels& best_kernels();
// "reference", "sse2", "avx2", "avx512vnni" or "best", for measuring; null where there is none.
const Kernels* kernels_named(std::string_view name);

}  // namespace dragoman
