#!/usr/bin/env python3
"""Fits the logistic models of the coding stages on annotated reports.

  train_coding.py MODEL --tool build/candidates_tool --share build/share/dragoman [--check] GOLD.jsonl ...

MODEL is one of
  participants  which of the codes near an event are its actors, which its recipients (models/participants.tsv)
  locations   in which of the countries that something speaks for it happened (models/locations.tsv)
  confidence  whether what was found is an event of its type between its parties (models/confidence.tsv)
fitted in this order, since each sees what the one before decided. GOLD are annotated reports in the
shape of tests/labelled; --reports adds real news annotated whole and --judged judgements of single
events in it (training/judged), whose texts are read from --raw. An event belongs to a gold event where their triggers overlap, or
where both have one type and stand in one sentence. L2-penalised logistic regressions, deterministic.
With --check nothing is written: cross-validation over documents only, which is printed in any case.
"""
import argparse
import collections
import csv
import json
import re
import subprocess
import tempfile

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from real_news import raw_documents, read_reports

ROLES = {"A": "actor", "R": "recipient"}
LEAST_LOCATION = 0.25  # as in src/coding/locations.cc
LEAST_LIKELIEST, LEAST_OTHERS = 0.3, 0.7  # as in src/coding/participants.cc
LEAST_CONFIDENCE = 0.4  # as in src/coding/confidence.h


# --- annotated reports -------------------------------------------------------------------------


def read_documents(paths):
    docs = {}
    for path in paths:
        for line in open(path, encoding="utf-8"):
            doc = json.loads(line)
            docs[doc["id"]] = doc
    return docs


def spans_of(field):
    return [tuple(map(int, s.split("-"))) for s in field.split(";") if s]


def read_judged(path):
    """Judgements of single events by document (training/judged/README.md)."""
    out = collections.defaultdict(list)
    if path:
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                out[row["document"]].append({
                    "event": row["event"], "trigger": spans_of(row["trigger"])[0], "country": row["country"] or None,
                    "again": row["again"] == "yes", "whole": row["fields"] == "all", "actor": [], "recipient": [],
                    "judged": {"A": spans_of(row["actor"]), "R": spans_of(row["recipient"])}})
    return out


def occurrences(text, words):
    return [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]


def sentence_bounds(text):
    cuts = [0] + [m.end() for m in re.finditer(r'(?<=[.!?"”])\s+(?=[A-Z"“])|\n+', text)] + [len(text)]
    return list(zip(cuts, cuts[1:]))


def trigger_spans(doc, event):
    nth = event.get("trigger_occurrence") or 0
    spans = occurrences(doc["text"], event["trigger"])[nth:nth + 1]
    for other in event.get("also") or []:
        spans += occurrences(doc["text"], other)[:1]
    return spans


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def gold_of(doc, found):
    """The gold event that each found event tells, one to one, and whether it is optional."""
    bounds = sentence_bounds(doc["text"])
    golds = [(g, False) for g in doc["events"]] + [(g, True) for g in doc.get("optional") or []]
    pairs = []
    for i, (gold, _) in enumerate(golds):
        spans = trigger_spans(doc, gold)
        for j, event in enumerate(found):
            same_type = event["event"] == gold["event"] or event["event"] in (gold.get("alt") or [])
            if any(overlap(event["trigger"], s) for s in spans):
                pairs.append((0 if same_type else 1, i, j))
            elif same_type and any(lo <= event["trigger"][0] < hi and lo <= s[0] < hi
                                   for lo, hi in bounds for s in spans):
                pairs.append((2, i, j))
    pairs.sort()
    used_gold, used, out = set(), set(), {}
    for _, i, j in pairs:
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            out[j] = golds[i]
    return out


def good_codes(entities):
    out = set()
    for e in entities:
        out |= {e["code"]} | set(e.get("code_alt") or [])
    return out - {None}


def folded(entities, predicted):
    out = set(predicted)
    for e in entities:
        for a in e.get("code_alt") or []:
            if a in out and e["code"] not in out:
                out = (out - {a}) | {e["code"]}
    return out


