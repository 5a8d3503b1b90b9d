// Compiled with AVX-512 and VNNI (CMakeLists.txt), and never entered on a machine without them; as
// in kernels_avx2.cc, nothing of the standard library is instantiated here. VNNI adds the products
// of 16-bit pairs to a sum in one instruction, with the same integers as a result.
#include "language/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>

namespace dragoman {
namespace {

using IntVector = __m512i;
constexpr int kTileWords = 12;

inline IntVector zero_int() {
  return _mm512_setzero_si512();
}
inline IntVector load_int(const void* p) {
  return _mm512_loadu_si512(p);
}
inline void store_int(void* p, IntVector v) {
  _mm512_storeu_si512(p, v);
}
inline IntVector broadcast_pair(const std::int16_t* p) {
  std::int32_t pair;
  __builtin_memcpy(&pair, p, sizeof pair);
  return _mm512_set1_epi32(pair);
}
inline IntVector add_pairs(IntVector sum, IntVector a, IntVector b) {
  return _mm512_dpwssd_epi32(sum, a, b);
}

// A tile of Words words by one block of 16 rows.
template <int Words>
inline void tile(const std::int16_t* x, int x_stride, const std::int16_t* w, int pairs,
                 std::int32_t* out, int out_stride) {
  IntVector sums[Words];
  for (int i = 0; i < Words; ++i) sums[i] = zero_int();
  for (int c = 0; c < pairs; ++c, w += 2 * kRowBlock) {
    const IntVector weight = load_int(w);
    for (int i = 0; i < Words; ++i)
      sums[i] = add_pairs(sums[i], broadcast_pair(x + i * x_stride + 2 * c), weight);
  }
  for (int i = 0; i < Words; ++i) store_int(out + i * out_stride, sums[i]);
}

void product(const std::int16_t* x, int x_stride, int n, MatrixView w, std::int32_t* out,
             int out_stride) {
  const int pairs = w.padded_columns / 2;
  const std::int16_t* values = w.values;
  for (int block = 0; block < w.padded_rows;
       block += kRowBlock, values += kRowBlock * w.padded_columns) {
    int i = 0;
    for (; i + kTileWords <= n; i += kTileWords)
      tile<kTileWords>(x + i * x_stride, x_stride, values, pairs, out + i * out_stride + block,
                       out_stride);
    for (; i + 4 <= n; i += 4)
      tile<4>(x + i * x_stride, x_stride, values, pairs, out + i * out_stride + block, out_stride);
    for (; i < n; ++i)
      tile<1>(x + i * x_stride, x_stride, values, pairs, out + i * out_stride + block, out_stride);
  }
}

}  // namespace

const Kernels* avx512_kernels() {
  if (!__builtin_cpu_supports("avx512vnni") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512vl"))
    return nullptr;
  // Only the products gain; the rest is AVX2's.
  static const Kernels kernels = [] {
    Kernels k = *avx2_kernels();
    k.name = "avx512vnni";
    k.product = product;
    return k;
  }();
  return &kernels;
}

}  // namespace dragoman
#else
namespace dragoman {
const Kernels* avx512_kernels() {
  return nullptr;
}
}  // namespace dragoman
#endif
