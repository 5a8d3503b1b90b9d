"""Sentences as arrays: word ids, tags, heads, labels, names; batches; scores."""
import json
import os
import random

import numpy as np
import torch

import data
import own_names
from features import FEATURES, ROWS, rows_of

WORK = os.environ.get("DRAGOMAN_WORK", os.path.join(os.path.dirname(os.path.abspath(__file__)), "work"))
KINDS = ["PER", "ORG", "LOC", "MISC", "NORP"]
NAMES = ["O"] + [p + "-" + k for k in KINDS for p in "BIES"]
TAGS, LABELS = [], []
MIN_TAG = 4
SHAPE = FEATURES - 1  # the last feature

_words, _rows = {}, []


def word_id(word):
    known = _words.get(word)
    if known is None:
        known = _words[word] = len(_rows)
        _rows.append(rows_of(word))
    return known


def vocabulary_size():
    return len(_rows)


_row_array = None


def row_array():
    global _row_array
    if _row_array is None or len(_row_array) != len(_rows):
        _row_array = np.array(_rows, dtype=np.int64)
    return _row_array


def bioes(names):
    """BIO to BIOES; "?" (unknown) spreads over a name that it touches."""
    names = list(names)
    for i in range(len(names) - 1):
        if names[i] == "?" and names[i + 1][0] == "I":
            names[i + 1] = "?"
    for i in range(len(names) - 1, 0, -1):
        if names[i] == "?" and names[i - 1] not in "O?":
            names[i - 1] = "?"
    out = []
    for i, name in enumerate(names):
        if name in "O?":
            out.append(name)
            continue
        goes_on = i + 1 < len(names) and names[i + 1] == "I-" + name[2:]
        begins = name[0] == "B"
        out.append(("B-" if begins and goes_on else "S-" if begins else "I-" if goes_on else "E-") + name[2:])
    return out


class Corpus:
    """Columns over all tokens, sentence starts in `starts` (one more than sentences)."""

    def __init__(self, sentences):
        self.starts = np.cumsum([0] + [len(s.words) for s in sentences])
        self.words = np.array([word_id(w) for s in sentences for w in s.words], dtype=np.int64)
        self.upper = np.array([word_id(w.upper()) for s in sentences for w in s.words], dtype=np.int64)
        tag_id = {t: i for i, t in enumerate(TAGS)}
        label_id = {t: i for i, t in enumerate(LABELS)}
        name_id = {t: i for i, t in enumerate(NAMES)}
        name_id["?"] = -1
        def column(value):
            return np.array([x for s in sentences for x in value(s)], dtype=np.int64)
        self.tags = column(lambda s: [tag_id.get(t, -1) for t in s.tags] if s.tags else [-1] * len(s.words))
        self.labels = column(lambda s: [label_id.get(t, -1) for t in s.labels] if s.labels else [-1] * len(s.words))
        self.heads = column(lambda s: s.heads if s.heads else [-1] * len(s.words))
        self.names = column(lambda s: [name_id[t] for t in bioes(s.names)] if s.names else [-1] * len(s.words))

    @staticmethod
    def join(parts):
        out = parts[0]
        for part in parts[1:]:
            out.starts = np.concatenate([out.starts, part.starts[1:] + out.starts[-1]])
            for key in ("words", "upper", "tags", "labels", "heads", "names"):
                setattr(out, key, np.concatenate([getattr(out, key), getattr(part, key)]))
        return out

    @staticmethod
    def from_jsonl(path):
        sentences = []
        for line in open(path):
            row = json.loads(line)
            sentences.append(data.Sentence(row["words"], row.get("tags"), row.get("heads"), row.get("labels"),
                                           row.get("names")))
        return Corpus(sentences)


