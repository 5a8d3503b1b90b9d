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
- Our own annotation of names (`training/names/`): all of EWT's training part, 3,918 sentences of raw news,
  1,209 sentences written by us in the manner of an encyclopedia.
- Sentences of all these with names exchanged for others of `data/` (names only).
- The weights are half the first model's, which had been taught by MiniLM and, for names, by spaCy's small English
  model (MIT) on 0.92 million words of the same news, and half those of the training that went on from it
  (docs/accuracy.md).

No test file took part. The relations are those of the treebanks only.

## Scores (gold tokens; `bench/language_accuracy.cc`)

```
{scores}
```

## Known weaknesses

Names are below the parse, above all organisations and unknown words (docs/accuracy.md sorts the errors by cause).
Works of art, events and products are hardly known as such. Web text, speech and fiction are parsed less well than
news. English only; other languages come out as plausible nonsense.
"""
    open(path.replace(".dgm", ".md"), "w").write(card)


if __name__ == "__main__":
    main()
