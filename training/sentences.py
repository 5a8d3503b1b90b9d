"""Raw news as sentences of words, cut by this program itself (`dragoman parse`).

    python sentences.py DRAGOMAN     writes work/raw.jsonl (source, words) and work/written.jsonl
                                     (words, names), the sentences of our own in names/written*.txt
"""
import glob
import json
import os
import re
import subprocess
import sys

import data

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("DRAGOMAN_WORK", os.path.join(HERE, "work"))


def parsed(dragoman, text):
    """The sentences of a text, as lists of words."""
    out = subprocess.run([dragoman, "parse", "-"], input=text, capture_output=True, text=True, check=True).stdout
    words = []
    for line in out.split("\n"):
        cells = line.split("\t")
        if cells[0].isdigit():
            words.append(cells[1])
        elif not line and words:
            yield words
            words = []


def raw_sentences():
    """(source, words), every sentence once."""
    for line in open(f"{WORK}/raw.jsonl"):
        row = json.loads(line)
        yield row["source"], row["words"]


def marked(text):
    """A text with its marks taken out, and the kind of each character that is no blank, B- where
    a name begins."""
    plain, kinds = "", []
    for piece in re.findall(r"\[(?:PER|ORG|LOC) [^\]]*\]|.", text, re.S):
        kind = piece[1:4] if len(piece) > 1 else None
        piece = piece[5:-1] if kind else piece
        plain += piece
        letters = len("".join(piece.split()))
        kinds += ["B-" + kind] + ["I-" + kind] * (letters - 1) if kind else ["O"] * letters
    return plain, kinds


def write_written(dragoman):
    text = "\n\n".join(open(path, encoding="utf-8").read().strip().replace("\n", "\n\n")
                       for path in sorted(glob.glob(f"{HERE}/names/written*.txt")))
    plain, kinds = marked(text)
    at = 0
    with open(f"{WORK}/written.jsonl", "w") as out:
        for words in parsed(dragoman, plain):
            names = []
            for word in words:
                names.append(kinds[at])
                at += len("".join(word.split()))
            out.write(json.dumps({"words": words, "names": names}) + "\n")
    assert at == len(kinds), "words and text differ"


def main():
    write_written(sys.argv[1])
    if "--written" in sys.argv:
        return
    texts, seen = {}, set()
    for source, title, text in data.raw_stories():
        texts.setdefault(source, []).append((title + "\n\n" if title else "") + text)
    with open(f"{WORK}/raw.jsonl", "w") as out:
        for source, stories in texts.items():
            for words in parsed(sys.argv[1], "\n\n".join(stories)):
                if len(words) <= 100 and tuple(words) not in seen:
                    seen.add(tuple(words))
                    out.write(json.dumps({"source": source, "words": words}) + "\n")


if __name__ == "__main__":
    main()