def label_sets():
    """TAGS and LABELS from the gold training parts, in a fixed order."""
    if TAGS:
        return
    ewt, gum = data.treebank("train")
    counts, labels = {}, {}
    for s in ewt + gum:
        for t in s.tags:
            counts[t] = counts.get(t, 0) + 1
        for t in s.labels:
            labels[t] = labels.get(t, 0) + 1
    TAGS.extend(sorted(t for t in counts if counts[t] >= MIN_TAG))
    LABELS.extend(sorted(t for t in labels if labels[t] >= 4))


def names_split():
    """UNER's EWT development sentences: the first 1,500 to learn from, the rest to tune on."""
    sentences = data.read_uner("dev")
    return sentences[:1500], sentences[1500:]


def other_kinds(sentences, path=None):
    """Nationalities and other things (NORP, MISC), which our annotation does not mark, as the
    model before this one sees them, where the sentence has no name of another kind."""
    net = load_student(path or f"{WORK}/before.pt")
    part = Corpus([data.Sentence(s.words) for s in sentences])
    with torch.no_grad():
        for picked in batches(part, 4000):
            rows, lengths, *_ = tensors(part, picked)
            best = net.name(net.encode(rows, lengths)).argmax(-1)
            for i, s in enumerate(picked):
                names = sentences[s].names
                for first, last, kind in spans_of(best[i, :int(lengths[i])].tolist()):
                    if kind in ("NORP", "MISC") and all(n == "O" for n in names[first:last + 1]):
                        names[first:last + 1] = ["B-" + kind] + ["I-" + kind] * (last - first)


def load_student(path):
    from network import Network, NetworkSize
    saved = torch.load(path, weights_only=False)
    net = Network(NetworkSize(**saved["size"]))
    net.load_state_dict(saved["state"])
    return net.eval()


def gold():
    """What people have annotated: treebanks with our names; names alone in UNER's first development
    sentences, the annotated news and our own sentences."""
    label_sets()
    ewt, gum = data.treebank("train")
    own_names.lay_over(ewt, "ewt", rest_empty=True)
    written = own_names.written()
    more = names_split()[0] * 2 + written * 2 + own_names.news()
    other_kinds(ewt + gum + more)
    return Corpus(ewt + gum + more)


def development():
    """The development sets by name."""
    ewt_dev, gum_dev = data.treebank("dev")
    for s in gum_dev:
        s.names = None
    return {"ewt": Corpus(ewt_dev), "gum": Corpus(gum_dev),
            "news": Corpus([s for s in gum_dev if s.genre == "news"]), "uner": Corpus(names_split()[1])}


def batches(corpus, tokens, share=1.0, shuffle=False):
    """Lists of sentence numbers of about equal length and `tokens` words."""
    count = len(corpus.starts) - 1
    lengths = np.diff(corpus.starts)
    order = np.arange(count)
    if share != 1.0:
        whole = int(share)
        part = np.random.permutation(count)[: int((share - whole) * count)]
        order = np.concatenate([order] * whole + [part])
    if shuffle:
        order = order[np.argsort(lengths[order] + np.random.uniform(0, 4, len(order)), kind="stable")]
    else:
        order = order[np.argsort(lengths[order], kind="stable")]
    out, picked, size = [], [], 0
    for s in order:
        if picked and size + lengths[s] > tokens:
            out.append(picked)
            picked, size = [], 0
        picked.append(s)
        size += lengths[s]
    if picked:
        out.append(picked)
    if shuffle:
        random.shuffle(out)
    return out


