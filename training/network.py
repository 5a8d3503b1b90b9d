"""The student: the network that the C++ side runs.  Shapes are in NetworkSize."""
import os
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.cpp_extension import load

from features import FEATURES, ROWS

_sru = load("dragoman_sru", [os.path.join(os.path.dirname(os.path.abspath(__file__)), "sru.cc")],
            extra_cflags=["-O3", "-march=native", "-ffast-math"], verbose=False)

DISTANCES = 24  # buckets of the signed distance from dependent to head


class _Sru(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u, skip, bias, v, lengths):
        h, c = _sru.forward(u, skip, bias, v, lengths)
        ctx.save_for_backward(u, skip, bias, v, lengths, c)
        return h

    @staticmethod
    def backward(ctx, dh):
        u, skip, bias, v, lengths, c = ctx.saved_tensors
        du, dskip, dpar = _sru.backward(dh.contiguous(), u, skip, bias, v, lengths, c)
        dpar = dpar.sum(0)
        return du, dskip, dpar[:, :2].contiguous(), dpar[:, 2:].contiguous(), None


class BiSru(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.half = width // 2
        self.project = nn.Linear(width, 2 * 3 * self.half, bias=False)
        self.bias = nn.Parameter(torch.zeros(2, 2, self.half))
        self.v = nn.Parameter(torch.zeros(2, 2, self.half))
        nn.init.xavier_uniform_(self.project.weight)
        nn.init.uniform_(self.v, -0.5, 0.5)
        with torch.no_grad():
            self.bias[:, 0] = 0.5

    def forward(self, x, lengths):
        b, t, _ = x.shape
        u = self.project(x).view(b, t, 2, 3, self.half)
        skip = x.view(b, t, 2, self.half)
        h = _Sru.apply(u.contiguous(), skip.contiguous(), self.bias, self.v, lengths)
        return h.view(b, t, 2 * self.half)


@dataclass
class NetworkSize:
    embed: int = 128
    width: int = 192    # both directions together
    layers: int = 2
    arc: int = 80
    label: int = 80
    tags: int = 0
    labels: int = 0
    names: int = 0


def distance_bucket(n, device=None):
    """[n, n+1] bucket of (head - dependent); column 0 is the root."""
    dep = torch.arange(1, n + 1).view(-1, 1)
    head = torch.arange(0, n + 1).view(1, -1)
    delta = head - dep
    size = delta.abs()
    bucket = torch.where(size <= 6, size, 6 + (size > 8).long() + (size > 12).long()
                         + (size > 18).long() + (size > 30).long())  # 1..10
    bucket = torch.where(delta < 0, bucket, bucket + 11)
    bucket[:, 0] = 22
    return bucket


class Network(nn.Module):
    def __init__(self, size: NetworkSize):
        super().__init__()
        self.size = size
        w = size.width
        # One table for all features; the last row stays zero (padding, dropped features).
        self.table = nn.EmbeddingBag(ROWS + 1, size.embed, mode="sum", sparse=True, padding_idx=ROWS)
        nn.init.normal_(self.table.weight, std=0.15)
        with torch.no_grad():
            self.table.weight[ROWS].zero_()
        self.window = nn.Linear(3 * size.embed, w)
        self.sru = nn.ModuleList([BiSru(w) for _ in range(size.layers)])
        self.tag = nn.Linear(w, size.tags)
        self.name = nn.Linear(w, size.names)
        self.arc_dep = nn.Linear(w, size.arc)
        self.arc_head = nn.Linear(w, size.arc)
        self.arc_mix = nn.Linear(size.arc, size.arc)
        self.arc_root = nn.Parameter(torch.randn(size.arc) * 0.1)
        self.arc_distance = nn.Parameter(torch.zeros(DISTANCES))
        self.label_dep = nn.Linear(w, size.label)
        self.label_head = nn.Linear(w, size.label, bias=False)
        self.label = nn.Linear(size.label, size.labels)

    def encode(self, rows, lengths, drop=0.0):
        b, t, _ = rows.shape
        e = self.table(rows.view(b * t, FEATURES)).view(b, t, -1)
        e = F.dropout(e, drop, self.training)
        mask = (torch.arange(t).view(1, -1) < lengths.view(-1, 1)).unsqueeze(-1)
        e = e * mask
        padded = F.pad(e, (0, 0, 1, 1))
        x = F.relu(self.window(torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)))
        for layer in self.sru:
            x = F.dropout(x, drop, self.training)
            x = layer(x, lengths)
        return F.dropout(x, drop, self.training)

    def arcs(self, x):
        """[b, t, t+1] scores of heads, column 0 the root."""
        b, t, _ = x.shape
        dep = self.arc_mix(F.relu(self.arc_dep(x)))
        head = F.relu(self.arc_head(x))
        head = torch.cat([self.arc_root.view(1, 1, -1).expand(b, 1, -1), head], 1)
        return torch.bmm(dep, head.transpose(1, 2)) + self.arc_distance[distance_bucket(t)]

    def relations(self, x, heads):
        """Label scores of each token with the given 1-based heads (0 reads the token itself)."""
        index = (heads - 1).clamp(min=0).unsqueeze(-1).expand(-1, -1, self.size.label)
        hidden = F.relu(self.label_dep(x) + self.label_head(x).gather(1, index))
        return self.label(hidden)
