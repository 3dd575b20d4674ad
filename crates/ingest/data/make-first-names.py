#!/usr/bin/env python3
"""Writes first-names.tsv beside this file, from the lists named in README.md.

    python3 make-first-names.py FOLDER-OF-FAKER-JS

The Python packages are those of the interpreter that runs it.
"""

import importlib
import importlib.metadata
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSIONS = {"faker": "40.63.0", "mimesis": "22.2.0", "@faker-js/faker": "10.6.0"}

# Not read: tr_TR, mostly names that nobody bears; `en`, es_ES, en_IE and is_IS,
# where what is rare in Denmark costs more space than it decides.
FAKER = """no_NO sv_SE fi_FI de_DE de_AT de_CH nl_NL nl_BE en_GB en_US fr_FR fr_DZ
it_IT pl_PL ro_RO hr_HR et_EE""".split()
FAKER_JS = "nb_NO sv sr_RS_latin ku_kmr_latin".split()

# Wide, with much that is medieval or no name at all: only what BY_HAND picks.
MIMESIS = "da no".split()

BY_HAND = HERE / "first-names-by-hand.tsv"


def check_versions(faker_js):
    found = {name: importlib.metadata.version(name) for name in ("faker", "mimesis")}
    package = json.loads((faker_js / "package.json").read_text(encoding="utf-8"))
    found[package["name"]] = package["version"]
    if found != VERSIONS:
        sys.exit(f"made from {VERSIONS}, but found {found}")


def of_faker(locale):
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return set(provider.first_names_female), set(provider.first_names_male)


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
    return dict(row.split("\t")[:2] for row in rows)


def main():
    faker_js = Path(sys.argv[1])
    check_versions(faker_js)
    # The first rank that knows a name decides; a rank that has it on both
    # sides decides that nobody can say.
    ranks = [
        votes([of_faker("da_DK")]),
        votes([of_faker_js(faker_js, "da")]),
        votes([of_faker(l) for l in FAKER] + [of_faker_js(faker_js, l) for l in FAKER_JS]),
    ]
    sexes = {}
    for rank in reversed(ranks):
        sexes.update(rank)
    decided = {name: min(sides) for name, sides in sexes.items() if len(sides) == 1}

    known = votes([of_mimesis(l) for l in MIMESIS])
    for name, sides in sexes.items():
        known.setdefault(name, set()).update(sides)
    for name, sex in by_hand().items():
        if sex != "-" and sex not in known.get(name, ()):
            sys.exit(f"{BY_HAND.name}: no list has {name} as {sex}")
        if decided.pop(name, "-") == sex:
            sys.exit(f"{BY_HAND.name}: {name} changes nothing")
        if sex != "-":
            decided[name] = sex

    text = "name\tsex\n" + "".join(f"{n}\t{decided[n]}\n" for n in sorted(decided))
    (HERE / "first-names.tsv").write_text(text, encoding="utf-8", newline="\n")
    women = sum(sex == "w" for sex in decided.values())
    print(f"{women} women's names, {len(decided) - women} men's, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
