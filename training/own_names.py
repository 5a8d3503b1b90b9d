"""Our own annotation of names (names/README.md): read, and laid over sentences.

names/ewt.tsv and names/news.tsv hold a line a sentence: a key (the first 16 hexadecimal digits of
the SHA-1 of its words without blanks between), then `first-last:KIND` for every name, counted in
characters of that same string, so that neither the text of others nor one tokenisation is needed.
names/written*.txt hold sentences of our own with marks, `[PER Anna Lind] left [LOC Oslo].`
"""
import hashlib
import json
import os

from data import Sentence
from sentences import WORK, raw_sentences

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "names")


def key_of(words):
    return hashlib.sha1("".join(words).encode()).hexdigest()[:16]


def line_of(words, spans):
    """One line of the file for spans (first, last, kind) in words."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return "\t".join([key_of(words)] + [f"{starts[a]}-{starts[b + 1]}:{kind}" for a, b, kind in spans])


def read(name):
    out = {}
    for line in open(f"{HERE}/{name}.tsv"):
        if not line.startswith("#"):
            key, *spans = line.rstrip("\n").split("\t")
            out[key] = [(*map(int, s.split(":")[0].split("-")), s.split(":")[1]) for s in spans]
    return out


def names_of(words, spans):
    """BIO tags, or None where a name does not begin or end with a word."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    at = {start: i for i, start in enumerate(starts)}
    names = ["O"] * len(words)
    for first, last, kind in spans:
        if first not in at or last not in at:
            return None
        for i in range(at[first], at[last]):
            names[i] = ("B-" if i == at[first] else "I-") + kind
    return names


def lay_over(sentences, name, rest_empty=False):
    """Sets the names of annotated sentences, returns how many; with `rest_empty` all others have none."""
    table, count = read(name), 0
    for sentence in sentences:
        spans = table.get(key_of(sentence.words))
        names = names_of(sentence.words, spans) if spans is not None else None
        assert spans is None or names is not None, f"spans do not fit the words: {sentence.words}"
        if names is not None:
            sentence.names = names
            sentence.extra["ours"] = True
            count += 1
        elif rest_empty and spans is None:
            sentence.names = ["O"] * len(sentence.words)
            sentence.extra["ours"] = True
    return count


def news():
    """The annotated sentences of raw news."""
    sentences = [Sentence(words) for _, words in raw_sentences()]
    lay_over(sentences, "news")
    return [s for s in sentences if s.names]


def written():
    """The sentences of our own, as sentences.py has cut them."""
    if not os.path.exists(f"{WORK}/written.jsonl"):
        return []
    return [Sentence(row["words"], names=row["names"], extra={"ours": True})
            for row in map(json.loads, open(f"{WORK}/written.jsonl"))]
