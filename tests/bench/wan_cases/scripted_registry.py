#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A registry that is made up while it answers: huge blobs without a disk, 100,000 tags without a file.

usage: scripted_registry.py [--tags REPOSITORIES TAGS] [--blobs COUNT BYTES] [--digests FILE] [--host ADDRESS]

Serves HTTP on a free port and prints it. With --tags it holds that many tags in that many repositories;
with --blobs one image a blob, each of one repeated block. Without either it is an empty target that throws upload
bodies away. /stats tells what it did.
"""
import argparse
import asyncio
import hashlib
import json
import random
import re
import sys
import urllib.parse
import uuid

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
BLOCK = 1 << 20
EMPTY = b"{}"


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


class BigBlob:
    """`size` bytes: one random block again and again."""

    def __init__(self, number, size, digest=None):
        self.block = random.Random(number).randbytes(BLOCK)
        self.twice = memoryview(self.block * 2)
        self.size = size
        # Without the real digest nothing can end well, which is enough to look at a transfer that runs.
        self.digest = digest or digest_of(self.block + str(size).encode())

    def real_digest(self):
        running, left = hashlib.sha256(), self.size
        while left > 0:
            running.update(memoryview(self.block)[:min(left, BLOCK)])
            left -= BLOCK
        return "sha256:" + running.hexdigest()

    def pieces(self, start, end):
        while start < end:
            offset = start % BLOCK
            length = min(BLOCK - offset, 256 << 10, end - start)
            yield self.twice[offset:offset + length]
            start += length


class Content:
    def __init__(self):
        self.repositories = {}   # name -> {tag: digest}
        self.manifests = {}      # digest -> bytes
        self.blobs = {}          # digest -> bytes or BigBlob
        self.blobs[digest_of(EMPTY)] = EMPTY
        self.uploads = {}        # id -> bytes received
        self.stats = {"requests": 0, "bytes_in": 0, "bytes_out": 0, "gets": 0, "gets_most": 0, "uploads_open": 0,
                      "uploads_most": 0, "stored": 0}

    def add(self, repository, tag, layers):
        config = {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest_of(EMPTY),
                  "size": len(EMPTY)}
        manifest = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers,
                               "annotations": {"name": f"{repository}:{tag}"}}).encode()
        self.manifests[digest := digest_of(manifest)] = manifest
        self.repositories.setdefault(repository, {})[tag] = digest

    def add_tags(self, repositories, tags):
        for number in range(tags):
            self.add(f"apps/r{number % repositories:03}", f"v{number // repositories:05}", [])

    def add_blobs(self, count, size, digests):
        for number in range(count):
            blob = BigBlob(number, size, digests[number] if digests else None)
            self.blobs[blob.digest] = blob
            self.add(f"apps/big{number:02}", "1", [{"mediaType": "application/vnd.oci.image.layer.v1.tar",
                                                    "digest": blob.digest, "size": size}])


class Server:
    def __init__(self, content):
        self.content = content
        self.stats = content.stats

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                method, target, _ = lines[0].split(" ", 2)
                headers = {}
                for line in lines[1:]:
                    name, colon, value = line.partition(":")
                    if colon:
                        headers[name.lower()] = value.strip()
                self.stats["requests"] += 1
                await self.answer(method, target, headers, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, method, target, headers, reader, writer):
        path, _, query = target.partition("?")
        query = dict(urllib.parse.parse_qsl(query))
        if headers.get("expect", "").lower() == "100-continue":
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if path == "/stats":
            return self.reply(writer, method, 200, {}, json.dumps(self.stats).encode())
        if path == "/v2/":
            return self.reply(writer, method, 200, {}, EMPTY)
        if path == "/v2/_catalog":
            names = json.dumps({"repositories": sorted(self.content.repositories)}).encode()
            return self.reply(writer, method, 200, {}, names)
        for pattern, handler in ((r"/v2/(.+)/tags/list", self.tags), (r"/v2/(.+)/manifests/([^/]+)", self.manifest),
                                 (r"/v2/(.+)/blobs/uploads/([^/]*)", self.upload),
                                 (r"/v2/(.+)/blobs/([^/]+)", self.blob)):
            if match := re.fullmatch(pattern, path):
                return await handler(method, match, query, headers, reader, writer)
        await self.body(headers, reader)
        return self.reply(writer, method, 404, {}, b'{"errors":[{"code":"UNSUPPORTED"}]}')

    def reply(self, writer, method, status, headers, body=b"", length=None):
        out = [f"HTTP/1.1 {status} Scripted", f"Content-Length: {len(body) if length is None else length}"]
        out += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(out).encode() + b"\r\n\r\n" + (b"" if method == "HEAD" else body))

    async def body(self, headers, reader, keep=False):
        """Bytes received, or the bytes themselves."""
        kept, count = [], 0

        async def take(left):
            nonlocal count
            while left > 0:
                block = await reader.read(min(left, BLOCK))
                if not block:
                    raise ConnectionError
                left -= len(block)
                count += len(block)
                self.stats["bytes_in"] += len(block)
                if keep:
                    kept.append(block)

        if "chunked" in headers.get("transfer-encoding", ""):
            while size := int((await reader.readline()).split(b";")[0], 16):
                await take(size)
                await reader.readline()
            await reader.readline()
        else:
            await take(int(headers.get("content-length", 0)))
        return b"".join(kept) if keep else count

    async def tags(self, method, match, query, headers, reader, writer):
        found = self.content.repositories.get(match[1])
        if found is None:
            return self.reply(writer, method, 404, {}, b'{"errors":[{"code":"NAME_UNKNOWN"}]}')
        names, more = sorted(found), {}
        if last := query.get("last"):
            names = [n for n in names if n > last]
        most = int(query.get("n") or 1000)
        if len(names) > most:
            names = names[:most]
            more = {"Link": f'</v2/{match[1]}/tags/list?n={most}&last={names[-1]}>; rel="next"'}
        return self.reply(writer, method, 200, {"Content-Type": "application/json", **more},
                          json.dumps({"name": match[1], "tags": names}).encode())

    async def manifest(self, method, match, query, headers, reader, writer):
        repository, reference = match[1], match[2]
        if method == "PUT":
            data = await self.body(headers, reader, keep=True)
            self.content.manifests[digest := digest_of(data)] = data
            if not reference.startswith("sha256:"):
                self.content.repositories.setdefault(repository, {})[reference] = digest
            return self.reply(writer, method, 201, {"Docker-Content-Digest": digest,
                                                    "Location": f"/v2/{repository}/manifests/{digest}"})
        digest = self.content.repositories.get(repository, {}).get(reference, reference)
        data = self.content.manifests.get(digest)
        if data is None:
            return self.reply(writer, method, 404, {}, b'{"errors":[{"code":"MANIFEST_UNKNOWN"}]}')
        return self.reply(writer, method, 200, {"Content-Type": MANIFEST, "Docker-Content-Digest": digest,
                                                "ETag": f'"{digest}"'}, data, length=len(data))

    async def blob(self, method, match, query, headers, reader, writer):
        blob = self.content.blobs.get(match[2])
        if blob is None:
            return self.reply(writer, method, 404, {}, b'{"errors":[{"code":"BLOB_UNKNOWN"}]}')
        size = len(blob) if isinstance(blob, bytes) else blob.size
        start, end, status, more = 0, size, 200, {"Docker-Content-Digest": match[2], "Accept-Ranges": "bytes",
                                                  "Content-Type": "application/octet-stream"}
        if asked := re.fullmatch(r"bytes=(\d+)-(\d*)", headers.get("range", "")):
            start, end, status = int(asked[1]), min(size, int(asked[2]) + 1 if asked[2] else size), 206
            if start >= size:
                return self.reply(writer, method, 416, {"Content-Range": f"bytes */{size}"})
            more["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        self.reply(writer, method, status, more, b"", length=end - start)
        if method == "HEAD":
            return None
        self.stats["gets"] += 1
        self.stats["gets_most"] = max(self.stats["gets_most"], self.stats["gets"])
        try:
            for piece in [blob[start:end]] if isinstance(blob, bytes) else blob.pieces(start, end):
                writer.write(piece)
                self.stats["bytes_out"] += len(piece)
                await writer.drain()
        finally:
            self.stats["gets"] -= 1
        return None

    async def upload(self, method, match, query, headers, reader, writer):
        repository, session = match[1], match[2]
        if method == "POST":
            session = str(uuid.uuid4())
            self.content.uploads[session] = 0
        received = self.content.uploads.get(session)
        if received is None:
            await self.body(headers, reader)
            return self.reply(writer, method, 404, {}, b'{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}')
        self.stats["uploads_open"] += 1
        self.stats["uploads_most"] = max(self.stats["uploads_most"], self.stats["uploads_open"])
        try:
            if method in ("POST", "PATCH", "PUT"):
                received += await self.body(headers, reader)
                self.content.uploads[session] = received
        finally:
            self.stats["uploads_open"] -= 1
        more = {"Location": f"/v2/{repository}/blobs/uploads/{session}", "Docker-Upload-UUID": session,
                "Range": f"0-{max(0, received - 1)}"}
        if method == "PUT":
            del self.content.uploads[session]
            self.content.blobs[query["digest"]] = Stored(received)
            self.stats["stored"] += 1
            return self.reply(writer, method, 201, {"Docker-Content-Digest": query["digest"],
                                                    "Location": f"/v2/{repository}/blobs/{query['digest']}"})
        if method == "DELETE":
            del self.content.uploads[session]
            return self.reply(writer, method, 204, {})
        return self.reply(writer, method, 204 if method == "GET" else 202, more)


class Stored:
    """What is left of a blob that was uploaded: its size."""

    def __init__(self, size):
        self.size = size

    def pieces(self, start, end):
        yield bytes(end - start)


async def run(content, host):
    server = await asyncio.start_server(Server(content).serve, host, 0, limit=1 << 20, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tags", nargs=2, type=int, metavar=("REPOSITORIES", "TAGS"))
    parser.add_argument("--blobs", nargs=2, type=int, metavar=("COUNT", "BYTES"))
    parser.add_argument("--digests", help="file with the blobs' real digests, one a line")
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(argv[1:])
    content = Content()
    if options.tags:
        content.add_tags(*options.tags)
    if options.blobs:
        digests = None
        if options.digests:
            with open(options.digests, encoding="ascii") as file:
                digests = file.read().split()
        content.add_blobs(*options.blobs, digests)
    asyncio.run(run(content, options.host))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
