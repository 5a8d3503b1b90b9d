"""Reading treebanks, names and raw news into sentences for training."""
import gzip
import json
import os
import re
from dataclasses import dataclass, field

SHARED = os.environ.get("DRAGOMAN_SHARED", os.path.join(os.path.dirname(__file__), "../../shared"))

# Labels too rare to learn, and what they mean in present UD.
_LABELS = {"obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked",
           "nmod:npmod": "nmod:unmarked", "csubj:outer": "csubj"}
_VERBAL = ("Mood", "VerbForm", "Tense", "Voice")


@dataclass
class Sentence:
    words: list
    tags: list = None      # joint tag: UPOS|XPOS|verbal features
    heads: list = None     # 0 is the root, else 1-based
    labels: list = None
    names: list = None     # BIO with PER ORG LOC MISC, None where unknown
    genre: str = ""
    extra: dict = field(default_factory=dict)


def joint_tag(upos, xpos, feats):
    values = []
    if upos in ("VERB", "AUX"):
        known = dict(item.split("=", 1) for item in feats.split("|") if "=" in item)
        values = ["%s=%s" % (key, known[key]) for key in _VERBAL if key in known]
    return "|".join([upos, xpos] + values)


_GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _gum_names(rows):
    """Names from GUM's Entity annotation: spans of a named type that end in a
    proper noun, trimmed to their run of capitalised name words."""
    n = len(rows)
    names = ["O"] * n
    open_spans, spans = [], []
    for i, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not found:
            continue
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", found.group(1)):
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                entity = (parts[0], parts[1] if len(parts) > 1 else "", i)
                if piece.endswith(")"):
                    spans.append((i, i, entity[1]))
                else:
                    open_spans.append(entity)
            else:
                number = piece.strip(")").split("-")[0]
                for j in range(len(open_spans) - 1, -1, -1):
                    if open_spans[j][0] == number:
                        entity = open_spans.pop(j)
                        spans.append((entity[2], i, entity[1]))
                        break
    # Longest first; inner names inside an outer name are dropped.
    for first, last, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        # The name proper: the run of PROPN (with inner function words) that
        # holds the span's head.
        head = None
        for i in range(first, last + 1):
            h = int(rows[i][6]) - 1
            if not first <= h <= last:
                head = i
                break
        if head is None or rows[head][3] != "PROPN" and rows[head][4] not in ("NNP", "NNPS"):
            continue
        if kind not in _GUM_TYPES:
            kind = "MISC" if kind in ("event", "object", "abstract") else None
            if kind is None:
                continue
        else:
            kind = _GUM_TYPES[kind]
        lo = hi = head
        inner = {"of", "the", "de", "von", "van", "al", "bin", "-", "'s", "and", "&", "for", "del",
                 "la", "der", "di", "da", "."}
        def proper(i):
            return rows[i][3] == "PROPN" or rows[i][4] in ("NNP", "NNPS")
        while lo > first and (proper(lo - 1) or rows[lo - 1][4] in ("JJ", "NN", "NNS", "CD", "VBN") and rows[lo - 1][1][:1].isupper()
                              or (rows[lo - 1][1] in inner and lo - 2 >= first and proper(lo - 2) and kind == "ORG")):
            lo -= 1
        while hi < last and (proper(hi + 1)
                             or (rows[hi + 1][1] in inner and hi + 2 <= last and
                                 (proper(hi + 2) or rows[hi + 2][1] in inner and hi + 3 <= last and proper(hi + 3)))):
            hi += 1
        if kind == "PER":  # titles are no part of the name
            titles = {"mr.", "mrs.", "ms.", "dr.", "president", "senator", "sen.", "rep.", "gov.", "general",
                      "gen.", "prime", "minister", "king", "queen", "prince", "princess", "sir", "lord", "pope",
                      "professor", "prof.", "secretary", "captain", "colonel", "judge", "justice", "mayor",
                      "governor", "chancellor", "emperor", "mr", "mrs", "ms", "dr", "saint", "st."}
            while lo < hi and rows[lo][1].lower() in titles:
                lo += 1
        if any(names[i] != "O" for i in range(lo, hi + 1)):
            continue
        for i in range(lo, hi + 1):
            names[i] = ("B-" if i == lo else "I-") + kind
    return names


def read_conllu(path, gum=False):
    out, rows, genre = [], [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            if line.startswith("# meta::genre"):
                genre = line.split("=")[1].strip()
            continue
        if line:
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
            continue
        if rows:
            out.append(Sentence(
                [r[1] for r in rows], [joint_tag(r[3], r[4], r[5]) for r in rows],
                [int(r[6]) for r in rows], [_LABELS.get(r[7], r[7]) for r in rows],
                _gum_names(rows) if gum else None, genre))
        rows = []
    return out


def treebank(part):
    """EWT and GUM-open sentences of one part, in that order."""
    return (read_conllu(f"{SHARED}/treebanks/en_ewt-{part}.conllu"),
            read_conllu(f"{SHARED}/treebanks/en_gum_open-{part}.conllu", gum=True))


def read_uner(part):
    out, words, names = [], [], []
    for line in open(f"{SHARED}/entities/uner_ewt-{part}.iob2", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if line:
            cells = line.split("\t")
            words.append(cells[1])
            names.append(cells[2] if cells[2][2:] in ("PER", "ORG", "LOC") else "O")
        elif words:
            out.append(Sentence(words, names=names))
            words, names = [], []
    return out


def read_wikigold():
    out, words, names, last = [], [], [], "O"
    for line in open(f"{SHARED}/entities/wikigold.conll", encoding="utf-8"):
        cells = line.split()
        if len(cells) == 2:
            tag = cells[1]
            if tag != "O" and tag[2:] != last:
                names.append("B-" + tag[2:])
            else:
                names.append(tag)
            last = tag[2:] if tag != "O" else "O"
            words.append(cells[0])
        elif words:
            out.append(Sentence(words, names=names))
            words, names, last = [], [], "O"
    if words:
        out.append(Sentence(words, names=names))
    return out


def raw_stories():
    """Raw news stories: (source, headline or None, text), whitespace mended."""
    def mend(text):
        return re.sub(r"\s+", " ", text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).strip()
    import csv
    import sys
    csv.field_size_limit(sys.maxsize)
    for row in csv.DictReader(open(f"{SHARED}/raw/wikinews_2019.csv", encoding="utf-8")):
        yield "wikinews", mend(row["title"]), mend(row["text"])
    with gzip.open(f"{SHARED}/raw/bbc_2004-2005.txt.gz", "rt", encoding="utf-8", errors="replace") as handle:
        for story in handle.read().split("\f"):
            if "\n\n" in story.strip():
                title, body = story.strip().split("\n\n", 1)
                for part in [body]:
                    yield "bbc", mend(title), mend(part)
                    title = None
    with gzip.open(f"{SHARED}/raw/reuters21578.txt.gz", "rt", encoding="utf-8", errors="replace") as handle:
        for story in handle.read().split("\f"):
            lines = story.strip("\n").split("\n")
            title, body = lines[0], " ".join(lines[1:])
            digits = sum(ch.isdigit() for ch in body)
            if len(body) > 300 and digits < 0.06 * len(body):
                yield "reuters", mend(title), mend(body)
    with gzip.open(f"{SHARED}/raw/muc34.jsonl.gz", "rt", encoding="utf-8") as handle:
        for line in handle:
            yield "muc", None, mend(json.loads(line)["text"])
