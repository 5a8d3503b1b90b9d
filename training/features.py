"""Hashed word features, computed from the token's text alone.

The C++ side (src/language/network_features.cc) computes the same numbers; golden
vectors exported by export.py keep the two together.  A word gives FEATURES
rows of one shared table of ROWS rows.  Each feature owns a block of rows
(its size a power of two) and is hashed there with 32-bit FNV-1a whose start
value is the feature's number.

Folding makes the features hardy against typography: Latin letters lose their
diacritics, curly quotes and dashes become ASCII.  `lower` is the folded word
in ASCII lower case with every digit written 0.
"""
import unicodedata

# (name, rows): the order is the order of the ids.
BLOCKS = [
    ("exact", 32768),    # folded word, case kept
    ("lower", 65536),
    ("prefix3", 8192),
    ("prefix5", 16384),
    ("suffix2", 2048),
    ("suffix3", 8192),
    ("suffix5", 16384),
    ("shape", 2048),     # X x 0 for letters and digits, runs cut at four
]
FEATURES = len(BLOCKS)
ROWS = sum(rows for _, rows in BLOCKS)

# Code points that fold to one ASCII character, besides decomposable letters.
_SPECIAL = {
    0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x00B4: "'",
    0x201C: '"', 0x201D: '"', 0x201E: '"', 0x00AB: '"', 0x00BB: '"', 0x2033: '"',
    0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2015: "-",
    0x2212: "-", 0x00A0: " ", 0x0131: "i", 0x0141: "L", 0x0142: "l", 0x00D8: "O",
    0x00F8: "o", 0x0110: "D", 0x0111: "d", 0x00D0: "D", 0x00F0: "d", 0x00DF: "s",
    0x0152: "O", 0x0153: "o", 0x00C6: "A", 0x00E6: "a", 0x00DE: "T", 0x00FE: "t",
    0x018F: "A", 0x0259: "a",
}


def fold_table():
    """Every folded code point with its ASCII character, ascending."""
    table = dict(_SPECIAL)
    for code in list(range(0xC0, 0x250)) + list(range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if ord(base) < 128 and code not in table:
            table[code] = base
    return sorted(table.items())


_FOLD = dict(fold_table())


def fold(word):
    return "".join(_FOLD.get(ord(ch), ch) for ch in word)


def lower(folded):
    out = []
    for ch in folded:
        if "A" <= ch <= "Z":
            out.append(chr(ord(ch) + 32))
        elif "0" <= ch <= "9":
            out.append("0")
        else:
            out.append(ch)
    return "".join(out)


def shape(folded):
    out = bytearray()
    run = 0
    last = -1
    for byte in folded.encode("utf-8"):
        if 65 <= byte <= 90:
            kind = 88  # X
        elif 97 <= byte <= 122 or byte >= 128:
            kind = 120  # x; every byte of a letter outside ASCII counts as one x
        elif 48 <= byte <= 57:
            kind = 48
        else:
            kind = byte
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 4:
            out.append(kind)
    return bytes(out)


def fnv1a(data, feature):
    value = (2166136261 + feature * 0x9E3779B9) & 0xFFFFFFFF
    for byte in data:
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    value ^= value >> 15
    return value


_CACHE = {}


def rows_of(word):
    """The FEATURES table rows of one word (prefixes and suffixes in bytes)."""
    known = _CACHE.get(word)
    if known is not None:
        return known
    folded = fold(word)
    low = lower(folded).encode("utf-8")
    strings = [folded.encode("utf-8"), low, low[:3], low[:5], low[-2:], low[-3:],
               low[-5:], shape(folded)]
    start = 0
    out = []
    for number, (text, (_, rows)) in enumerate(zip(strings, BLOCKS)):
        out.append(start + (fnv1a(text, number) & (rows - 1)))
        start += rows
    _CACHE[word] = out
    return out
