"""Writes the card of a model from the model file itself and a file of scores.

    python card.py ../models/language.dgm scores.txt
"""
import struct
import sys


def main():
    path, scores = sys.argv[1], open(sys.argv[2]).read().strip()
    data = open(path, "rb").read()
    _, version, count, size, checksum = struct.unpack("<8sIIQQ", data[:32])
    tensors = {}
    for i in range(count):
        name, kind, rows, columns, _, offset, length = struct.unpack("<32sIIIIQQ", data[32 + 64 * i:96 + 64 * i])
        tensors[name.rstrip(b"\0").decode()] = (kind, rows, columns, data[offset:offset + length])
    weights = sum(r * c for n, (_, r, c, _) in tensors.items() if n.endswith(".weight"))
    def lines(name):
        return tensors[name][3].decode().splitlines()
    units = sum(n.startswith("sru") and n.endswith(".weight") for n in tensors)
    card = f"""# Model card: language.dgm

Tags, dependency relations and names of English news sentences, read by `src/language/network.cc`.
Written by `training/card.py`; how to train it again stands in [training/README.md](../training/README.md).

| | |
| --- | --- |
| format version | {version} |
| checksum (XXH3 of all after the header) | `{checksum:016x}` |
| size | {size:,} bytes |
| table | {tensors["table"][1]:,} hashed rows of {tensors["table"][2]} 8-bit integers, eight rows a word |
| network | window of 3 words, {units} bidirectional simple recurrent units, {tensors["window.weight"][1]} wide; {weights:,} weights of 16-bit integers |
| label sets | {len(lines("tags"))} tags (UPOS, XPOS, verb form), {len(lines("labels"))} relations, {(len(lines("names")) - 1) // 4} kinds of names (NORP and MISC come out as MISC) |
| self-test | {sum(not line for line in lines("samples"))} sentences, analysed and compared at every load |

## Trained on

- Universal Dependencies English EWT, train (CC BY-SA 4.0; Silveira et al. 2014): tags and trees.
- The open genres of UD English GUM, train (texts CC BY or public domain; Zeldes 2017): tags, trees, and
  names of persons, organisations, places and other things from its entity layer.
- Universal NER, English EWT, the first 1,500 development sentences (CC BY-SA 4.0; Mayhew et al. 2024): names.
- 0.92 million words of raw news (Reuters-21578, BBC 2004-2005, Wikinews 2019, part of MUC-3/4), annotated by a
  teacher: MiniLM (6 layers, Apache 2.0) fine-tuned on the data above, voting with a first student. Names there
  and in EWT train where the teacher is sure or spaCy's small English model (MIT) agrees, and spaCy's where they
  differ on mixed-case news.
- Sentences of the above with names exchanged for names of `data/` (names only).

No test file took part. The relations are those of the treebanks only; spaCy's tags and parse were not used.

## Scores (gold tokens; `bench/language_accuracy.cc`)

```
{scores}
```

## Known weaknesses

Names are far below the parse: no large English name corpus with an open licence was at hand, and the teachers
themselves are mediocre there (spaCy's small model scores 61.6 on UNER's EWT development part, our MiniLM teacher
64.8 on its last 501 sentences). Works of art, events and products are hardly known as such. Web text, speech and
fiction are parsed less well than news. English only; other languages come out as plausible nonsense.
"""
    open(path.replace(".dgm", ".md"), "w").write(card)


if __name__ == "__main__":
    main()
