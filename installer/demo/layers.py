# SPDX-License-Identifier: GPL-3.0-or-later
"""Deterministic layers out of files that this machine has."""
import hashlib
import io
import os
import random
import tarfile
import zlib

# Where layers take their files from, in this order. What a small machine lacks is made up for by made-up bytes.
SOURCES = {
    "system": ("/usr/bin", "/usr/sbin", "/usr/lib"),
    "perl": ("/usr/share/perl", "/usr/share/perl5", "/usr/lib"),
    "zones": ("/usr/share/zoneinfo", "/usr/share/i18n"),
    "docs": ("/usr/share/doc", "/usr/share/man", "/usr/share/info"),
    "headers": ("/usr/include", "/usr/share/cmake-3.25", "/usr/share"),
    "fonts": ("/usr/share/fonts", "/usr/share/icons"),
}
LARGEST_FILE = 24 << 20


class Layer:
    """A gzip-compressed tar in a file, with the two digests that an image needs of it."""

    def __init__(self, path, diff_id):
        self.path = path
        self.diff_id = diff_id
        self.digest, self.size = digest_of_file(path)


def digest_of_file(path):
    sha, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            sha.update(chunk)
            size += len(chunk)
    return "sha256:" + sha.hexdigest(), size


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


class HashedGzip(io.RawIOBase):
    """Gzip without a name or time, that hashes what goes in."""

    def __init__(self, file, level):
        self.file, self.sha, self.crc, self.length = file, hashlib.sha256(), 0, 0
        self.pack = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        file.write(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")

    def writable(self):
        return True

    def write(self, data):
        self.sha.update(data)
        self.crc = zlib.crc32(data, self.crc)
        self.length += len(data)
        self.file.write(self.pack.compress(data))
        return len(data)

    def finish(self):
        self.file.write(self.pack.flush())
        self.file.write(self.crc.to_bytes(4, "little") + (self.length & 0xFFFFFFFF).to_bytes(4, "little"))
        return "sha256:" + self.sha.hexdigest()


def machine_files(kind):
    """Regular files of the machine in a fixed order."""
    for root in SOURCES[kind]:
        for folder, names, files in os.walk(root):
            names.sort()
            for name in sorted(files):
                path = os.path.join(folder, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path


def tar_entry(name, size, mode=0o644):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, mode, 0
    entry.uname = entry.gname = "root"
    return entry


def build(path, kind, budget, skip=0, label=""):
    """Writes a layer of about `budget` bytes before compression to `path`.

    `skip` bytes of the machine's files are passed over first, so that two layers of a kind differ; `label` goes into
    a file of its own, so that no two images are the same by chance.
    """
    return _write(path, lambda tar: _fill(tar, kind, budget, skip, label), level=1)


def build_random(path, size, seed):
    """A layer of `size` bytes that no compressor makes smaller; the same seed gives the same bytes."""
    def fill(tar):
        tar.addfile(tar_entry(f"var/lib/data/{seed}.bin", size), RandomBytes(seed, size))
    return _write(path, fill, level=0)


def _write(path, fill, level):
    with open(path, "wb") as file:
        packed = HashedGzip(file, level)
        with tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT, bufsize=1 << 20) as tar:
            fill(tar)
        diff_id = packed.finish()
    return Layer(path, diff_id)


def _fill(tar, kind, budget, skip, label):
    text = (label + "\n").encode()
    tar.addfile(tar_entry(f"etc/meridian-demo/{kind}", len(text)), io.BytesIO(text))
    left = budget
    for source in machine_files(kind):
        try:
            size = os.stat(source).st_size
            if size > min(LARGEST_FILE, left):
                continue
            if skip > 0:
                skip -= size
                continue
            with open(source, "rb") as file:
                data = file.read(size)
        except OSError:
            continue  # not ours to read, or gone meanwhile
        mode = 0o755 if os.access(source, os.X_OK) else 0o644
        tar.addfile(tar_entry(source.lstrip("/"), len(data), mode), io.BytesIO(data))
        left -= len(data)
        if left < budget // 50:
            return
    tar.addfile(tar_entry(f"var/lib/data/{kind}.bin", left), RandomBytes(f"{kind} {label}", left))


class RandomBytes:
    """A file of made-up bytes that are the same for the same seed."""

    def __init__(self, seed, size):
        self.random, self.left = random.Random(seed), size

    def read(self, count):
        count = min(count, self.left)
        self.left -= count
        return self.random.randbytes(count)
