#!/usr/bin/env python3
"""Score a predicted CoNLL-U file against a gold one, in the manner of the CoNLL 2018 shared task.

    training/evaluate_conllu.py gold.conllu predicted.conllu [--genre news] [--errors N]

Both files must hold the same characters once white space is removed. Tokens (surface tokens), sentences
and words are compared by the characters they cover; words inside multi-word tokens are aligned by their
forms. Tags, lemmas and arcs are scored as F1 over words, so they include segmentation errors; with gold
tokens F1 is plain accuracy. LAS compares full relations with subtypes ("UAS/LAS"), CLAS is left out.
`--genre` keeps the documents of GUM whose id has that genre. `--errors N` prints N segmentation errors.
"""
import argparse


class Word:
    __slots__ = ("form", "lemma", "upos", "xpos", "head", "deprel", "span", "multi", "sentence")


def read(path, genre):
    """Returns characters, token spans, sentence spans, words."""
    characters, tokens, sentences, words = [], [], [], []
    count, skip_to, first, begin, keep = 0, 0, 0, 0, True
    surface = None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                keep = genre is None or f"_{genre}_" in line
            if not keep or line.startswith("#"):
                continue
            if not line:
                if len(words) > first:
                    sentences.append((begin, count))
                    for word in words[first:]:
                        word.head = words[first + word.head - 1] if word.head else None
                first, begin, skip_to = len(words), count, 0
                continue
            column = line.split("\t")
            if "." in column[0]:
                continue
            if "-" in column[0]:
                low, high = map(int, column[0].split("-"))
                skip_to = high
                form = column[1].replace(" ", "").replace("\u00a0", "")
                surface = (count, count + len(form))
                tokens.append(surface)
                characters.append(form)
                count += len(form)
                continue
            word = Word()
            word.form, word.lemma, word.upos, word.xpos = column[1], column[2], column[3], column[4]
            word.head = int(column[6]) if column[6] != "_" else 0
            word.deprel = column[7]
            if int(column[0]) <= skip_to:
                word.span, word.multi = surface, True
            else:
                form = column[1].replace(" ", "").replace("\u00a0", "")
                word.span, word.multi = (count, count + len(form)), False
                tokens.append(word.span)
                characters.append(form)
                count += len(form)
            words.append(word)
    return "".join(characters), tokens, sentences, words


def common(a, b):
    """Longest common subsequence of forms, as index pairs."""
    size = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            size[i][j] = (1 + size[i + 1][j + 1] if a[i].form.lower() == b[j].form.lower()
                          else max(size[i + 1][j], size[i][j + 1]))
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i].form.lower() == b[j].form.lower():
            pairs.append((a[i], b[j])); i += 1; j += 1
        elif size[i + 1][j] >= size[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def align(gold, predicted):
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(predicted):
        g, p = gold[i], predicted[j]
        if g.multi or p.multi:
            # Everything that overlaps the multi-word tokens here, on both sides.
            end = max(g.span[1] if g.multi else p.span[1], p.span[1] if p.multi else g.span[1])
            if not g.multi and g.span[1] <= p.span[0]:
                i += 1; continue
            if not p.multi and p.span[1] <= g.span[0]:
                j += 1; continue
            a, b = i, j
            while True:
                while a < len(gold) and gold[a].span[0] < end:
                    if gold[a].multi: end = max(end, gold[a].span[1])
                    a += 1
                grown = end
                while b < len(predicted) and predicted[b].span[0] < end:
                    if predicted[b].multi: end = max(end, predicted[b].span[1])
                    b += 1
                if end == grown: break
            pairs += common(gold[i:a], predicted[j:b])
            i, j = a, b
        elif g.span == p.span:
            pairs.append((g, p)); i += 1; j += 1
        elif g.span[0] <= p.span[0]:
            i += 1
        else:
            j += 1
    return pairs


def line(name, gold, predicted, correct):
    precision, recall = 100 * correct / max(1, predicted), 100 * correct / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:<10} {precision:7.2f} {recall:7.2f} {f1:7.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold"); parser.add_argument("predicted")
    parser.add_argument("--genre"); parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--lemmas", action="store_true", help="with --errors: print wrong lemmas")
    arguments = parser.parse_args()
    g_text, g_tokens, g_sentences, g_words = read(arguments.gold, arguments.genre)
    p_text, p_tokens, p_sentences, p_words = read(arguments.predicted, arguments.genre)
    if g_text != p_text:
        at = next((i for i, (a, b) in enumerate(zip(g_text, p_text)) if a != b), min(len(g_text), len(p_text)))
        raise SystemExit(f"the files differ at character {at}: {g_text[at-20:at+20]!r} / {p_text[at-20:at+20]!r}")
    print(f"{'':<10} {'P':>7} {'R':>7} {'F1':>7}")
    line("tokens", len(g_tokens), len(p_tokens), len(set(g_tokens) & set(p_tokens)))
    line("sentences", len(g_sentences), len(p_sentences), len(set(g_sentences) & set(p_sentences)))
    pairs = align(g_words, p_words)
    partner = {id(p): g for g, p in pairs}
    n, m = len(g_words), len(p_words)
    line("words", n, m, len(pairs))
    line("UPOS", n, m, sum(g.upos == p.upos for g, p in pairs))
    line("XPOS", n, m, sum(g.xpos == p.xpos for g, p in pairs))
    line("lemmas", n, m, sum(g.lemma == p.lemma or g.lemma == "_" for g, p in pairs))
    arcs = [(g, p) for g, p in pairs
            if (g.head is None and p.head is None) or (p.head is not None and partner.get(id(p.head)) is g.head)]
    line("UAS", n, m, len(arcs))
    line("LAS", n, m, sum(g.deprel == p.deprel for g, p in arcs))
    if arguments.errors:
        print_errors(arguments, g_text, g_tokens, p_tokens, g_sentences, p_sentences, pairs)


def print_errors(arguments, text, g_tokens, p_tokens, g_sentences, p_sentences, pairs):
    from collections import Counter
    if arguments.lemmas:
        wrong = Counter((g.form, g.xpos, g.lemma, p.lemma) for g, p in pairs if g.lemma != p.lemma)
        for key, count in wrong.most_common(arguments.errors):
            print(count, *key)
        return
    gold, predicted = set(g_tokens), set(p_tokens)
    for b, e in sorted(gold - predicted)[:arguments.errors]:
        ours = [text[x:y] for x, y in p_tokens if x < e and b < y]
        print("token", text[b:e], "<-", " | ".join(ours), "   in", text[max(0, b - 15):e + 15])
    g_ends, p_ends = {e for _, e in g_sentences}, {e for _, e in p_sentences}
    for kind, ends in (("missed end", g_ends - p_ends), ("wrong end", p_ends - g_ends)):
        for e in sorted(ends)[:arguments.errors]:
            print(kind, text[max(0, e - 30):e], "||", text[e:e + 30])


if __name__ == "__main__":
    main()
