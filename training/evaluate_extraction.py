#!/usr/bin/env python3
"""Main-text extraction against the article-extraction benchmark (github.com/scrapinghub).

  training/evaluate_extraction.py ../shared/html build/read_tool [--worst N]

Its measure: 4-word shingles of predicted and true text; per page the shares of shared, superfluous
and missing shingles; precision and recall are means over pages, F1 is made of these two. Pages whose
id begins with 0 to 7 were looked at while the reader was written, the others only counted.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TOKEN = re.compile(r"\w+", re.UNICODE)


def shingles(text, n=4):
    words = TOKEN.findall(text or "")
    return collections.Counter(
        tuple(words[i:i + n]) for i in range(0, max(1, len(words) - n + 1))) if words else collections.Counter()


def compare(true, predicted):
    a, b = shingles(true), shingles(predicted)
    both = sum((a & b).values())
    return both, sum(b.values()) - both, sum(a.values()) - both


def figures(rows):
    precision = [1.0 if fp == fn == 0 else 0.0 if tp == fp == 0 else tp / (tp + fp) for tp, fp, fn in rows]
    recall = [1.0 if fp == fn == 0 else 0.0 if tp == fn == 0 else tp / (tp + fn) for tp, fp, fn in rows]
    p, r = sum(precision) / len(rows), sum(recall) / len(rows)
    return 2 * p * r / (p + r), p, r


def main():
    folder, tool = pathlib.Path(sys.argv[1]), sys.argv[2]
    truth = json.loads((folder / "ground-truth.json").read_text())
    rows = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in truth:
            page = pathlib.Path(scratch) / (name + ".html")
            page.write_bytes(gzip.open(folder / "html" / (name + ".html.gz")).read())
            run = subprocess.run([tool, str(page)], capture_output=True, text=True)
            text = json.loads(run.stdout)["text"] if run.stdout else ""
            if not run.stdout:
                print(name, run.stderr.strip(), file=sys.stderr)
            rows[name] = compare(truth[name]["articleBody"], text) + (text,)
    for label, chosen in (("seen (0-7)", [n for n in rows if n[0] in "01234567"]),
                          ("not seen (8-f)", [n for n in rows if n[0] not in "01234567"]),
                          ("all", list(rows))):
        f, p, r = figures([rows[n][:3] for n in chosen])
        print(f"{label:15} {len(chosen):4} pages  F1 {f:.4f}  precision {p:.4f}  recall {r:.4f}")
    if "--worst" in sys.argv:
        count = int(sys.argv[sys.argv.index("--worst") + 1])
        seen = sorted((n for n in rows if n[0] in "01234567"),
                      key=lambda n: rows[n][0] / max(1, sum(rows[n][:3])))
        for n in seen[:count]:
            print(n, rows[n][:3], truth[n].get("url"))


main()
