#!/usr/bin/env python3
"""Score chains of persons, organisations and places against GUM: MUC, B-cubed, CEAF-e, their mean F1.

    training/score_coreference.py gold.conllu predicted.conllu [--match exact] [--genre news] [--all]

`predicted` is what `language_tool link` writes. Mentions match by their head word (as in the CorefUD
shared tasks) or, with --match exact, by their whole phrase. Chains of one mention do not count. Of the
gold only chains whose commonest entity type is person, organization or place count; of the prediction
only chains that the program itself types PER, ORG or LOC, so an untyped chain is a miss and a mistyped one
a false alarm. --all drops both filters.
"""
import argparse
import re
from collections import Counter, defaultdict

GOLD = {"person": "PER", "organization": "ORG", "place": "LOC"}


def documents(path, genre):
    """Yields (id, {chain: (set of (key, span)), type}) with keys in token numbers of the document."""
    result, current, sentence, offset, keep = [], None, [], 0, True

    def finish():
        nonlocal offset, sentence
        opened = defaultdict(list)
        number = {c[0]: i for i, c in enumerate(sentence)}
        for i, column in enumerate(sentence):
            found = re.search(r"Entity=([^|]*)", column[9])
            for part in re.findall(r"\([^()]+\)?|[^()]+\)", found.group(1)) if found else []:
                if part[0] == "(":
                    field = part[1:].rstrip(")").split("-")
                    if part[-1] == ")":
                        add(field, i, i, number)
                    else:
                        opened[field[0]].append((field, i))
                elif opened[part[:-1]]:
                    field, first = opened[part[:-1]].pop()
                    add(field, first, i, number)
        offset += len(sentence)
        sentence = []

    def add(field, first, last, number):
        inside = {c[0] for c in sentence[first:last + 1]}
        heads = [i for i in range(first, last + 1) if sentence[i][6] not in inside]
        # A coordination is told from its first conjunct by the joining word inside the phrase.
        head = heads[0] if heads else first
        joint = any(sentence[i][7] == "cc" and sentence[i][6] in inside and
                    sentence[number[sentence[i][6]]][6] == sentence[head][0] and
                    sentence[number[sentence[i][6]]][7] == "conj" for i in range(first, last + 1))
        kind = GOLD.get(field[1], "") if field[1] in GOLD or len(field) > 4 else (field[2] if len(field) > 2 else "")
        current[1][field[0]].append(((offset + head, joint), (offset + first, offset + last), kind))

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                keep = genre is None or f"_{genre}_" in line
                current = (line.split("=")[1].strip(), defaultdict(list))
                offset = 0
                if keep:
                    result.append(current)
            elif line[0].isdigit():
                column = line.rstrip("\n").split("\t")
                if column[0].isdigit():
                    sentence.append(column)
            elif line == "\n":
                finish()
    return result


def chains(document, match, every):
    sets = []
    for mentions in document[1].values():
        kind = Counter(kind for _, _, kind in mentions if kind).most_common(1)
        if not every and not (kind and kind[0][0]):
            continue
        if not every and kind[0][1] * 2 < len(mentions) and kind[0][0] not in GOLD.values():
            continue
        keys = {m[0] if match == "head" else m[1] for m in mentions}
        if len(keys) > 1:
            sets.append(keys)
    return sets


def muc(a, b):
    where = {m: i for i, chain in enumerate(b) for m in chain}
    correct = sum(len(c) - len({where.get(m, ("alone", m)) for m in c}) for c in a)
    return correct, sum(len(c) - 1 for c in a)


def b_cubed(a, b):
    where = {m: chain for chain in b for m in chain}
    correct = sum(len(c & where.get(m, set())) / len(c) for c in a for m in c)
    return correct, sum(len(c) for c in a)


def assignment(weight):
    """Largest total of a one-to-one matching (Kuhn-Munkres)."""
    n, m = len(weight), len(weight[0]) if weight else 0
    if not n or not m:
        return 0.0
    if n > m:
        return assignment([list(row) for row in zip(*weight)])
    u, v, p, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        p[0], j0 = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = p[j0], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -weight[i0 - 1][j - 1] - u[i0] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[p[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if p[j0] == 0:
                break
        while j0:
            p[j0] = p[way[j0]]
            j0 = way[j0]
    return sum(weight[p[j] - 1][j - 1] for j in range(1, m + 1) if p[j])


def ceaf(gold, predicted):
    return assignment([[2 * len(g & p) / (len(g) + len(p)) for p in predicted] for g in gold])


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold"); parser.add_argument("predicted")
    parser.add_argument("--match", choices=("head", "exact"), default="head")
    parser.add_argument("--genre"); parser.add_argument("--all", action="store_true")
    parser.add_argument("--each", action="store_true", help="also a line for each document")
    arguments = parser.parse_args()
    total = defaultdict(float)
    gold = documents(arguments.gold, arguments.genre)
    predicted = dict(documents(arguments.predicted, None))
    for document in gold:
        g = chains(document, arguments.match, arguments.all)
        p = chains((document[0], predicted.get(document[0], {})), arguments.match, arguments.all)
        one = defaultdict(float)
        one["muc r"], one["muc g"] = muc(g, p)
        one["muc p"], one["muc s"] = muc(p, g)
        one["b3 r"], one["b3 g"] = b_cubed(g, p)
        one["b3 p"], one["b3 s"] = b_cubed(p, g)
        one["ceafe r"] = one["ceafe p"] = ceaf(g, p)
        one["ceafe g"], one["ceafe s"] = len(g), len(p)
        gm, pm = set().union(*g) if g else set(), set().union(*p) if p else set()
        one["mentions r"] = one["mentions p"] = len(gm & pm)
        one["mentions g"], one["mentions s"] = len(gm), len(pm)
        for key, value in one.items():
            total[key] += value
        if arguments.each:
            print(f"{document[0]:<40} {report(one, quiet=True):6.2f}")
    print(f"{'':<10} {'P':>7} {'R':>7} {'F1':>7}")
    report(total)


def report(total, quiet=False):
    scores = []
    for name in ("mentions", "muc", "b3", "ceafe"):
        precision = 100 * total[name + " p"] / max(1e-9, total[name + " s"])
        recall = 100 * total[name + " r"] / max(1e-9, total[name + " g"])
        if name != "mentions":
            scores.append(f1(precision, recall))
        if not quiet:
            print(f"{name:<10} {precision:7.2f} {recall:7.2f} {f1(precision, recall):7.2f}")
    mean = sum(scores) / 3
    if not quiet:
        print(f"{'CoNLL F1':<10} {'':7} {'':7} {mean:7.2f}")
    return mean


if __name__ == "__main__":
    main()
