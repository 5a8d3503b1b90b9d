#!/usr/bin/env python3
"""Annotated reports of real news, joined with their texts.

  real_news.py [--raw ../shared/raw] REPORTS.jsonl ... > gold.jsonl

REPORTS hold events and no texts (training/judged/README.md): the texts are not ours. What is printed has the shape of
tests/labelled and can be given to `dragoman code` and `dragoman evaluate`.
"""
import argparse
import csv
import gzip
import json
import pathlib


def raw_documents(raw):
    """The reports of ../shared/raw under the ids that training/judged uses."""
    raw = pathlib.Path(raw)
    csv.field_size_limit(10**9)
    with open(raw / "wikinews_2019.csv", encoding="utf-8") as f:
        for i, row in enumerate(csv.DictReader(f)):
            yield {"id": f"wikinews-{i}", "text": row["text"], "title": row["title"], "published": row["date"]}
    with gzip.open(raw / "bbc_2004-2005.txt.gz", "rt", encoding="utf-8", errors="replace") as f:
        for i, text in enumerate(f.read().split("\f")):
            yield {"id": f"bbc-{i}", "text": text.strip("\n"), "title": "", "published": "2005-01-15"}
    with gzip.open(raw / "reuters21578.txt.gz", "rt", encoding="utf-8", errors="replace") as f:
        for i, text in enumerate(f.read().split("\f")):
            yield {"id": f"reuters-{i}", "text": text.strip("\n"), "title": "", "published": "1987-04-01"}
    with gzip.open(raw / "muc34.jsonl.gz", "rt", encoding="utf-8") as f:
        for i, line in enumerate(f):
            yield {"id": f"muc-{i}", "text": json.loads(line)["text"], "title": "", "published": "1990-01-15"}


def read_reports(paths, raw):
    """Real reports annotated whole, with the texts that the annotation leaves out."""
    found = {}
    for path in paths:
        for line in open(path, encoding="utf-8"):
            report = json.loads(line)
            found[report["id"]] = report
    return {d["id"]: {**d, **found[d["id"]]} for d in (raw_documents(raw) if found else []) if d["id"] in found}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", default="../shared/raw", help="where the texts are")
    parser.add_argument("reports", nargs="+")
    args = parser.parse_args()
    for _, report in sorted(read_reports(args.reports, args.raw).items()):
        print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main()
