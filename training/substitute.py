"""More names to learn from: sentences whose names are known, with each name
exchanged for one of the same type from data/ (people, countries, places) or
from the list of armed groups in ../shared/leaders.  Only names are learnt from
them.  Writes work/substituted.jsonl.
"""
import csv
import glob
import json
import random
import re

import corpus
import data
from corpus import WORK

DATA = __file__.rsplit("/", 2)[0] + "/data" if "/" in __file__ else "../data"


def words_of(name):
    return re.sub(r"(?<=\w)-(?=\w)", " - ", re.sub(r"(?<=\w)('s)?,", r"\1 ,", name)).split()


def rows(path):
    return csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def tables():
    people, places, groups = [], [], []
    for path in sorted(glob.glob(f"{DATA}/people/*.tsv")):
        for row in rows(path):
            people.append(row["name"])
            people.extend(a.strip() for a in re.split(r"[|;]", row["aliases"] or "") if a.strip())
    for row in rows(f"{DATA}/country_names.tsv"):
        if row["kind"] in ("name", "capital", "region", "historical", "abbreviation", "official"):
            places.append(re.sub(r"^[Tt]he ", "", row["form"]))
    for row in rows(f"{DATA}/places.tsv"):
        places.append(row["place"])
    for line in open(f"{data.SHARED}/leaders/Phoenix.MilNonState.actors.txt", encoding="utf-8", errors="replace"):
        found = re.match(r"\+?([A-Z][A-Z_\-']{6,})_", line)
        if found:
            name = found.group(1).strip("_").split("_")
            small = {"OF", "THE", "FOR", "AND", "IN", "AL"}
            groups.append(" ".join(w.lower() if w in small else w.capitalize() for w in name))
    return {"PER": people, "LOC": places, "ORG": groups}


def main():
    pick = random.Random(11)
    table = tables()
    print({k: len(v) for k, v in table.items()})
    corpus.label_sets()
    _, gum = data.treebank("train")
    sources = [(s.words, s.names) for s in gum] + [(s.words, s.names) for s in data.read_uner("dev")[:1500]]
    sources = [s for s in sources if any(n != "O" for n in s[1])]
    silver = []
    for line in open(f"{WORK}/silver.jsonl"):
        row = json.loads(line)
        if "?" not in row["names"] and any(n[2:] in table for n in row["names"]) and not row["words"][0].isupper():
            silver.append((row["words"], row["names"]))
    pick.shuffle(silver)
    sources = sources + silver[:7000]
    count = 0
    with open(f"{WORK}/substituted.jsonl", "w") as out:
        for words, names in sources:
            new_words, new_names, i = [], [], 0
            while i < len(words):
                kind = names[i][2:]
                end = i + 1
                while names[i][0] == "B" and end < len(words) and names[end] == "I-" + kind:
                    end += 1
                chance = {"PER": 0.8, "LOC": 0.6, "ORG": 0.25}.get(kind, 0)
                if names[i][0] == "B" and pick.random() < chance:
                    name = words_of(pick.choice(table[kind]))
                    if kind == "PER" and (end - i == 1 or pick.random() < 0.3):
                        name = name[-1:]
                    if words[i].isupper() and len(words[i]) > 3:
                        name = [w.upper() for w in name]
                else:
                    name = words[i:end]
                tag = names[i] if names[i] == "O" else "B-" + kind
                new_words += name
                new_names += [tag] + (["I-" + kind] * (len(name) - 1))
                i = end
            json.dump({"words": new_words, "names": new_names}, out)
            out.write("\n")
            count += len(new_words)
    print(count, "words")


if __name__ == "__main__":
    main()
