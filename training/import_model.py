"""Reads models/language.dgm back into a checkpoint of train_student.py: the reverse of export.py.

    python import_model.py ../models/language.dgm work/imported.pt

Nothing is lost but the rounding of the export, so the checkpoint scores as the model does.
Layers hold the product of the weights' scale and their input's step; the input's step is taken
out again where the file has it.  The table's step is not in the file: any value serves, since
the window's weights make up for it.
"""
import struct
import sys

import numpy as np
import torch

import features
from network import Network, NetworkSize

TYPES = {1: np.int8, 2: np.int16, 3: np.int32, 4: np.float32}
TABLE_STEP = 0.016


def read_model(path):
    data = open(path, "rb").read()
    magic, _, count, _, _ = struct.unpack("<8sIIQQ", data[:32])
    assert magic == b"DGMODEL\n", path
    out = {}
    for i in range(count):
        name, kind, rows, columns, _, offset, length = struct.unpack("<32sIIIIQQ", data[32 + 64 * i:96 + 64 * i])
        name, blob = name.rstrip(b"\0").decode(), data[offset:offset + length]
        out[name] = blob.decode().rstrip("\n").split("\n") if kind == 5 else \
            np.frombuffer(blob, TYPES[kind]).reshape(rows, columns)
    return out


def checkpoint(path):
    model = read_model(path)
    outputs, arc_dep, arc_head, arc_mix, label = (float(x) for x in model["steps"][0])

    def weight(name, step):
        return torch.from_numpy((model[name + ".weight"].astype(np.float64) *
                                 (model[name + ".scale"][0].astype(np.float64) / step)[:, None]).astype(np.float32))

    def vector(name):
        return torch.from_numpy(model[name][0].astype(np.float32))

    tags, labels, names = model["tags"], model["labels"], model["names"]
    width = model["window.weight"].shape[0]
    layers = sum(n.startswith("sru") and n.endswith(".weight") for n in model)
    arc, hidden = model["arc_mix.weight"].shape[0], model["relations.weight"].shape[1]
    size = NetworkSize(embed=model["table"].shape[1], width=width, layers=layers, arc=arc, label=hidden,
                       tags=len(tags), labels=len(labels), names=len(names))
    state = {"table.weight": torch.zeros(features.ROWS + 1, size.embed)}
    state["table.weight"][:features.ROWS] = torch.from_numpy(model["table"].astype(np.float32)) * TABLE_STEP
    state["window.weight"] = weight("window", TABLE_STEP)
    state["window.bias"] = vector("window.bias")
    for i in range(layers):
        state[f"sru.{i}.project.weight"] = weight(f"sru{i}", float(model[f"sru{i}.step"][0, 0]))
        for part in ("bias", "v"):
            state[f"sru.{i}.{part}"] = vector(f"sru{i}.{part}").view(2, 2, width // 2)
    rows, bias, at = weight("outputs", outputs), vector("outputs.bias"), 0
    for name, count in (("tag", len(tags)), ("name", len(names)), ("arc_dep", arc), ("arc_head", arc),
                        ("label_dep", hidden), ("label_head", hidden)):
        state[name + ".weight"] = rows[at:at + count].clone()
        if name != "label_head":
            state[name + ".bias"] = bias[at:at + count].clone()
        at += -(-count // 16) * 16 if name in ("tag", "name") else count
    state["arc_mix.weight"], state["arc_mix.bias"] = weight("arc_mix", arc_dep), vector("arc_mix.bias")
    state["label.weight"], state["label.bias"] = weight("relations", label), vector("relations.bias")
    state["arc_root"] = vector("arc_root") * arc_head
    state["arc_distance"] = vector("arc_distance") * (arc_mix * arc_head)
    net = Network(size)
    net.load_state_dict(state)
    return {"state": net.state_dict(), "size": size.__dict__, "tags": tags, "labels": labels, "names": names}


if __name__ == "__main__":
    torch.save(checkpoint(sys.argv[1]), sys.argv[2])
