#include "language/kernels.h"

#if defined(__SSE2__)
#include <emmintrin.h>

namespace dragoman {
namespace {

using IntVector = __m128i;
using FloatVector = __m128;
constexpr int kLanes = 4, kTileWords = 2, kPairBlocks = 2;

inline IntVector zero_int() {
  return _mm_setzero_si128();
}
inline IntVector load_int(const void* p) {
  return _mm_loadu_si128(static_cast<const __m128i*>(p));
}
inline void store_int(void* p, IntVector v) {
  _mm_storeu_si128(static_cast<__m128i*>(p), v);
}
inline IntVector broadcast_pair(const std::int16_t* p) {
  std::int32_t pair;
  __builtin_memcpy(&pair, p, sizeof pair);
  return _mm_set1_epi32(pair);
}
// sum + the products of the pairs, each pair added up.
inline IntVector add_pairs(IntVector sum, IntVector a, IntVector b) {
  return _mm_add_epi32(sum, _mm_madd_epi16(a, b));
}
inline IntVector add_int(IntVector a, IntVector b) {
  return _mm_add_epi32(a, b);
}
inline FloatVector to_float(IntVector v) {
  return _mm_cvtepi32_ps(v);
}
inline FloatVector zero() {
  return _mm_setzero_ps();
}
inline FloatVector one() {
  return _mm_set1_ps(1.0f);
}
inline FloatVector half_one() {
  return _mm_set1_ps(0.5f);
}
inline FloatVector load(const float* p) {
  return _mm_loadu_ps(p);
}
inline void store(float* p, FloatVector v) {
  _mm_storeu_ps(p, v);
}
inline FloatVector add(FloatVector a, FloatVector b) {
  return _mm_add_ps(a, b);
}
inline FloatVector sub(FloatVector a, FloatVector b) {
  return _mm_sub_ps(a, b);
}
inline FloatVector mul(FloatVector a, FloatVector b) {
  return _mm_mul_ps(a, b);
}
inline FloatVector div(FloatVector a, FloatVector b) {
  return _mm_div_ps(a, b);
}
inline FloatVector max(FloatVector a, FloatVector b) {
  return _mm_max_ps(a, b);
}
inline FloatVector sqrt_float(FloatVector v) {
  return _mm_sqrt_ps(v);
}
// One bit a lane: whether it is equal.
inline unsigned equal_lanes(FloatVector a, FloatVector b) {
  return static_cast<unsigned>(_mm_movemask_ps(_mm_cmpeq_ps(a, b)));
}
inline FloatVector all_lanes(float v) {
  return _mm_set1_ps(v);
}

#include "language/kernels_simd.inc"

void add_rows(const std::int8_t* table, const std::uint32_t* rows, int count, int columns,
              std::int16_t* out) {
  for (int c = 0; c < columns; c += 16) {
    __m128i low = _mm_setzero_si128(), high = _mm_setzero_si128();
    for (int i = 0; i < count; ++i) {
      const __m128i bytes = load_int(table + static_cast<std::size_t>(rows[i]) * columns + c);
      const __m128i sign = _mm_cmpgt_epi8(_mm_setzero_si128(), bytes);
      low = _mm_add_epi16(low, _mm_unpacklo_epi8(bytes, sign));
      high = _mm_add_epi16(high, _mm_unpackhi_epi8(bytes, sign));
    }
    store_int(out + c, low);
    store_int(out + c + 8, high);
  }
}

void quantise(const float* x, float factor, int n, std::int16_t* out) {
  const __m128 by = _mm_set1_ps(factor), top = _mm_set1_ps(4095.0f), bottom = _mm_set1_ps(-4095.0f);
  for (int i = 0; i < n; i += 8) {
    const __m128 a = _mm_max_ps(bottom, _mm_min_ps(top, _mm_mul_ps(load(x + i), by)));
    const __m128 b = _mm_max_ps(bottom, _mm_min_ps(top, _mm_mul_ps(load(x + i + 4), by)));
    store_int(out + i, _mm_packs_epi32(_mm_cvtps_epi32(a), _mm_cvtps_epi32(b)));
  }
}

constexpr Kernels kSse2 = {"sse2", product,       product_of_pairs, add_rows, sru,
                           relu,   relu_of_three, quantise,         add_relu, best};

}  // namespace

const Kernels* sse2_kernels() {
  return &kSse2;
}

}  // namespace dragoman
#else
namespace dragoman {
const Kernels* sse2_kernels() {
  return nullptr;
}
}  // namespace dragoman
#endif