class Data:
    """What the tool describes, beside what the annotators said of it."""

    def __init__(self, args):
        self.docs = read_documents(args.gold)
        self.reports = read_reports(args.reports, args.raw)
        self.docs.update(self.reports)
        self.judged = read_judged(args.judged)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as raw:
            for doc in raw_documents(args.raw) if args.judged or args.reports else []:
                if doc["id"] in self.judged or doc["id"] in self.reports:
                    raw.write(json.dumps(doc) + "\n")
            raw.flush()
            what = args.model
            said = subprocess.run([args.tool, what, args.share, *args.gold, raw.name], check=True,
                                  capture_output=True, text=True)
        self.found = collections.defaultdict(list)
        for line in said.stdout.splitlines():
            event = json.loads(line)
            self.found[event["document"]].append(event)
        # (document, gold or None, optional, described event); None: told by no gold event
        self.events = []
        for name, doc in sorted(self.docs.items()):
            gold = gold_of(doc, self.found[name])
            for j, event in enumerate(self.found[name]):
                g, optional = gold.get(j, (None, False))
                self.events.append((name, g, optional, event))
        for name, judgements in sorted(self.judged.items()):
            for event in self.found[name]:
                for g in judgements:
                    if overlap(event["trigger"], g["trigger"]):
                        self.events.append((name, g, False, event))
                        break
        def dealt(names):
            return {name: i % args.folds for i, name in enumerate(sorted(names))}
        self.folds = dealt(set(self.docs) - set(self.reports))
        self.real_folds = dealt(set(self.judged) | set(self.reports))
        # What is annotated whole, by kind of text: what cross-validation is told of.
        self.whole = {"our reports": self.folds}
        if self.reports:
            self.whole["real reports"] = {n: f for n, f in self.real_folds.items() if n in self.reports}

    def real(self):
        """Events that a gold event or a judgement says are one."""
        return [(n, g, e) for n, g, _, e in self.events
                if g and g["event"] != "-" and not g.get("again") and g.get("whole", True)]


# --- logistic regression -----------------------------------------------------------------------


def matrix_of(rows, index):
    indptr, indices = [0], []
    for features in rows:
        indices += sorted({index[f] for f in features if f in index})
        indptr.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(index)))


class Model:
    def __init__(self, rows, labels, weights, least, penalty):
        counts = collections.Counter(f for r in rows for f in set(r))
        self.features = sorted(f for f, n in counts.items() if n >= least)
        self.index = {f: i for i, f in enumerate(self.features)}
        model = LogisticRegression(C=penalty, max_iter=3000, solver="liblinear")
        model.fit(matrix_of(rows, self.index), np.array(labels), sample_weight=np.array(weights))
        self.weights, self.bias = model.coef_[0], model.intercept_[0]

    def __call__(self, rows):
        if not rows:
            return np.zeros(0)
        z = matrix_of(rows, self.index) @ self.weights + self.bias
        return 1 / (1 + np.exp(-z))

    def weight_of(self, feature):
        return self.weights[self.index[feature]] if feature in self.index else 0.0


def write(path, what, models):
    """One line a feature: its name and its weight for each of the questions."""
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"# Weights of {what}; fitted by training/train_coding.py.\n")
        out.write("\t".join(["bias"] + [f"{m.bias:.4f}" for m in models]) + "\n")
        for f in sorted({f for m in models for f in m.features}):
            row = [m.weight_of(f) for m in models]
            if max(abs(x) for x in row) >= 5e-4:
                out.write("\t".join([f] + [f"{x:.4f}" for x in row]) + "\n")


def fitter(examples, args):
    """Fits a model to items; a judgement counts less than what was annotated whole."""
    def fit(items):
        rows, labels, weights = [], [], []
        for item in items:
            r, l = examples(item)
            rows += r
            labels += l
            weights += [args.judged_weight if item[1] and "judged" in item[1] else 1.0] * len(r)
        return Model(rows, labels, weights, args.least, args.penalty)
    return fit


def crossed(folds, count, part, examples, fit):
    """(item, what a model says of it that was fitted without its document) for the items in `folds`."""
    for fold in range(count):
        model = fit([x for x in part if folds.get(x[0]) != fold])
        for item in part:
            if folds.get(item[0]) == fold:
                yield item, model(examples(item)[0])


# --- the three models --------------------------------------------------------------------------


def fit_roles(data, args):
    part = data.real()
    models = []
    for role, key in ROLES.items():
        def examples(item):
            _, gold, event = item
            if "judged" in gold:
                labels = [any(overlap(h, s) for h in c["heads"] for s in gold["judged"][role])
                          for c in event["candidates"]]
            else:
                labels = [c["codes"][0] in good_codes(gold[key]) for c in event["candidates"]]
            return [c["features"] for c in event["candidates"]], labels

        fit = fitter(examples, args)
        for what, folds in data.whole.items():
            right = collections.Counter()
            for (_, gold, event), scores in crossed(folds, args.folds, part, examples, fit):
                truth = {e["code"] for e in gold[key] if e.get("code")}
                codes = [c["codes"][0] for c in event["candidates"]]
                right["events"] += 1
                right["rules"] += folded(gold[key], {c for c, x in zip(codes, event["candidates"])
                                                     if x["rule"][role == "R"]}) == truth
                best = int(np.argmax(scores)) if codes else -1
                right["model"] += folded(gold[key], {c for i, (c, p) in enumerate(zip(codes, scores)) if p >= (
                    LEAST_LIKELIEST if i == best else LEAST_OTHERS)}) == truth
            print(key, what, {k: round(v / right["events"], 3) for k, v in right.items() if k != "events"},
                  "of", right["events"])
        models.append(fit(part))
    return models


