"""Sorts the errors of names on the tuning sentences (UNER EWT dev, the last 501) by cause.

    python name_errors.py work/student.pt [--list]
"""
import sys
from collections import Counter

import torch

import corpus


def spans(net, sentences):
    part = corpus.Corpus([corpus.data.Sentence(s.words) for s in sentences])
    out = [None] * len(sentences)
    with torch.no_grad():
        for picked in corpus.batches(part, 3000):
            rows, lengths, *_ = corpus.tensors(part, picked)
            best = net.name(net.encode(rows, lengths)).argmax(-1)
            for i, s in enumerate(picked):
                out[s] = {x for x in corpus.spans_of(best[i, :int(lengths[i])].tolist()) if x[2] in ("PER", "ORG", "LOC")}
    return out


def main():
    torch.set_num_threads(1)
    corpus.label_sets()
    _, tune = corpus.names_split()
    known = {}
    for s in corpus.data.treebank("train")[0]:
        for w in s.words:
            known[w.lower()] = 1
    causes, examples = Counter(), {}
    right = found = wanted = 0
    for s, got in zip(tune, spans(corpus.load_student(sys.argv[1]), tune)):
        want = corpus.spans_of([corpus.NAMES.index(n) for n in corpus.bioes(s.names)])
        right, found, wanted = right + len(want & got), found + len(got), wanted + len(want)

        def note(cause, span):
            causes[cause] += 1
            text = " ".join(s.words[span[0]:span[1] + 1])
            examples.setdefault(cause, []).append(f"{span[2]} [{text}] in: {' '.join(s.words)[:160]}")
        for span in want - got:
            words = s.words[span[0]:span[1] + 1]
            near = [g for g in got if g[0] <= span[1] and span[0] <= g[1]]
            form = ("lower case" if all(w == w.lower() for w in words) else
                    "capitals" if all(w.isupper() for w in s.words if w.isalpha()) else
                    "known word" if all(w.lower() in known for w in words) else "unknown word")
            if any(g[:2] == span[:2] for g in near):
                note("wrong kind: %s for %s" % (next(g[2] for g in near if g[:2] == span[:2]), span[2]), span)
            elif near:
                note("wrong borders", span)
            else:
                note("missed: " + form, span)
        for span in got - want:
            if not any(w[0] <= span[1] and span[0] <= w[1] for w in want):
                note("no name", span)
    print(f"precision {100 * right / found:.2f} recall {100 * right / wanted:.2f} F1 {200 * right / (found + wanted):.2f}, {wanted} names")
    for cause, count in causes.most_common():
        print(f"{count:4} {cause}")
        if "--list" in sys.argv:
            print("".join(f"       {e}\n" for e in examples[cause]), end="")


if __name__ == "__main__":
    main()
