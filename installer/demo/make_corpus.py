#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a registry with real images made of files that this machine has.

Layers are deterministic: the same machine gives the same digests. A registry that holds every tag already is left
as it is. Credentials: REGISTRY_USER and REGISTRY_PASSWORD in the environment.
"""
import argparse
import io
import json
import platform
import sys
import tempfile
import time
from pathlib import Path

import layers
from registry_api import Registry, RegistryError

OCI = "application/vnd.oci.image."
DOCKER = "application/vnd.docker."
IN_TOTO = "application/vnd.in-toto+json"
CREATED = "2025-01-01T00:00:00Z"
MACHINE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
MB = 1_000_000

# Share of the budget that each layer takes, before compression. Images name layers; two images that name the same
# layer share its bytes. name: (kind, share)
LAYERS = {
    "os": ("system", 0.34), "zones": ("zones", 0.03), "docs": ("docs", 0.06),
    "web 1.0": ("headers", 0.05), "web 1.1": ("headers", 0.05), "web 1.2": ("headers", 0.05),
    "api 2.0": ("perl", 0.06), "api 2.1-rc1": ("perl", 0.06), "api 2.1": ("perl", 0.06),
    "amd64": ("system", 0.10), "arm64": ("fonts", 0.10), "tool": ("docs", 0.04),
}
# repository, tags, layers. The last tag of a list is an alias of the image of the first.
IMAGES = [
    ("base/debian", ("12-slim",), ("os",)),
    ("base/debian", ("12", "latest"), ("os", "zones", "docs")),
    ("apps/web", ("1.0.0",), ("os", "zones", "web 1.0")),
    ("apps/web", ("1.1.0",), ("os", "zones", "web 1.1")),
    ("apps/web", ("1.2.0", "latest"), ("os", "zones", "web 1.2")),
    ("apps/api", ("2.0.0",), ("os", "zones", "docs", "api 2.0")),
    ("apps/api", ("2.1.0-rc1",), ("os", "zones", "docs", "api 2.1-rc1")),
    ("apps/api", ("2.1.0", "latest"), ("os", "zones", "docs", "api 2.1")),
]
BUDGET = {"tiny": 2 * MB, "small": 40 * MB, "normal": 300 * MB, "large": 300 * MB, "layers": 0}
LARGE_LAYERS = 2
LARGE_BYTES = 1 << 30


class Corpus:
    def __init__(self, registry, size, folder):
        self.registry, self.size, self.folder = registry, size, Path(folder)
        self.made = {}        # layer name -> Layer
        self.home = {}        # blob digest -> a repository that has it
        self.sent = self.shared = self.tags = 0

    # --- parts ---------------------------------------------------------------------------------

    def layer(self, name):
        if name not in self.made:
            kind, share = LAYERS[name]
            budget = int(BUDGET[self.size] * share)
            earlier = [n for n in LAYERS if LAYERS[n][0] == kind]
            skip = sum(int(BUDGET[self.size] * LAYERS[n][1]) for n in earlier[:earlier.index(name)])
            self.made[name] = layers.build(self.folder / name.replace(" ", "-"), kind, budget, skip, name)
        return self.made[name]

    def blob(self, repository, digest, size, open_body):
        sent = self.registry.put_blob(repository, digest, size, open_body, self.home.get(digest))
        self.home.setdefault(digest, repository)
        self.sent += sent
        self.shared += 0 if sent else size

    def blob_of(self, repository, data):
        digest = layers.digest_of(data)
        self.blob(repository, digest, len(data), lambda: io.BytesIO(data))
        return digest

    def manifest(self, repository, references, media_type, value):
        data = json.dumps(value, indent=2).encode()
        for reference in references or (layers.digest_of(data),):
            self.registry.put_manifest(repository, reference, media_type, data)
        self.tags += len(references)
        self.sent += len(data)
        return {"mediaType": media_type, "digest": layers.digest_of(data), "size": len(data)}

    # --- images --------------------------------------------------------------------------------

    def image(self, repository, tags, parts, architecture=MACHINE, docker=False):
        """Pushes layers, config and manifest in that order; returns the manifest's descriptor."""
        made = [self.layer(p) if isinstance(p, str) else p for p in parts]
        for layer in made:
            self.blob(repository, layer.digest, layer.size, lambda path=layer.path: open(path, "rb"))
        config = json.dumps({
            "created": CREATED, "architecture": architecture, "os": "linux",
            "config": {"Cmd": ["/bin/sh"], "Labels": {"org.opencontainers.image.source": "meridian demo"}},
            "rootfs": {"type": "layers", "diff_ids": [layer.diff_id for layer in made]},
            "history": [{"created": CREATED, "created_by": f"meridian demo: {layer.path.name}"} for layer in made],
        }).encode()
        manifest_type = DOCKER + "distribution.manifest.v2+json" if docker else OCI + "manifest.v1+json"
        layer_type = DOCKER + "image.rootfs.diff.tar.gzip" if docker else OCI + "layer.v1.tar+gzip"
        return self.manifest(repository, tags, manifest_type, {
            "schemaVersion": 2, "mediaType": manifest_type,
            "config": {"mediaType": DOCKER + "container.image.v1+json" if docker else OCI + "config.v1+json",
                       "digest": self.blob_of(repository, config), "size": len(config)},
            "layers": [{"mediaType": layer_type, "digest": layer.digest, "size": layer.size} for layer in made]})

    def attestation(self, repository, subject):
        """What buildx adds beside each platform: provenance as a manifest of the platform unknown/unknown."""
        statement = json.dumps({
            "_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v0.2",
            "subject": [{"name": repository, "digest": {"sha256": subject["digest"].split(":")[1]}}],
            "predicate": {"builder": {"id": "meridian demo"}, "buildType": "meridian demo"}}).encode()
        statement_digest = self.blob_of(repository, statement)
        config = json.dumps({"architecture": "unknown", "os": "unknown", "config": {},
                             "rootfs": {"type": "layers", "diff_ids": [statement_digest]}}).encode()
        descriptor = self.manifest(repository, (), OCI + "manifest.v1+json", {
            "schemaVersion": 2, "mediaType": OCI + "manifest.v1+json",
            "config": {"mediaType": OCI + "config.v1+json", "digest": self.blob_of(repository, config),
                       "size": len(config)},
            "layers": [{"mediaType": IN_TOTO, "digest": statement_digest, "size": len(statement),
                        "annotations": {"in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2"}}]})
        return {**descriptor, "platform": {"architecture": "unknown", "os": "unknown"},
                "annotations": {"vnd.docker.reference.type": "attestation-manifest",
                                "vnd.docker.reference.digest": subject["digest"]}}

    def index(self, repository, tags, platforms):
        """One index for several platforms, each with its attestation."""
        images = []
        for architecture, parts in platforms:
            descriptor = self.image(repository, (), parts, architecture)
            images.append({**descriptor, "platform": {"architecture": architecture, "os": "linux"}})
        entries = images + [self.attestation(repository, image) for image in images]
        self.manifest(repository, tags, OCI + "index.v1+json", {
            "schemaVersion": 2, "mediaType": OCI + "index.v1+json", "manifests": entries})

    def large(self):
        for number in range(LARGE_LAYERS):
            layer = layers.build_random(self.folder / f"large-{number}", LARGE_BYTES, number)
            self.image("large/model", (f"{number + 1}",), (layer,))
            layer.path.unlink()

    def fill(self):
        if self.size in ("large", "layers"):
            self.large()
        if self.size == "layers":
            return
        for repository, tags, parts in IMAGES:
            self.image(repository, tags, parts)
        self.index("multi/web", ("1.0", "latest"), (("amd64", ("amd64", "zones")), ("arm64", ("arm64", "zones"))))
        self.image("legacy/tool", ("0.9",), ("tool",), docker=True)


