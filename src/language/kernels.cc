#include "language/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace dragoman {

void pack_into(PackedMatrix& out, const std::int16_t* weights, int stride, int rows, int columns) {
  out.rows = rows;
  out.columns = columns;
  out.padded_rows = (rows + kRowBlock - 1) / kRowBlock * kRowBlock;
  out.padded_columns = (columns + 1) / 2 * 2;
  out.values.assign(static_cast<std::size_t>(out.padded_rows) * out.padded_columns, 0);
  std::int16_t* to = out.values.data();
  for (int block = 0; block < out.padded_rows;
       block += kRowBlock, to += kRowBlock * out.padded_columns) {
    const int last = std::min(kRowBlock, rows - block);
    for (int r = 0; r < last; ++r) {
      const std::int16_t* from = weights + static_cast<std::ptrdiff_t>(block + r) * stride;
      std::int16_t* pair = to + r * 2;
      int c = 0;
      for (; c + 1 < columns; c += 2, pair += 2 * kRowBlock)
        std::memcpy(pair, from + c, 2 * sizeof *pair);
      if (c < columns) *pair = from[c];
    }
  }
}

int nonzero_pairs(const std::int16_t* x, int columns, ColumnPair* out) {
  int count = 0;
  for (int c = 0; c < columns; c += 2) {
    out[count] = {{x[c], x[c + 1]}, c * kRowBlock};  // overwritten by the next where it is zero
    count += (x[c] | x[c + 1]) != 0;
  }
  return count;
}

PackedMatrix pack(std::span<const std::int16_t> weights, int rows, int columns) {
  PackedMatrix out;
  pack_into(out, weights.data(), columns, rows, columns);
  return out;
}

namespace {

void product(const std::int16_t* x, int x_stride, int n, MatrixView w, std::int32_t* out,
             int out_stride) {
  for (int i = 0; i < n; ++i, x += x_stride, out += out_stride) {
    for (int row = 0; row < w.padded_rows; ++row) {
      const std::int16_t* at =
          w.values + static_cast<std::ptrdiff_t>(row / kRowBlock) * kRowBlock * w.padded_columns +
          row % kRowBlock * 2;
      std::int32_t sum = 0;
      for (int c = 0; c < w.padded_columns; ++c) sum += x[c] * at[(c / 2) * 2 * kRowBlock + c % 2];
      out[row] = sum;
    }
  }
}

void product_of_pairs(const ColumnPair* pairs, const std::int32_t* starts, int n, MatrixView w,
                      std::int32_t* out, int out_stride) {
  for (int i = 0; i < n; ++i, out += out_stride)
    for (int row = 0; row < w.padded_rows; ++row) {
      const std::int16_t* at =
          w.values + static_cast<std::ptrdiff_t>(row / kRowBlock) * kRowBlock * w.padded_columns +
          row % kRowBlock * 2;
      std::int32_t sum = 0;
      for (std::int32_t p = starts[i]; p < starts[i + 1]; ++p)
        sum +=
            pairs[p].values[0] * at[pairs[p].place] + pairs[p].values[1] * at[pairs[p].place + 1];
      out[row] = sum;
    }
}

void add_rows(const std::int8_t* table, const std::uint32_t* rows, int count, int columns,
              std::int16_t* out) {
  std::fill(out, out + columns, std::int16_t{0});
  for (int i = 0; i < count; ++i) {
    const std::int8_t* row = table + static_cast<std::size_t>(rows[i]) * columns;
    for (int c = 0; c < columns; ++c) out[c] = static_cast<std::int16_t>(out[c] + row[c]);
  }
}

float gate(float x) {
  return 0.5f + 0.5f * x / std::sqrt(1.0f + x * x);
}

void sru(const SruInput& in) {
  const int half = in.half;
  std::vector<float> cell(half);
  for (int d = 0; d < 2; ++d) {
    const float *scale = in.scale + d * 3 * half, *bias = in.bias + d * 2 * half,
                *v = in.v + d * 2 * half;
    std::fill(cell.begin(), cell.end(), 0.0f);
    for (int step = 0; step < in.words; ++step) {
      const int t = d == 0 ? step : in.words - 1 - step;
      const std::int32_t* sums = in.sums + (t * 2 + d) * 3 * half;
      const float* skip = in.skip + (t * 2 + d) * half;
      float* out = in.out + (t * 2 + d) * half;
      for (int i = 0; i < half; ++i) {
        const float x = static_cast<float>(sums[i]) * scale[i];
        const float f =
            gate(static_cast<float>(sums[half + i]) * scale[half + i] + v[i] * cell[i] + bias[i]);
        const float r = gate(static_cast<float>(sums[2 * half + i]) * scale[2 * half + i] +
                             v[half + i] * cell[i] + bias[half + i]);
        cell[i] = x + f * (cell[i] - x);
        out[i] = skip[i] + r * (cell[i] - skip[i]);
      }
    }
  }
}

void relu(const std::int32_t* sums, const float* scale, const float* bias, int n, float* out) {
  for (int i = 0; i < n; ++i)
    out[i] = std::max(0.0f, static_cast<float>(sums[i]) * scale[i] + bias[i]);
}

void relu_of_three(const std::int32_t* a, const std::int32_t* b, const std::int32_t* c,
                   const float* scale, const float* bias, int n, float* out) {
  for (int i = 0; i < n; ++i)
    out[i] = std::max(0.0f, static_cast<float>(a[i] + b[i] + c[i]) * scale[i] + bias[i]);
}

void quantise(const float* x, float factor, int n, std::int16_t* out) {
  for (int i = 0; i < n; ++i) {
    const float held = std::max(-4095.0f, std::min(4095.0f, x[i] * factor));
    out[i] = static_cast<std::int16_t>(std::nearbyint(held));
  }
}

void add_relu(const float* a, const float* b, int n, float* out) {
  for (int i = 0; i < n; ++i) out[i] = std::max(0.0f, a[i] + b[i]);
}

int best(const std::int32_t* sums, const float* scale, const float* bias, int n) {
  int at = 0;
  float top = static_cast<float>(sums[0]) * scale[0] + bias[0];
  for (int i = 1; i < n; ++i) {
    const float value = static_cast<float>(sums[i]) * scale[i] + bias[i];
    if (value > top) top = value, at = i;
  }
  return at;
}

constexpr Kernels kReference = {"reference", product,       product_of_pairs, add_rows, sru,
                                relu,        relu_of_three, quantise,         add_relu, best};

}  // namespace

const Kernels& reference_kernels() {
  return kReference;
}

const Kernels& best_kernels() {
  if (const Kernels* fast = avx512_kernels()) return *fast;
  if (const Kernels* fast = avx2_kernels()) return *fast;
  if (const Kernels* fast = sse2_kernels()) return *fast;
  return kReference;
}

const Kernels* kernels_named(std::string_view name) {
  if (name == "best") return &best_kernels();
  for (const Kernels* kernels :
       {&reference_kernels(), sse2_kernels(), avx2_kernels(), avx512_kernels()})
    if (kernels != nullptr && name == kernels->name) return kernels;
  return nullptr;
}

}  // namespace dragoman
