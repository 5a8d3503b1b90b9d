// Compiled with -mavx2 (CMakeLists.txt), and never entered on a machine without it. Only headers
// of intrinsics and our own plain ones are included, so that no inline function of the standard
// library is compiled for AVX2 here and linked into code that runs everywhere.
#include "language/kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>

namespace dragoman {
namespace {

using IntVector = __m256i;
using FloatVector = __m256;
constexpr int kLanes = 8, kTileWords = 6, kPairBlocks = 4;

inline IntVector zero_int() {
  return _mm256_setzero_si256();
}
inline IntVector load_int(const void* p) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(p));
}
inline void store_int(void* p, IntVector v) {
  _mm256_storeu_si256(static_cast<__m256i*>(p), v);
}
inline IntVector broadcast_pair(const std::int16_t* p) {
  std::int32_t pair;
  __builtin_memcpy(&pair, p, sizeof pair);
  return _mm256_set1_epi32(pair);
}
// sum + the products of the pairs, each pair added up.
inline IntVector add_pairs(IntVector sum, IntVector a, IntVector b) {
  return _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
}
inline IntVector add_int(IntVector a, IntVector b) {
  return _mm256_add_epi32(a, b);
}
inline FloatVector to_float(IntVector v) {
  return _mm256_cvtepi32_ps(v);
}
inline FloatVector zero() {
  return _mm256_setzero_ps();
}
inline FloatVector one() {
  return _mm256_set1_ps(1.0f);
}
inline FloatVector half_one() {
  return _mm256_set1_ps(0.5f);
}
inline FloatVector load(const float* p) {
  return _mm256_loadu_ps(p);
}
inline void store(float* p, FloatVector v) {
  _mm256_storeu_ps(p, v);
}
inline FloatVector add(FloatVector a, FloatVector b) {
  return _mm256_add_ps(a, b);
}
inline FloatVector sub(FloatVector a, FloatVector b) {
  return _mm256_sub_ps(a, b);
}
inline FloatVector mul(FloatVector a, FloatVector b) {
  return _mm256_mul_ps(a, b);
}
inline FloatVector div(FloatVector a, FloatVector b) {
  return _mm256_div_ps(a, b);
}
inline FloatVector max(FloatVector a, FloatVector b) {
  return _mm256_max_ps(a, b);
}
inline FloatVector sqrt_float(FloatVector v) {
  return _mm256_sqrt_ps(v);
}
// One bit a lane: whether it is equal.
inline unsigned equal_lanes(FloatVector a, FloatVector b) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_EQ_OQ)));
}
inline FloatVector all_lanes(float v) {
  return _mm256_set1_ps(v);
}

#include "language/kernels_simd.inc"

void add_rows(const std::int8_t* table, const std::uint32_t* rows, int count, int columns,
              std::int16_t* out) {
  for (int c = 0; c < columns; c += 16) {
    __m256i sum = _mm256_setzero_si256();
    for (int i = 0; i < count; ++i) {
      const std::int8_t* at = table + static_cast<std::size_t>(rows[i]) * columns + c;
      sum = _mm256_add_epi16(
          sum, _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))));
    }
    store_int(out + c, sum);
  }
}

void quantise(const float* x, float factor, int n, std::int16_t* out) {
  const __m256 by = _mm256_set1_ps(factor), top = _mm256_set1_ps(4095.0f),
               bottom = _mm256_set1_ps(-4095.0f);
  for (int i = 0; i < n; i += 8) {
    const __m256 held = _mm256_max_ps(bottom, _mm256_min_ps(top, _mm256_mul_ps(load(x + i), by)));
    const __m256i whole = _mm256_cvtps_epi32(held);
    const __m128i low = _mm256_castsi256_si128(whole), high = _mm256_extracti128_si256(whole, 1);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), _mm_packs_epi32(low, high));
  }
}

constexpr Kernels kAvx2 = {"avx2", product,       product_of_pairs, add_rows, sru,
                           relu,   relu_of_three, quantise,         add_relu, best};

}  // namespace

const Kernels* avx2_kernels() {
  return __builtin_cpu_supports("avx2") ? &kAvx2 : nullptr;
}

}  // namespace dragoman
#else
namespace dragoman {
const Kernels* avx2_kernels() {
  return nullptr;
}
}  // namespace dragoman
#endif
