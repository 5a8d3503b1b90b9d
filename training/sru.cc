// The simple recurrent unit as a PyTorch operator: forward and backward over a padded batch of
// both directions.  The gate is the algebraic sigmoid 1/2 + x / (2 sqrt(1 + x^2)), whose value
// is exact to the last bit on every IEEE machine, which the C++ inference relies on.
#include <torch/extension.h>

#include <cmath>
#include <vector>

namespace {

inline float gate(float x) {
  return 0.5f + 0.5f * x / std::sqrt(1.0f + x * x);
}
inline float gate_slope(float g) {
  const float y = 2.0f * g - 1.0f;
  const float q = std::max(0.0f, 1.0f - y * y);
  return 0.5f * q * std::sqrt(q);
}

}  // namespace

// u [B,T,2,3,H] (candidate, forget, reset), skip [B,T,2,H], bias and v [2,2,H] (forget, reset).
std::vector<torch::Tensor> sru_forward(torch::Tensor u, torch::Tensor skip, torch::Tensor bias,
                                       torch::Tensor v, torch::Tensor lengths) {
  const int64_t B = u.size(0), T = u.size(1), H = u.size(4);
  auto h = torch::zeros({B, T, 2, H}), c = torch::zeros({B, T, 2, H});
  const float *pu = u.data_ptr<float>(), *ps = skip.data_ptr<float>();
  const float *pb = bias.data_ptr<float>(), *pv = v.data_ptr<float>();
  const int64_t* length = lengths.data_ptr<int64_t>();
  float *ph = h.data_ptr<float>(), *pc = c.data_ptr<float>();
  at::parallel_for(0, B * 2, 4, [&](int64_t begin, int64_t end) {
    std::vector<float> zero(H, 0.0f);
    for (int64_t row = begin; row < end; ++row) {
      const int64_t b = row / 2, d = row % 2;
      const float *bf = pb + d * 2 * H, *br = bf + H, *vf = pv + d * 2 * H, *vr = vf + H;
      const float* before = zero.data();
      for (int64_t step = 0; step < length[b]; ++step) {
        const int64_t t = d == 0 ? step : length[b] - 1 - step;
        const int64_t at = ((b * T + t) * 2 + d);
        const float *ux = pu + at * 3 * H, *uf = ux + H, *ur = uf + H, *sk = ps + at * H;
        float* __restrict__ oh = ph + at * H, * __restrict__ oc = pc + at * H;
        for (int64_t i = 0; i < H; ++i) {
          const float f = gate(uf[i] + vf[i] * before[i] + bf[i]);
          const float r = gate(ur[i] + vr[i] * before[i] + br[i]);
          const float now = ux[i] + f * (before[i] - ux[i]);
          oc[i] = now;
          oh[i] = sk[i] + r * (now - sk[i]);
        }
        before = oc;
      }
    }
  });
  return {h, c};
}

std::vector<torch::Tensor> sru_backward(torch::Tensor dh, torch::Tensor u, torch::Tensor skip,
                                        torch::Tensor bias, torch::Tensor v, torch::Tensor lengths,
                                        torch::Tensor c) {
  const int64_t B = u.size(0), T = u.size(1), H = u.size(4);
  auto du = torch::zeros_like(u), dskip = torch::zeros_like(skip);
  auto dpar = torch::zeros({B, 2, 4, H});  // bias forget, bias reset, v forget, v reset
  const float *pu = u.data_ptr<float>(), *ps = skip.data_ptr<float>(), *pd = dh.data_ptr<float>();
  const float *pb = bias.data_ptr<float>(), *pv = v.data_ptr<float>(), *pc = c.data_ptr<float>();
  const int64_t* length = lengths.data_ptr<int64_t>();
  float *pdu = du.data_ptr<float>(), *pds = dskip.data_ptr<float>(), *pp = dpar.data_ptr<float>();
  at::parallel_for(0, B * 2, 4, [&](int64_t begin, int64_t end) {
    std::vector<float> zero(H, 0.0f), carry(H);
    for (int64_t row = begin; row < end; ++row) {
      const int64_t b = row / 2, d = row % 2;
      const float *bf = pb + d * 2 * H, *br = bf + H, *vf = pv + d * 2 * H, *vr = vf + H;
      float* __restrict__ gbf = pp + row * 4 * H, * __restrict__ gbr = gbf + H;
      float* __restrict__ gvf = gbr + H, * __restrict__ gvr = gvf + H;
      std::fill(carry.begin(), carry.end(), 0.0f);
      for (int64_t step = length[b] - 1; step >= 0; --step) {
        const int64_t t = d == 0 ? step : length[b] - 1 - step;
        const int64_t at = ((b * T + t) * 2 + d);
        const int64_t previous = step == 0 ? -1 : ((b * T + (d == 0 ? t - 1 : t + 1)) * 2 + d);
        const float* before = previous < 0 ? zero.data() : pc + previous * H;
        const float *ux = pu + at * 3 * H, *uf = ux + H, *ur = uf + H, *sk = ps + at * H;
        const float *now = pc + at * H, *gh = pd + at * H;
        float* __restrict__ gx = pdu + at * 3 * H, * __restrict__ gf = gx + H;
        float* __restrict__ gr = gf + H, * __restrict__ gs = pds + at * H;
        float* __restrict__ back = carry.data();
        for (int64_t i = 0; i < H; ++i) {
          const float f = gate(uf[i] + vf[i] * before[i] + bf[i]);
          const float r = gate(ur[i] + vr[i] * before[i] + br[i]);
          const float dc = back[i] + gh[i] * r;
          gs[i] = gh[i] * (1.0f - r);
          const float dr = gh[i] * (now[i] - sk[i]) * gate_slope(r);
          const float df = dc * (before[i] - ux[i]) * gate_slope(f);
          gx[i] = dc * (1.0f - f);
          gf[i] = df;
          gr[i] = dr;
          back[i] = dc * f + df * vf[i] + dr * vr[i];
          gbf[i] += df;
          gbr[i] += dr;
          gvf[i] += df * before[i];
          gvr[i] += dr * before[i];
        }
      }
    }
  });
  return {du, dskip, dpar};
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("forward", &sru_forward);
  m.def("backward", &sru_backward);
}
