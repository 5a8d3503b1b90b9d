#!/usr/bin/env python3
"""Time expressions against MEANTIME (Wikinews, CC BY 4.0).

  training/evaluate_times.py ../shared/time/meantime build/times_tool build/share/dragoman/models/language.dgm [--errors]

airbus, apple and gm were developed on, stock is only counted. An expression is found when it
overlaps one of the annotation; its value is right when the two TIMEX3 values are the same text (of
times of day only the day and part of day are compared). Only the sentences that MEANTIME annotates
for time are counted (the first six of each article, title and day line among them); expressions
without words and those whose words are no expression of time ("the Joint Strike Fighter program",
value XXXX-XX-XX or PXD) are annotation of the article, not of the text, and stay in the count all the
same where they have words. Precision, recall and F1 of spans, and of values.
"""
import glob
import json
import re
import subprocess
import sys
from xml.etree import ElementTree


def read(path):
    root = ElementTree.parse(path).getroot()
    tokens, sentences, place = root.findall("token"), {}, {}
    for t in tokens:
        s = int(t.get("sentence"))
        sentences.setdefault(s, []).append(t.text)
        place[t.get("t_id")] = (s, len(sentences[s]) - 1)
    gold, published = [], None
    for t in root.find("Markables").findall("TIMEX3"):
        at = sorted(place[a.get("t_id")] for a in t.findall("token_anchor"))
        if t.get("functionInDocument") == "CREATION_TIME":
            published = t.get("value")
        if at:
            gold.append((at[0][0], at[0][1], at[-1][1] + 1, t.get("value"),
                         t.get("functionInDocument") == "CREATION_TIME"))
    # Two articles mark no creation time; their day line says it all the same.
    if not published:
        published = next((g[3] for g in sorted(gold) if g[0] <= 1 and re.fullmatch(r"\d{4}-\d\d-\d\d", g[3] or "")), None)
    last = max(sentences)
    return {"published": published or "", "sentences": [sentences.get(i, []) for i in range(last + 1)]}, gold


def same(a, b):
    cut = lambda v: re.sub(r"T\d.*$", "", v or "")
    return cut(a) == cut(b)


def measure(folder, corpora, tool, model, errors):
    paths = [p for c in corpora for p in sorted(glob.glob(f"{folder}/corpus_{c}/*.xml"))]
    documents = [read(p) for p in paths]
    run = subprocess.run([tool, model], input="\n".join(json.dumps(d) for d, _ in documents) + "\n",
                         capture_output=True, text=True, check=True)
    counts = {"all": [0] * 4, "without the day line": [0] * 4}
    for path, (document, gold), line in zip(paths, documents, run.stdout.splitlines()):
        found = [f for f in json.loads(line) if f[0] <= 5]
        gold = [g for g in gold if g[0] <= 5]
        for label, drop in (("all", False), ("without the day line", True)):
            g_here = [g for g in gold if not (drop and g[4])]
            day = [g for g in gold if g[4]]
            overlap = lambda f, g: f[0] == g[0] and f[1] < g[2] and g[1] < f[2]
            f_here = [f for f in found if not (drop and any(overlap(f, g) for g in day))]
            counts[label][0] += len(g_here)
            counts[label][1] += len(f_here)
            used = set()
            for g in g_here:
                hits = [i for i, f in enumerate(f_here) if i not in used and overlap(f, g)]
                hits.sort(key=lambda i: not same(f_here[i][3], g[3]))
                if hits:
                    used.add(hits[0])
                    counts[label][2] += 1
                    right = same(f_here[hits[0]][3], g[3])
                    counts[label][3] += right
                    if errors and not drop and not right:
                        print("VALUE", document["published"], " ".join(document["sentences"][g[0]][g[1]:g[2]]),
                              "gold", g[3], "found", f_here[hits[0]][3:], "|", " ".join(document["sentences"][g[0]])[:160])
                elif errors and not drop:
                    print("MISSED", document["published"], " ".join(document["sentences"][g[0]][g[1]:g[2]]), g[3],
                          "|", " ".join(document["sentences"][g[0]])[:160])
            if errors and not drop:
                for i, f in enumerate(f_here):
                    if i not in used:
                        print("EXTRA", document["published"], " ".join(document["sentences"][f[0]][f[1]:f[2]]), f[3:],
                              "|", " ".join(document["sentences"][f[0]])[:160])
    for label, (g, f, hit, right) in counts.items():
        p, r = hit / max(1, f), hit / max(1, g)
        vp, vr = right / max(1, f), right / max(1, g)
        print(f"{'+'.join(corpora):13} {label:21} {g:4} in gold {f:4} found  "
              f"span F1 {2 * p * r / max(1e-9, p + r):.3f}  value F1 {2 * vp * vr / max(1e-9, vp + vr):.3f} "
              f"(precision {vp:.3f} recall {vr:.3f})  value right of found {right / max(1, hit):.3f}")


def main():
    folder, tool, model = sys.argv[1:4]
    errors = "--errors" in sys.argv
    measure(folder, ["airbus", "apple"], tool, model, errors)
    measure(folder, ["gm"], tool, model, errors)
    if not errors:
        measure(folder, ["stock"], tool, model, False)


main()
