#!/usr/bin/env python3
"""Writes first-names.tsv beside this file, from the lists named in README.md.

    python3 make-first-names.py FOLDER-OF-FAKER-JS

The Python packages are those of the interpreter that runs it.
"""

import csv
import importlib
import importlib.metadata
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSIONS = {
    "dacy": "2.9.0",
    "faker": "40.63.0",
    "mimesis": "22.2.0",
    "nomquamgender": "0.1.4",
    "@faker-js/faker": "10.6.0",
}

# Not read: tr_TR, mostly names that nobody bears; `en`, es_ES, en_IE and is_IS,
# where what is rare in Denmark costs more space than it decides.
FAKER = """no_NO sv_SE fi_FI de_DE de_AT de_CH nl_NL nl_BE en_GB en_US fr_FR fr_DZ
it_IT pl_PL ro_RO hr_HR et_EE""".split()
FAKER_JS = "nb_NO sv sr_RS_latin ku_kmr_latin".split()

# Wide, with much that is medieval or no name at all: only what BY_HAND picks.
MIMESIS = "da no".split()

# What nomquamgender must say of a name before it decides: in how many of its
# sources, borne by how many, and by how few of the other sex. It then puts
# 1 in 1,000 of what the lists above have on one side on the other. More names
# would cost more space than they decide.
SOURCES, BEARERS, OTHERS = 8, 100, 0.05

# Nor do names that are surnames first of all, as dacy's Danish ones are, decide.
SURNAMES = "da_DK en_GB en_US".split()

# It spells without accents. These have the accents, and are too uncertain to
# decide themselves.
ACCENTED = "tr_TR es_ES es_MX pt_PT pt_BR cs_CZ sk_SK hu_HU lv_LV sl_SI az_AZ vi_VN".split()
ACCENTED_JS = "tr vi".split()
ACCENTED_MIMESIS = "tr".split()
UNACCENTED = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "æ": "ae", "œ": "oe", "ß": "ss"}
)

# Why a row may have a name that is in none of the lists read here.
TABLES = "in Statistics Denmark's tables of names"

BY_HAND = HERE / "first-names-by-hand.tsv"


def check_versions(faker_js):
    found = {name: importlib.metadata.version(name) for name in VERSIONS if name[0] != "@"}
    package = json.loads((faker_js / "package.json").read_text(encoding="utf-8"))
    found[package["name"]] = package["version"]
    if found != VERSIONS:
        sys.exit(f"made from {VERSIONS}, but found {found}")


def of_faker(locale):
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return set(provider.first_names_female), set(provider.first_names_male)


def surnames_of_faker(locale):
    return set(importlib.import_module(f"faker.providers.person.{locale}").Provider.last_names)


def of_mimesis(locale):
    folder = Path(importlib.import_module("mimesis").__file__).parent
    path = folder / "datasets" / locale / "person.json"
    names = json.loads(path.read_text(encoding="utf-8"))["names"]
    return set(names["female"]), set(names["male"])


def of_faker_js(package, locale):
    """Its lists are JavaScript: `a.b`.split(`.`) where long, [`a`,`b`] where short."""
    entry = (package / "dist" / "locale" / f"{locale}.js").read_text(encoding="utf-8")
    target = re.search(r'from"\.\./([^"]+)";export\{\w+ as faker\}', entry).group(1)
    source = (package / "dist" / target).read_text(encoding="utf-8")
    start = source.index("first_name:{")
    lists = []
    for sex in ("female", "male"):
        at = re.compile(rf"\b{sex}:").search(source, start).end()
        if source[at] == "`":
            text, separator = re.compile(r"`([^`]*)`\.split\(`(.)`\)").match(source, at).groups()
            lists.append(set(text.split(separator)))
        else:
            lists.append(set(re.findall(r"`([^`]*)`", source[at : source.index("]", at)])))
    return lists


def packaged(package, path):
    """A data file of a package that need not be imported, nor what it needs."""
    file = importlib.metadata.distribution(package).locate_file(path)
    return Path(file).read_text(encoding="utf-8")


def of_dacy():
    """Its first names, women's and men's, and Danish surnames."""
    women, men, surnames = set(), set(), set()
    table = packaged("dacy", "dacy/resources/lookup_tables/names.csv")
    for row in csv.DictReader(table.splitlines()):
        if row["first_name"] == "True":
            (women if row["gender"] == "female" else men).add(row["name"])
        elif row["ethnicity"] == "danish":
            surnames.add(row["name"])
    return women, men, surnames


