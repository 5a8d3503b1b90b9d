"""More names to learn from: annotated sentences with their names exchanged for others of the same
kind, from data/ (people, organisations, places) or from the annotated sentences themselves.
Only names are learnt from them.  Writes work/substituted.jsonl.
"""
import csv
import glob
import json
import random
import re

import corpus
import data
import own_names
from corpus import WORK

DATA = __file__.rsplit("/", 2)[0] + "/data" if "/" in __file__ else "../data"
CHANCE = {"PER": 0.7, "LOC": 0.5, "ORG": 0.5}


def words_of(name):
    return re.sub(r"(?<=\w)-(?=\w)", " - ", re.sub(r"(?<=\w)('s)?,", r"\1 ,", name)).split()


def rows(path):
    return csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def tables():
    """Names by kind, as lists of words."""
    out = {"PER": [], "LOC": [], "ORG": []}
    for kind, pattern in (("PER", "people"), ("ORG", "organisations"), ("LOC", "places")):
        for path in sorted(glob.glob(f"{DATA}/{pattern}/*.tsv")):
            for row in rows(path):
                if row.get("kind") in ("government", "event"):
                    continue
                for name in [row.get("name") or row.get("place")] + re.split(r"[|;]", row["aliases"] or ""):
                    if name.strip() and name[:1].isupper():
                        out[kind].append(words_of(re.sub(r"^[Tt]he ", "", name.strip())))
    for row in rows(f"{DATA}/places.tsv"):
        out["LOC"].append(words_of(row["place"]))
    return out


def pieces(words, names):
    """Stretches (first, end, kind) of names and of single other words."""
    i = 0
    while i < len(words):
        end = i + 1
        while names[i] != "O" and end < len(words) and names[end][:1] == "I":
            end += 1
        yield i, end, names[i][2:]
        i = end


def main():
    pick = random.Random(11)
    corpus.label_sets()
    ewt, gum = data.treebank("train")
    own_names.lay_over(ewt, "ewt", rest_empty=True)
    ours = ewt + corpus.names_split()[0] + own_names.news() + own_names.written()
    corpus.other_kinds(ours + gum)
    table, seen = tables(), {"PER": [], "LOC": [], "ORG": []}
    for s in ours:
        for first, end, kind in pieces(s.words, s.names):
            if kind in seen and not all(w.isupper() for w in s.words[first:end]):
                seen[kind].append(s.words[first:end])
    print({k: (len(v), len(seen[k])) for k, v in table.items()})
    count = 0
    with open(f"{WORK}/substituted.jsonl", "w") as out:
        for s in ours + gum:
            if not any(n[2:] in CHANCE for n in s.names):
                continue
            words, names = [], []
            for first, end, kind in pieces(s.words, s.names):
                name = s.words[first:end]
                if kind in CHANCE and pick.random() < CHANCE[kind]:
                    capitals = all(w.isupper() for w in name) and len(name[0]) > 3
                    short = kind == "PER" and end - first == 1
                    name = pick.choice(table[kind] if pick.random() < 0.6 else seen[kind])
                    if short:
                        name = name[-1:] if pick.random() < 0.7 else name[:1]
                    if capitals:
                        name = [w.upper() for w in name]
                words += name
                names += ["B-" + kind] + ["I-" + kind] * (len(name) - 1) if kind else ["O"] * len(name)
            out.write(json.dumps({"words": words, "names": names}) + "\n")
            count += len(words)
    print(count, "words")


if __name__ == "__main__":
    main()