def all_tags(size):
    """(repository, tag) of everything that a corpus of this size has."""
    large = [("large/model", f"{n + 1}") for n in range(LARGE_LAYERS)]
    if size == "layers":
        return large
    tags = [(repository, tag) for repository, tags, _ in IMAGES for tag in tags]
    tags += [("multi/web", "1.0"), ("multi/web", "latest"), ("legacy/tool", "0.9")]
    return tags + (large if size == "large" else [])


def is_filled(registry, size):
    return all(registry.digest(repository, tag) for repository, tag in all_tags(size))


def change(registry, ref, folder):
    """Moves a tag to a new image: the old one's layers and a small one on top. Returns the new digest."""
    repository, tag = ref.rsplit(":", 1)
    old = json.loads(registry.manifest(repository, tag))
    if "layers" not in old:
        raise RegistryError(f"{ref} is an index; --change is for a single image")
    config = json.loads(registry.call("GET", f"/v2/{repository}/blobs/{old['config']['digest']}", (200,))[2])
    top = layers.build_random(Path(folder) / "change", 2 * MB, f"{ref} {old['config']['digest']}")
    corpus = Corpus(registry, "tiny", folder)
    corpus.blob(repository, top.digest, top.size, lambda: open(top.path, "rb"))
    config["rootfs"]["diff_ids"].append(top.diff_id)
    config["history"].append({"created": CREATED, "created_by": "meridian demo: change"})
    data = json.dumps(config).encode()
    old["config"].update(digest=corpus.blob_of(repository, data), size=len(data))
    old["layers"].append({"mediaType": old["layers"][-1]["mediaType"], "digest": top.digest, "size": top.size})
    return corpus.manifest(repository, (tag,), old["mediaType"], old)["digest"]


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--registry", required=True, metavar="URL", help="http(s)://host[:port]")
    parser.add_argument("--size", choices=BUDGET, default="normal",
                        help="tiny 1 MB, small 17 MB, normal 130 MB, layers = two images of one layer of 1 GiB, "
                             "large = normal and layers")
    parser.add_argument("--cafile", help="PEM file that the registry's certificate is checked against")
    parser.add_argument("--change", metavar="REPOSITORY:TAG", help="instead: move this tag to a changed image")
    options = parser.parse_args(argv[1:])
    started = time.monotonic()
    try:
        with Registry(options.registry, options.cafile) as registry, \
                tempfile.TemporaryDirectory(prefix="meridian-corpus-") as folder:
            registry.call("GET", "/v2/", (200,))
            if options.change:
                print(f"{options.change} is now {change(registry, options.change, folder)}")
                return 0
            if is_filled(registry, options.size):
                print(f"{options.registry} holds all {len(all_tags(options.size))} tags already")
                return 0
            corpus = Corpus(registry, options.size, folder)
            corpus.fill()
    except (RegistryError, OSError) as error:
        print(f"make_corpus: {error}", file=sys.stderr)
        return 1
    repositories = len({repository for repository, _ in all_tags(options.size)})
    print(f"{corpus.tags} tags in {repositories} repositories: {corpus.sent / MB:.1f} MB pushed, "
          f"{corpus.shared / MB:.1f} MB shared between images, {time.monotonic() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