def of_nomquamgender():
    """By name without accents and in lower case: sources, bearers, share of women
    and, where country and decade change nothing, 3."""
    data = json.loads(packaged("nomquamgender", "nomquamgender/name_data.json"))
    women, men = set(), set()
    for name, (sources, bearers, share, everywhere) in data.items():
        if sources >= SOURCES and bearers >= BEARERS and everywhere == 3 and len(name) > 2:
            if share >= 1 - OTHERS:
                women.add(name.capitalize())
            elif share <= OTHERS:
                men.add(name.capitalize())
    return women, men


def unaccented(name):
    bare = unicodedata.normalize("NFKD", name.lower().translate(UNACCENTED))
    return "".join(c for c in bare if not unicodedata.combining(c)).capitalize()


def accented(lists, plain):
    """The names of `lists` that are those of `plain` but for accents."""
    found = []
    for side in (0, 1):
        names = set().union(*(l[side] for l in lists))
        found.append({n for n in names if unaccented(n) != n and unaccented(n) in plain[side]})
    return found


def cleaned(names):
    for name in names:
        name = unicodedata.normalize("NFC", name.strip())
        # One Latin word, or several joined by hyphens; no initials.
        parts = name.split("-")
        latin = all(unicodedata.name(c, "").startswith("LATIN ") for p in parts for c in p)
        if latin and all(len(p) > 1 and p[0].isupper() and p[1:].islower() for p in parts):
            yield name


def votes(lists):
    """Which of the two sides each name stands on."""
    sides = {}
    for women, men in lists:
        for sex, names in (("w", women), ("m", men)):
            for name in cleaned(names):
                sides.setdefault(name, set()).add(sex)
    return sides


def by_hand():
    rows = BY_HAND.read_text(encoding="utf-8").splitlines()[1:]
    return [row.split("\t") for row in rows]


def main():
    faker_js = Path(sys.argv[1])
    check_versions(faker_js)
    # The first rank that knows a name decides; a rank that has it on both
    # sides decides that nobody can say.
    women, men, surnames = of_dacy()
    surnames = surnames.union(*(surnames_of_faker(l) for l in SURNAMES))
    everyone = of_nomquamgender()
    wide = [names - surnames for names in everyone]
    spelt = [of_faker(l) for l in ACCENTED] + [of_faker_js(faker_js, l) for l in ACCENTED_JS]
    spelt += [of_mimesis(l) for l in ACCENTED_MIMESIS]
    ranks = [
        votes([of_faker("da_DK")]),
        votes([of_faker_js(faker_js, "da")]),
        votes([(women, men)]),
        votes([of_faker(l) for l in FAKER] + [of_faker_js(faker_js, l) for l in FAKER_JS]),
        votes([wide, accented(spelt, everyone)]),
    ]
    sexes = {}
    for rank in reversed(ranks):
        sexes.update(rank)
    decided = {name: min(sides) for name, sides in sexes.items() if len(sides) == 1}

    # “Linas” is oftener Lina's than a man.
    for name in sorted(set(ranks[-1]).difference(*ranks[:-1])):
        if name.endswith("s") and decided.get(name[:-1], decided.get(name)) != decided.get(name):
            decided.pop(name, None)

    known = votes([everyone] + [of_mimesis(l) for l in MIMESIS])
    for name, sides in sexes.items():
        known.setdefault(name, set()).update(sides)
    faults = []
    for name, sex, why in by_hand():
        if sex != "-" and why != TABLES and sex not in known.get(name, ()):
            faults.append(f"{BY_HAND.name}: no list has {name} as {sex}")
        if decided.pop(name, "-") == sex:
            faults.append(f"{BY_HAND.name}: {name} changes nothing")
        if sex != "-":
            decided[name] = sex

    if faults:
        sys.exit("\n".join(faults))

    text = "name\tsex\n" + "".join(f"{n}\t{decided[n]}\n" for n in sorted(decided))
    (HERE / "first-names.tsv").write_text(text, encoding="utf-8", newline="\n")
    women = sum(sex == "w" for sex in decided.values())
    print(f"{women} women's names, {len(decided) - women} men's, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
