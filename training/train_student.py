"""Trains the student on gold and (if present) teacher-labelled sentences.

    python train_student.py --epochs 8 --out work/student.pt [--silver work/silver.jsonl]
"""
import argparse
import json
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import corpus
from corpus import Corpus, batches, evaluate
from network import Network, NetworkSize

AVERAGE_STEPS = 10  # the whole table takes part, so not every step


def loss_of(net, batch, drop, names_weight):
    rows, lengths, tags, heads, labels, names = batch
    x = net.encode(rows, lengths, drop)
    total = 0.0
    if (heads >= 0).any():
        arcs = net.arcs(x)
        t = arcs.shape[1]
        closed = torch.arange(t + 1).view(1, 1, -1) > lengths.view(-1, 1, 1)
        arcs = arcs.masked_fill(closed, -1e4)
        total = total + F.cross_entropy(arcs.reshape(-1, t + 1), heads.reshape(-1), ignore_index=-1)
        rel = net.relations(x, heads.clamp(min=0))
        total = total + F.cross_entropy(rel.reshape(-1, rel.shape[-1]), labels.reshape(-1), ignore_index=-1)
        tag = net.tag(x)
        total = total + 0.7 * F.cross_entropy(tag.reshape(-1, tag.shape[-1]), tags.reshape(-1), ignore_index=-1)
    if (names >= 0).any():
        name = net.name(x)
        total = total + names_weight * F.cross_entropy(name.reshape(-1, name.shape[-1]), names.reshape(-1), ignore_index=-1)
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument("--out", default="work/student.pt")
    parser.add_argument("--silver", nargs="*", default=[])
    parser.add_argument("--gold-repeat", type=float, default=1.0)
    parser.add_argument("--tokens", type=int, default=2500, help="words a batch")
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--drop", type=float, default=0.2)
    parser.add_argument("--width", type=int, default=176)
    parser.add_argument("--embed", type=int, default=128)
    parser.add_argument("--arc", type=int, default=64)
    parser.add_argument("--label", type=int, default=64)
    parser.add_argument("--init")
    parser.add_argument("--minutes", type=float, default=1e9, help="of processor time, to end the schedule after")
    parser.add_argument("--blind", type=float, default=0.0, help="share of name words that keep only their shape")
    parser.add_argument("--names", type=float, default=1.0, help="weight of the names in the loss")
    parser.add_argument("--average", type=float, default=0.0, help="decay of the average of the weights, 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("DRAGOMAN_THREADS", "2")))
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    np.random.seed(args.seed)

    gold, dev = corpus.gold(), corpus.development()
    silver = Corpus.join([Corpus.from_jsonl(path) for path in args.silver]) if args.silver else None
    counts = np.zeros(corpus.vocabulary_size(), dtype=np.int64)
    for part in [gold] + ([silver] if silver else []):
        np.add.at(counts, part.words, 1)
    keep = torch.from_numpy((counts / (counts + 0.5)).astype(np.float32))
    size = NetworkSize(embed=args.embed, width=args.width, arc=args.arc, label=args.label, tags=len(corpus.TAGS),
                       labels=len(corpus.LABELS), names=len(corpus.NAMES))
    net = Network(size)
    if args.init:
        net.load_state_dict(torch.load(args.init, weights_only=False)["state"])
    dense = [p for n, p in net.named_parameters() if not n.startswith("table")]
    optim = torch.optim.AdamW(dense, lr=args.lr, betas=(0.9, 0.98), weight_decay=0.01)
    sparse = torch.optim.SparseAdam([net.table.weight], lr=args.lr, betas=(0.9, 0.98))
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(args.average ** AVERAGE_STEPS))
    print("parameters", sum(p.numel() for p in dense), "words", len(gold.words),
          len(silver.words) if silver else 0, flush=True)

    start, step = time.process_time(), 0
    words_a_pass = len(gold.words) * args.gold_repeat + (len(silver.words) if silver else 0)
    total = args.epochs * words_a_pass / args.tokens
    epoch = 0
    done = False
    while not done:
        epoch += 1
        plan = batches(gold, args.tokens, args.gold_repeat, shuffle=True)
        plan = [(gold, b) for b in plan]
        if silver:
            plan += [(silver, b) for b in batches(silver, args.tokens, 1.0, shuffle=True)]
        random.shuffle(plan)
        running = 0.0
        for number, (part, picked) in enumerate(plan):
            progress = max(step / total, (time.process_time() - start) / 60 / args.minutes)
            if progress >= 1:
                done = True
                break
            rate = args.lr * min(1.0, (step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * progress)) + 1e-5
            for group in optim.param_groups + sparse.param_groups:
                group["lr"] = rate
            net.train()
            batch = corpus.tensors(part, picked, keep, augment=True, blind=args.blind)
            loss = loss_of(net, batch, args.drop, args.names)
            optim.zero_grad()
            sparse.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 5.0)
            optim.step()
            sparse.step()
            if args.average and step % AVERAGE_STEPS == 0:
                mean.update_parameters(net)
            running = 0.98 * running + 0.02 * float(loss)
            step += 1
            if step % 400 == 0:
                print(f"step {step} of {total:.0f} loss {running:.3f} {time.process_time() - start:.0f} s", flush=True)
        best = mean.module if args.average else net
        print(f"epoch {epoch} {time.process_time() - start:.0f} s", {k: evaluate(best, d) for k, d in dev.items()}
              if epoch % 2 == 0 or done or silver else "", flush=True)
        torch.save({"state": best.state_dict(), "size": size.__dict__, "tags": corpus.TAGS,
                    "labels": corpus.LABELS, "names": corpus.NAMES}, args.out)


if __name__ == "__main__":
    main()
