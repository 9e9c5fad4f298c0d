# SPDX-License-Identifier: GPL-3.0-or-later
"""Images of random data, written straight into the storage layout of docker-registry (distribution 2.x).

Layers are real gzip files of a real tar, stored without compression, so that sizes are exact to a few KB and tools
that look at the content find what the media type says.
"""
import gzip
import hashlib
import io
import json
import random
import tarfile
from pathlib import Path

MB = 1_000_000
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"



def shared_corpus():
    """30 tags in 10 repositories that share layers: 2.1 GB once, 2.8 GB once a repository, 5 GB once a tag."""
    base = ("base", 71_000_000)
    images = [("apps/base", "12", (base,))]
    for app in (f"apps/app{n}" for n in range(8)):
        for tag, libraries, program in (("1.0", 1, 1), ("1.1", 1, 2), ("2.0", 2, 2)):
            images.append((app, tag, (base, (f"{app} libraries {libraries}", 90_000_000),
                                      (f"{app} program {program}", 35_000_000))))
    return images + [("apps/tools", f"0.{n}", (base, 12_000_000)) for n in range(5)]


# name: [(repository, tag, layers)]; a layer is its size in bytes, or (name, size) where images share it.
CORPORA = {
    "shared": shared_corpus(),
    "image": [("apps/web", "1.1", (71_000_000, 20_200_000, 16_600_000))],
    "layer10": [("apps/one", "new", (10_000_000,))],
    "layer71": [("apps/big", "1", (71_000_000,))],
    "tags24": [(f"apps/r{r:02}", f"1.{t}", (20_000, 4_000)) for r in range(8) for t in range(3)],
    "tags1000": [(f"apps/r{r:02}", f"1.{t}", (3_000,)) for r in range(40) for t in range(25)],
    "tags50": [(f"apps/r{r:02}", f"1.{t}", (3_000,)) for r in range(2) for t in range(25)],
}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Corpus:
    """A registry's data folder with images in it."""

    def __init__(self, folder, name):
        self.folder, self.name = Path(folder), name
        self.root = self.folder / "docker" / "registry" / "v2"
        self.tags = []
        self.unique_bytes = 0
        self.random = random.Random(name)
        self.named = {}
        for repository, tag, sizes in CORPORA[name]:
            self._image(repository, tag, sizes)
            self.tags.append((repository, tag))

    @property
    def repositories(self):
        return sorted({repository for repository, _ in self.tags})

    def _image(self, repository, tag, sizes):
        layers, unpacked = [], []
        for size in sizes:
            digest, length, diff = self._layer(size)
            self._belongs(repository, digest)
            layers.append({"mediaType": LAYER, "digest": "sha256:" + digest, "size": length})
            unpacked.append("sha256:" + diff)
        config = json.dumps({"architecture": "amd64", "os": "linux", "created": "2025-01-01T00:00:00Z",
                             "config": {"Labels": {"name": f"{repository}:{tag}"}},
                             "rootfs": {"type": "layers", "diff_ids": unpacked}}).encode()
        manifest = json.dumps({
            "schemaVersion": 2, "mediaType": MANIFEST,
            "config": {"mediaType": CONFIG, "digest": self._blob(repository, config), "size": len(config)},
            "layers": layers}).encode()
        digest = self._store(manifest)
        home = self.root / "repositories" / repository / "_manifests"
        _link(home / "revisions" / "sha256" / digest / "link", digest)
        _link(home / "tags" / tag / "current" / "link", digest)
        _link(home / "tags" / tag / "index" / "sha256" / digest / "link", digest)

    def _layer(self, size):
        """(hex digest, size in bytes, hex digest of the tar in it)"""
        name, size = size if isinstance(size, tuple) else (None, size)
        if name not in self.named:
            blob, diff = self._pack(size)
            made = self._store(blob), len(blob), diff
            if not name:
                return made
            self.named[name] = made
        return self.named[name]

    def _pack(self, size):
        """(gzip bytes of about this size, hex digest of the tar in it)"""
        content = self.random.randbytes(max(1, size - 11_000 - size // 6500) if size > 100_000 else size)
        tar = io.BytesIO()
        with tarfile.open(fileobj=tar, mode="w") as archive:
            entry = tarfile.TarInfo("data")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        plain = tar.getvalue()
        return gzip.compress(plain, compresslevel=0, mtime=0), sha256(plain)

    def _blob(self, repository, data):
        digest = self._store(data)
        self._belongs(repository, digest)
        return "sha256:" + digest

    def _belongs(self, repository, digest):
        _link(self.root / "repositories" / repository / "_layers" / "sha256" / digest / "link", digest)

    def _store(self, data):
        digest = sha256(data)
        file = self.root / "blobs" / "sha256" / digest[:2] / digest / "data"
        if not file.exists():
            file.parent.mkdir(parents=True)
            file.write_bytes(data)
            self.unique_bytes += len(data)
        return digest


def _link(file, digest):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("sha256:" + digest)
