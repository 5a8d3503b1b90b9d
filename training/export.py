"""Quantises a trained student and writes models/language.dgm with its card,
the fold table and the golden feature vectors of the unit test.

    python export.py work/student.pt --model ../models/language.dgm

Weights become 16-bit integers (at most 1023, a scale a row), table rows 8-bit,
activations 13-bit with one step a layer, found on the development sentences.
"""
import argparse
import os
import struct

import numpy as np
import torch
import torch.nn.functional as F
import xxhash

import corpus
import features
from corpus import Corpus, batches, tensors
from network import Network, NetworkSize

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {np.dtype(np.int8): 1, np.dtype(np.int16): 2, np.dtype(np.int32): 3, np.dtype(np.float32): 4}
VERSION = 1

# Loading the model analyses these and compares (written for this purpose).
SAMPLES = [
    "The Turkish president met his Russian counterpart in Ankara on Tuesday .",
    "France was not informed of the talks .",
    "She said that the ministers would sign the treaty next week .",
    "Rebels fired rockets at the city , killing three soldiers .",
    "Talks between India and China began in Geneva .",
    "MINISTER DENIES CHARGES",
    "The 27 - year - old driver , who was arrested on Monday , has been released by the police .",
    "The army seized two villages in the north on Sunday .",
    "Canada will send medical supplies to Haiti .",
    "The parliament rejected the budget .",
    "\" We do n't want war , \" Prime Minister Maria Lindqvist told reporters .",
]


def write_model(path, tensors_by_name):
    names = list(tensors_by_name)
    offset = 32 + 64 * len(names)
    entries, blobs = b"", b""
    for name in names:
        value = tensors_by_name[name]
        if isinstance(value, list):
            data = "\n".join(value).encode() + b"\n"
            kind, rows, columns = 5, 1, len(data)
        else:
            data, kind = np.ascontiguousarray(value).tobytes(), KINDS[value.dtype]
            rows, columns = value.shape
        pad = -(offset + len(blobs)) % 64
        blobs += b"\0" * pad
        entries += struct.pack("<32sIIIIQQ", name.encode(), kind, rows, columns, 0, offset + len(blobs), len(data))
        blobs += data
    body = entries + blobs
    head = struct.pack("<8sIIQQ", b"DGMODEL\n", VERSION, len(names), 32 + len(body), xxhash.xxh3_64_intdigest(body))
    with open(path, "wb") as out:
        out.write(head + body)
    return xxhash.xxh3_64_hexdigest(body)


def quantise_rows(weight, limit=1023):
    weight = weight.detach().numpy().astype(np.float64)
    scale = np.abs(weight).max(1) / limit
    scale[scale == 0] = 1.0
    return np.rint(weight / scale[:, None]).astype(np.int16), scale


def pad_rows(weight, bias):
    rows = -(-weight.shape[0] // 16) * 16
    return F.pad(weight, (0, 0, 0, rows - weight.shape[0])), F.pad(bias, (0, rows - bias.shape[0]))


def layer(out, name, weight, bias, step):
    q, scale = quantise_rows(weight)
    out[name + ".weight"] = q
    out[name + ".scale"] = (scale * step).astype(np.float32)[None]
    if bias is not None:
        out[name + ".bias"] = bias.detach().numpy().astype(np.float32)[None]


def calibrate(net, dev):
    """The largest magnitude of each quantised activation on development text."""
    top = {}
    def see(name, value):
        top[name] = max(top.get(name, 0.0), float(value.detach().abs().max()))
    net.eval()
    with torch.no_grad():
        for part in dev:
            for picked in batches(part, 3000):
                rows, lengths, _, _, _, _ = tensors(part, picked)
                b, t, _ = rows.shape
                e = net.table(rows.view(b * t, features.FEATURES)).view(b, t, -1)
                padded = F.pad(e, (0, 0, 1, 1))
                x = F.relu(net.window(torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)))
                mask = (torch.arange(t).view(1, -1) < lengths.view(-1, 1)).unsqueeze(-1)
                for i, unit in enumerate(net.sru):
                    see(f"sru{i}", x * mask)
                    x = unit(x, lengths)
                see("outputs", x)
                dep = F.relu(net.arc_dep(x))
                see("arc_dep", dep)
                see("arc_mix", net.arc_mix(dep))
                see("arc_head", F.relu(net.arc_head(x)))
                heads = net.arcs(x).argmax(-1).clamp(max=t)
                index = (heads - 1).clamp(min=0).unsqueeze(-1).expand(-1, -1, net.size.label)
                see("label", F.relu(net.label_dep(x) + net.label_head(x).gather(1, index)))
    see("arc_head", net.arc_root)
    return {k: v * 1.1 / 4095 for k, v in top.items()}


