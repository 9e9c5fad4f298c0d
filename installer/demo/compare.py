#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says whether registries hold the same digests under the same tags, as skopeo reads them.

usage: compare.py FLEET.json                the file's first primary region is the source
       compare.py NAME=URL NAME=URL...      the first is the source
Exit status 0 = all the same.
"""
import hashlib
import json
import subprocess
import sys
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

from registry_api import Registry, RegistryError


def digest(url, ref):
    """The digest of the manifest under a tag, taken from its bytes; None when there is none."""
    parts = urllib.parse.urlsplit(url)
    result = subprocess.run(
        ["skopeo", "inspect", "--raw", "--no-creds", f"--tls-verify={str(parts.scheme == 'https').lower()}",
         f"docker://{parts.netloc}/{ref}"], capture_output=True, check=False)
    return "sha256:" + hashlib.sha256(result.stdout).hexdigest() if result.returncode == 0 else None


def refs(url):
    with Registry(url) as registry:
        return [f"{repository}:{tag}" for repository in registry.repositories() for tag in registry.tags(repository)]


def report(registries):
    """Prints a table; 0 when every target equals the source."""
    source = refs(registries[0][1])
    with ThreadPoolExecutor(4) as pool:
        columns = [list(pool.map(lambda ref, url=url: digest(url, ref), source)) for _, url in registries]
    width = max([len(ref) for ref in source] + [3])
    print(f"{'tag':<{width}}  " + "  ".join(f"{name:<19}" for name, _ in registries))
    differ = 0
    for ref, *found in zip(source, *columns):
        cells = [found[0] or "?"] + [
            "same" if other and other == found[0] else f"differs: {other[7:17]}" if other else "missing"
            for other in found[1:]]
        cells[0] = cells[0][:19]
        differ += sum(cell != "same" for cell in cells[1:])
        print(f"{ref:<{width}}  " + "  ".join(f"{cell:<19}" for cell in cells).rstrip())
    print(f"{len(source)} tags, {len(registries) - 1} targets: "
          + ("the same digest under every tag" if source and not differ else f"{differ} differences"))
    return 0 if source and not differ else 1


def from_fleet(file):
    with open(file, encoding="utf-8") as text:
        regions = json.load(text)["regions"]
    regions.sort(key=lambda region: region["role"] != "primary")
    return [(region["name"], region["registry"]["url"]) for region in regions]


def main(arguments):
    if len(arguments) == 1 and arguments[0].endswith(".json"):
        registries = from_fleet(arguments[0])
    else:
        registries = [tuple(argument.split("=", 1)) for argument in arguments if "=" in argument]
    if len(registries) < 2:
        sys.exit(__doc__)
    try:
        return report(registries)
    except RegistryError as error:
        sys.exit(f"compare: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