def fit_locations(data, args):
    part = data.real()

    def examples(item):
        _, gold, event = item
        return ([c["features"] for c in event["candidates"]],
                [c["codes"][0] == gold.get("country") for c in event["candidates"]])

    fit = fitter(examples, args)
    for what, folds in data.whole.items():
        right = collections.Counter()
        for (_, gold, event), scores in crossed(folds, args.folds, part, examples, fit):
            codes = [c["codes"][0] for c in event["candidates"]]
            best = int(np.argmax(scores)) if codes else -1
            said = codes[best] if codes and scores[best] > LEAST_LOCATION else None
            if gold.get("country"):
                right["with a country"] += 1
                right["right"] += said == gold["country"]
                right["among the candidates"] += gold["country"] in codes
            else:
                right["without a country"] += 1
                right["rightly none"] += said is None
        print(what, dict(right))
    return [fit(part)]


def fit_confidence(data, args):
    def truth(name, gold, event):
        if gold is None or gold["event"] == "-" or gold.get("again"):
            return False
        if event["event"] != gold["event"] and event["event"] not in (gold.get("alt") or []):
            return False
        if "judged" in gold:
            return True
        mine, theirs = set(event["actor"]) - {""}, good_codes(gold["actor"])
        return not mine or not theirs or bool(mine & theirs) or bool(theirs & set(event["recipient"]))

    # What may be coded or left out counts neither way.
    part = [(n, g, e) for n, g, optional, e in data.events if not optional]

    def examples(item):
        return [item[2]["features"]], [truth(*item)]

    fit = fitter(examples, args)
    def seen_by_others(folds):
        return [(float(p[0]), truth(*item), item[2]["doubt"] is None)
                for item, p in crossed(folds, args.folds, part, examples, fit)]

    def tell(what, pairs):
        print(what)
        for name, keep in (("rules", lambda p, sure: sure), ("model", lambda p, sure: p >= LEAST_CONFIDENCE)):
            kept = [t for p, t, sure in pairs if keep(p, sure)]
            print(f"  {name}: {len(kept)} events kept, {sum(kept) / len(kept):.3f} of them right, "
                  f"{sum(kept) / sum(t for _, t, _ in pairs):.3f} of the right ones kept")

    pairs = seen_by_others(data.folds)
    tell("annotated reports", pairs)
    if data.real_folds:
        tell("real news", seen_by_others(data.real_folds))
    error, bins = 0.0, collections.defaultdict(list)
    shown = [(p, t) for p, t, _ in pairs if p >= LEAST_CONFIDENCE]
    for p, t in shown:
        bins[min(int(p * 10), 9)].append((p, t))
    for b in sorted(bins):
        ps, ts = zip(*bins[b])
        print(f"  confidence {sum(ps) / len(ps):.2f}: {sum(ts) / len(ts):.2f} right of {len(ts)}")
        error += abs(sum(ps) - sum(ts)) / len(shown)
    print(f"  expected calibration error {error:.3f}")
    return [fit(part)]


FITS = {"participants": (fit_roles, "the parties' roles: as actor, as recipient"),
        "locations": (fit_locations, "countries as places of events"),
        "confidence": (fit_confidence, "the confidence of events")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(FITS))
    parser.add_argument("--tool", required=True)
    parser.add_argument("--share", required=True)
    parser.add_argument("--out", help="file to write; models/MODEL.tsv without it")
    parser.add_argument("--judged", help="table of judgements, e.g. training/judged/events.tsv")
    parser.add_argument("--reports", nargs="*", default=[], help="real reports annotated whole, without their texts")
    parser.add_argument("--raw", default="../shared/raw", help="where the texts of real news are")
    parser.add_argument("--judged-weight", type=float, help="weight of a judgement beside a gold event's 1; "
                        "1 for roles, 0.5 for the others without it")
    parser.add_argument("--penalty", type=float, help="inverse strength of the L2 penalty; 0.3 for locations, "
                        "0.1 for the others without it")
    parser.add_argument("--least", type=int, default=3, help="features seen less often are left out")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("gold", nargs="+")
    args = parser.parse_args()
    if args.judged_weight is None:
        args.judged_weight = 1.0 if args.model == "participants" else 0.5
    if args.penalty is None:
        args.penalty = 0.3 if args.model == "locations" else 0.1
    fit, what = FITS[args.model]
    data = Data(args)
    print(f"{len(data.docs) - len(data.reports)} documents of our own, {len(data.reports)} real reports annotated whole, "
          f"{len(data.judged)} judged, {len(data.events)} events")
    models = fit(data, args)
    if args.check:
        return
    write(args.out or f"models/{args.model}.tsv", what, models)


if __name__ == "__main__":
    main()
