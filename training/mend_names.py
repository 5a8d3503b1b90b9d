"""Second look at the names of the silver data: where teacher and spaCy disagreed, take spaCy's
word on news with mixed case, for a name that lies wholly in the doubtful part.

Writes work/silver_names.jsonl from work/silver.jsonl and work/raw.jsonl.
"""
import json

from corpus import WORK


def main():
    spacy = {}
    for line in open(f"{WORK}/raw.jsonl"):
        row = json.loads(line)
        if row["names"] and row["source"] in ("bbc", "wikinews", "reuters"):
            spacy[tuple(row["words"])] = row["names"]
    filled = 0
    with open(f"{WORK}/silver_names.jsonl", "w") as out:
        for line in open(f"{WORK}/silver.jsonl"):
            row = json.loads(line)
            names, other = row["names"], spacy.get(tuple(row["words"]))
            if other and "?" in names:
                i = 0
                while i < len(other):
                    end = i + 1
                    while other[i][0] == "B" and end < len(other) and other[end][0] == "I":
                        end += 1
                    if other[i][0] == "B" and all(names[j] == "?" for j in range(i, end)) and not (
                            end < len(names) and names[end][0] == "I"):
                        names[i:end] = other[i:end]
                        filled += end - i
                    i = end
            json.dump(row, out)
            out.write("\n")
    print(filled, "words of names filled in")


if __name__ == "__main__":
    main()
