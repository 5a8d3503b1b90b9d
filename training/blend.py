"""A student between two: the mean of the weights of two checkpoints that descend from each other.

    python blend.py work/before.pt work/student.pt 0.5 work/blend.pt

The trained student knows the annotated text better, the one before it the news that taught it once;
between them most of both is kept.
"""
import sys

import torch

if __name__ == "__main__":
    before, after = (torch.load(path, weights_only=False) for path in sys.argv[1:3])
    share = float(sys.argv[3])
    after["state"] = {k: (1 - share) * before["state"][k] + share * after["state"][k] for k in after["state"]}
    torch.save(after, sys.argv[4])