def tensors(corpus, picked, keep=None, augment=False, blind=0.0):
    """A padded batch; for training, rare words lose their identity at times (`keep`), sentences
    are put in capitals (`augment`), and a share `blind` of the words of names keeps its shape alone, so
    that the context must tell its kind."""
    longest = max(corpus.starts[s + 1] - corpus.starts[s] for s in picked)
    b = len(picked)
    words = np.full((b, longest), -1, dtype=np.int64)
    columns = {k: np.full((b, longest), -1, dtype=np.int64) for k in ("tags", "heads", "labels", "names")}
    lengths = np.zeros(b, dtype=np.int64)
    for i, s in enumerate(picked):
        lo, hi = corpus.starts[s], corpus.starts[s + 1]
        lengths[i] = hi - lo
        source = corpus.upper if augment and random.random() < 0.06 else corpus.words
        words[i, : hi - lo] = source[lo:hi]
        for key, column in columns.items():
            column[i, : hi - lo] = getattr(corpus, key)[lo:hi]
    table = row_array()
    rows = np.where(words[:, :, None] >= 0, table[np.maximum(words, 0)], ROWS)
    rows = torch.from_numpy(rows)
    if keep is not None:
        ids = torch.from_numpy(np.maximum(words, 0))
        known = keep[ids.clamp(max=len(keep) - 1)] if len(keep) else None
        dropped = torch.rand(ids.shape) > known
        rows[..., 0][dropped] = ROWS
        rows[..., 1][dropped] = ROWS
        rows[torch.rand(rows.shape) < 0.02] = ROWS
        if blind:
            name = torch.from_numpy(columns["names"]) > 0
            hidden = name & (torch.rand(len(picked), 1) < 2 * blind) & (torch.rand(name.shape) < 0.5)
            rows[..., :SHAPE][hidden] = ROWS
    return (rows, torch.from_numpy(lengths), torch.from_numpy(columns["tags"]), torch.from_numpy(columns["heads"]),
            torch.from_numpy(columns["labels"]), torch.from_numpy(columns["names"]))


def spans_of(names):
    """(first, last, kind) from BIOES ids, lenient."""
    out, first, kind = set(), None, None
    for i, n in enumerate(names):
        tag = NAMES[n]
        if tag == "O":
            first = None
            continue
        p, k = tag[0], tag[2:]
        if p in "BS" or first is None or k != kind:
            first, kind = i, k
        if p in "ES":
            out.add((first, i, k))
            first = None
    return out


def evaluate(net, corpus):
    net.eval()
    hit = {"upos": 0, "tag": 0, "uas": 0, "las": 0, "n": 0}
    tp = fp = fn = 0
    upos = [t.split("|")[0] for t in TAGS]
    upos_id = {u: i for i, u in enumerate(sorted(set(upos)))}
    upos_of = torch.tensor([upos_id[u] for u in upos])
    with torch.no_grad():
        for picked in batches(corpus, 4000):
            rows, lengths, tags, heads, labels, names = tensors(corpus, picked)
            x = net.encode(rows, lengths)
            if (heads >= 0).any():
                arcs = net.arcs(x)
                t = arcs.shape[1]
                arcs = arcs.masked_fill(torch.arange(t + 1).view(1, 1, -1) > lengths.view(-1, 1, 1), -1e4)
                got = arcs.argmax(-1)
                rel = net.relations(x, got).argmax(-1)
                rel = torch.where(got == 0, torch.tensor(LABELS.index("root")), rel)
                real = heads >= 0
                tag = net.tag(x).argmax(-1)
                hit["n"] += int(real.sum())
                hit["uas"] += int(((got == heads) & real).sum())
                hit["las"] += int(((got == heads) & (rel == labels) & real).sum())
                hit["tag"] += int(((tag == tags) & real).sum())
                hit["upos"] += int(((upos_of[tag] == upos_of[tags.clamp(min=0)]) & real & (tags >= 0)).sum())
            if (names >= 0).any():
                best = net.name(x).argmax(-1)
                for i in range(len(picked)):
                    n = int(lengths[i])
                    want = spans_of(names[i, :n].tolist())
                    got_names = {s for s in spans_of(best[i, :n].tolist()) if s[2] in ("PER", "ORG", "LOC")}
                    tp += len(want & got_names)
                    fp += len(got_names - want)
                    fn += len(want - got_names)
    out = {k: round(100 * hit[k] / hit["n"], 2) for k in ("upos", "tag", "uas", "las")} if hit["n"] else {}
    if tp + fn:
        out["names"] = round(100 * 2 * tp / (2 * tp + fp + fn), 2)
    return out
