#!/usr/bin/env python3
"""Learns src/language/lemma_table.inc from the treebanks' training files, and word forms from raw news.

    training/train_lemmas.py ../shared/treebanks/en_ewt-train.conllu ../shared/treebanks/en_gum_open-train.conllu \
        --raw ../shared/raw/reuters21578.txt.gz --raw ../shared/raw/bbc_2004-2005.txt.gz > src/language/lemma_table.inc

For every Penn tag it counts how a form becomes its lemma ("strip 3 bytes, add y"), by the form's last
one to five letters, and keeps a row only where it says something else than the next shorter ending.
Single words that the endings get wrong become rows of their own. Treebank forms alone are few, so forms
that raw news writes often ("-ed", "-ing", "-s") are added with the base form that the same news writes
most: facts of spelling, no text. The table derives from EWT (CC BY-SA 4.0) and GUM (CC BY 4.0 parts).
"""
import argparse
import gzip
import re
from collections import Counter, defaultdict

PROPER = {"NNP", "NNPS"}
MAXIMUM = 5  # letters of an ending


def script(form, lemma):
    """(bytes to strip, string to add)"""
    form, lemma = form.encode(), lemma.encode()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    while same < len(form) and (form[same] & 0xC0) == 0x80:
        same -= 1
    return len(form) - same, lemma[same:].decode()


def pairs(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not line[0].isdigit():
                continue
            column = line.rstrip("\n").split("\t")
            if not column[0].isdigit() or column[2] == "_" or "Typo=Yes" in column[5]:
                continue
            form, lemma, xpos = column[1], column[2], column[4]
            if xpos == "GW" or " " in form or "\u00ad" in form:
                continue
            if xpos == "CD":
                form = form.replace(",", "") if form[0].isdigit() else form
            if xpos not in PROPER:
                # As the program does: a capital inside the sentence is kept where it is kept in the lemma.
                form = form.lower().replace("’", "'")
                if lemma.lower() != lemma and xpos not in ("PRP", "JJ"):
                    continue
            yield form, xpos, lemma


def silver(paths, known):
    """Forms of raw news with their likeliest base, as (form, xpos, lemma)."""
    count = Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as text:
            for line in text:
                count.update(re.findall(r"\b[a-z]{2,}\b", line))
    total = lambda w: count[w] if len(w) > 2 else 0
    for form, n in sorted(count.items()):
        if n < 4:
            continue
        found = None
        if form.endswith("ed") and len(form) > 4:
            stem, tags = form[:-2], ("VBD", "VBN")
            found = (stem, "ing")
        elif form.endswith("ing") and len(form) > 5:
            stem, tags = form[:-3], ("VBG",)
            found = (stem, "ed")
        if not found:
            continue
        bases = [stem, stem + "e"]
        if len(stem) > 3 and stem[-1] == stem[-2]:
            bases.append(stem[:-1])
        if stem.endswith("i") and form.endswith("ed"):
            bases.append(stem[:-1] + "y")
        # A verb also shows its third person or its infinitive.
        weight = {b: total(b) * (1 if total(b + "s") or total(b + "es") or total(b[:-1] + "ies") else 0) for b in bases}
        best = max(bases, key=lambda b: weight[b])
        rest = sum(weight.values()) - weight[best]
        if weight[best] >= 4 and weight[best] >= 8 * rest:
            for tag in tags:
                if (form, tag) not in known:
                    yield form, tag, best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("treebanks", nargs="+")
    parser.add_argument("--raw", action="append", default=[])
    arguments = parser.parse_args()
    counts = defaultdict(Counter)  # (form, xpos) -> lemmas
    for path in arguments.treebanks:
        for form, xpos, lemma in pairs(path):
            counts[form, xpos][lemma] += 1
    for form, xpos, lemma in silver(arguments.raw, set(counts)):
        counts[form, xpos][lemma] += 1
    endings = defaultdict(Counter)  # (xpos, ending) -> scripts, by word types
    best = {}
    for (form, xpos), lemmas in counts.items():
        lemma = min(lemmas, key=lambda l: (-lemmas[l], l))
        best[form, xpos] = lemma
        rule = script(form, lemma)
        size = len(form)
        for n in range(0, MAXIMUM + 1):
            if n < size and rule[0] <= size:
                endings[xpos, form[size - n:] if n else ""][rule] += 1
    rules = {}
    for (xpos, ending), scripts in sorted(endings.items(), key=lambda e: (len(e[0][1]), e[0])):
        rule = min(scripts, key=lambda s: (-scripts[s], s))
        if rule[0] > len(ending.encode()) + 3 or (ending and scripts[rule] < 2):
            continue
        inherited = lookup(rules, xpos, ending)
        if rule != inherited:
            rules[xpos, ending] = rule
    words = {}
    for (form, xpos), lemma in best.items():
        strip, add = lookup(rules, xpos, form)
        strip = min(strip, len(form.encode()))
        raw = form.encode()
        if (raw[:len(raw) - strip] + add.encode()).decode(errors="replace") != lemma:
            n = counts[form, xpos][lemma]
            # A single odd treebank row is more often an error than an exception; irregular words recur.
            if n >= 2 or xpos.startswith(("VB", "NNS", "JJ", "RB")):
                words[form, xpos] = lemma
    emit(rules, words)


def lookup(rules, xpos, form):
    for n in range(min(MAXIMUM, len(form)), -1, -1):
        rule = rules.get((xpos, form[len(form) - n:] if n else ""))
        if rule is not None:
            return rule
    return (0, "")


def quote(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def emit(rules, words):
    print("// Generated by training/train_lemmas.py; do not edit. Derived from UD English EWT (CC BY-SA 4.0)")
    print("// and the CC BY parts of UD English GUM; this table is CC BY-SA 4.0.")
    print("constexpr EndingRow kEndings[] = {")
    write([(f"{ending}/{xpos}", f"{{{quote(ending + '/' + xpos)}, {strip}, {quote(add)}}}")
           for (xpos, ending), (strip, add) in rules.items() if ending or (strip, add) != (0, "")])
    print("};")
    print("constexpr WordRow kWords[] = {")
    write([(f"{form}/{xpos}", f"{{{quote(form + '/' + xpos)}, {quote(lemma)}}}")
           for (form, xpos), lemma in words.items()])
    print("};")


def write(rows):
    line = ""
    for _, row in sorted(rows, key=lambda r: r[0].encode()):
        if len(line) + len(row) > 2000:
            print(line)
            line = ""
        line += row + ","
    print(line)


if __name__ == "__main__":
    main()