def samples(net):
    """Expected analyses, one word a line; sentences with doubtful answers are left out."""
    lines, kept = [], 0
    upos_names = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "NORP": "MISC"}
    for text in SAMPLES:
        words = text.split()
        part = Corpus([corpus.data.Sentence(words)])
        rows, lengths, *_ = tensors(part, [0])
        with torch.no_grad():
            x = net.encode(rows, lengths)
            arcs = net.arcs(x)[0]
            heads = arcs.argmax(-1)
            rel = net.relations(x, heads[None])[0]
            rel[:, corpus.LABELS.index("root")] = -1e9
            tag, name = net.tag(x)[0], net.name(x)[0]
        margin = min(float((v.topk(2)[0][:, 0] - v.topk(2)[0][:, 1]).min()) for v in (arcs, rel, tag, name))
        clean = [corpus.NAMES[i] for i in name.argmax(-1)]
        fixed = corpus.bioes([("B" if n[0] in "BS" else "I") + n[1:] if n != "O" else n for n in clean])
        if margin < 0.05 or (heads == 0).sum() != 1 or clean != fixed:
            print("sample left out:", text, round(margin, 3))
            continue
        kept += 1
        for i, word in enumerate(words):
            parts = corpus.TAGS[int(tag[i].argmax())].split("|")
            label = "root" if heads[i] == 0 else corpus.LABELS[int(rel[i].argmax())]
            n = "O" if clean[i] == "O" else upos_names[clean[i][2:]]
            lines.append(f"{word}\t{parts[0]} {parts[1]} {int(heads[i])} {label} {n}")
        lines.append("")
    assert kept >= 3, "too few certain samples"
    return lines


def write_fold():
    with open(f"{HERE}/../src/language/network_fold.inc", "w") as out:
        row = []
        for code, ascii_char in features.fold_table():
            char = {"'": "\\'", "\\": "\\\\"}.get(ascii_char, ascii_char)
            row.append("{0x%04X, '%s'}," % (code, char))
            if len(row) == 6:
                out.write(" ".join(row) + "\n")
                row = []
        out.write(" ".join(row) + "\n")


def write_golden():
    words = ["the", "Erdoğan", "U.S.", "1987", "155,221", "Su-24", "“", "—", "a", "", "naïve", "Łódź", "ПУТИН", "北京",
             "MINISTER", "minister", "S-400", "$", "e-mail", "aaaaaaaa", "Ankara’s", "I", "McDonald", "Ə", "\U0001F600"]
    with open(f"{HERE}/../tests/unit/network_features_golden.tsv", "w") as out:
        out.write("# word and its feature rows; written by training/export.py\n")
        for word in words:
            out.write("\t".join([word] + [str(r) for r in features.rows_of(word)]) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("student")
    parser.add_argument("--model", default=f"{HERE}/../models/language.dgm")
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.student, weights_only=False)
    corpus.label_sets()
    assert corpus.TAGS == saved["tags"] and corpus.LABELS == saved["labels"] and corpus.NAMES == saved["names"]
    net = Network(NetworkSize(**saved["size"]))
    net.load_state_dict(saved["state"])
    net.eval()
    ewt_dev, gum_dev = corpus.data.treebank("dev")
    steps = calibrate(net, [Corpus(ewt_dev), Corpus(gum_dev)])

    out = {}
    table = net.table.weight.detach().numpy()[: features.ROWS]
    step = np.quantile(np.abs(table[np.abs(table).max(1) > 0]), 0.99999) / 127
    clipped = float((np.abs(table) > 127 * step).mean())
    print(f"table step {step:.5f}, clipped {clipped:.2e}, largest {np.abs(table).max():.2f}")
    out["table"] = np.clip(np.rint(table / step), -127, 127).astype(np.int8)
    layer(out, "window", net.window.weight, net.window.bias, step)
    for i, unit in enumerate(net.sru):
        layer(out, f"sru{i}", unit.project.weight, None, steps[f"sru{i}"])
        out[f"sru{i}.bias"] = unit.bias.detach().numpy().reshape(1, -1)
        out[f"sru{i}.v"] = unit.v.detach().numpy().reshape(1, -1)
        out[f"sru{i}.step"] = np.array([[steps[f"sru{i}"]]], np.float32)
    parts = [pad_rows(net.tag.weight, net.tag.bias), pad_rows(net.name.weight, net.name.bias),
             (net.arc_dep.weight, net.arc_dep.bias), (net.arc_head.weight, net.arc_head.bias),
             (net.label_dep.weight, net.label_dep.bias), (net.label_head.weight, torch.zeros(net.size.label))]
    layer(out, "outputs", torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts]), steps["outputs"])
    layer(out, "arc_mix", net.arc_mix.weight, net.arc_mix.bias, steps["arc_dep"])
    layer(out, "relations", net.label.weight, net.label.bias, steps["label"])
    out["arc_root"] = np.clip(np.rint(net.arc_root.detach().numpy() / steps["arc_head"]), -4095, 4095).astype(np.int16)[None]
    unit = steps["arc_mix"] * steps["arc_head"]
    out["arc_distance"] = np.rint(net.arc_distance.detach().numpy() / unit).astype(np.int32)[None]
    out["steps"] = np.array([[steps[k] for k in ("outputs", "arc_dep", "arc_head", "arc_mix", "label")]], np.float32)
    out["tags"], out["labels"], out["names"] = corpus.TAGS, corpus.LABELS, corpus.NAMES
    out["samples"] = samples(net)
    os.makedirs(os.path.dirname(args.model), exist_ok=True)
    checksum = write_model(args.model, out)
    write_fold()
    write_golden()
    print(args.model, os.path.getsize(args.model), "bytes, checksum", checksum)


if __name__ == "__main__":
    main()
