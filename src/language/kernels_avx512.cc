// Compiled with AVX-512 and VNNI (CMakeLists.txt), and never entered on a machine without them; as
// in kernels_avx2.cc, nothing of the standard library is instantiated here. VNNI adds the products
// of 16-bit pairs to a sum in one instruction, with the same integers as a result.
#include "language/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>

namespace dragoman {
namespace {

using IntVector = __m512i;
constexpr int kLanes = 16, kTileWords = 12, kPairBlocks = 6;

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

#include "language/kernels_product.inc"

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
    k.product_of_pairs = product_of_pairs;
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
