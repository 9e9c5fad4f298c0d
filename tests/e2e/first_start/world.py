# SPDX-License-Identifier: GPL-3.0-or-later
"""What a first start needs around it: registries with and without login and TLS, a display, images. Every process ends with
the one that started it."""
import ctypes
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path


def run(*argv, **more):
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(argv)}: {done.stdout.decode(errors='replace')}")
    return done.stdout


def until(condition, seconds, what):
    """Polls; the condition's value, or an error that says what was waited for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.03)
    raise TimeoutError(f"{what}: not within {seconds} s")


def die_with_me():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Certificates:
    """A private authority, and a certificate of it for this machine."""

    def __init__(self, folder):
        self.ca, self.key = folder / "ca.pem", folder / "server.key"
        self.chain = folder / "chain.pem"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", "/CN=Acme Internal CA", "-keyout", str(folder / "ca.key"), "-out", str(self.ca))
        run("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
            "/CN=registry.sin.acme", "-keyout", str(self.key), "-out", str(folder / "server.csr"))
        (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
        run("openssl", "x509", "-req", "-in", str(folder / "server.csr"), "-CA", str(self.ca), "-CAkey", str(folder / "ca.key"),
            "-CAcreateserial", "-days", "30", "-extfile", str(folder / "names"), "-out", str(folder / "server.pem"))
        self.chain.write_text((folder / "server.pem").read_text() + self.ca.read_text())


class Registry:
    """A real docker-registry on a port of this machine."""

    def __init__(self, folder, user="", password="", certificates=None):
        folder.mkdir()
        self.port, self.user, self.password, self.tls = free_port(), user, password, certificates is not None
        text = (f"version: 0.1\nlog: {{level: error, accesslog: {{disabled: true}}}}\nstorage:\n"
                f"  filesystem: {{rootdirectory: {folder}/data}}\nhttp:\n  addr: 127.0.0.1:{self.port}\n  secret: not-a-secret\n")
        if certificates:
            text += f"  tls: {{certificate: {certificates.chain}, key: {certificates.key}}}\n"
        if user:
            (folder / "htpasswd").write_bytes(run("htpasswd", "-Bbn", "-C", "4", user, password))
            text += f"auth:\n  htpasswd: {{realm: test, path: {folder}/htpasswd}}\n"
        (folder / "config.yml").write_text(text)
        program = shutil.which("docker-registry") or "/usr/bin/docker-registry"
        self.process = subprocess.Popen([program, "serve", str(folder / "config.yml")], preexec_fn=die_with_me,
                                        stdout=(folder / "log").open("wb"), stderr=subprocess.STDOUT,
                                        env={**os.environ, "OTEL_TRACES_EXPORTER": "none"})
        until(lambda: listens(self.port), 20, "the registry answers")

    def place(self):
        return f"127.0.0.1:{self.port}"

    def digest(self, ref):
        """What skopeo reads of a tag: the digest of the manifest's bytes."""
        login = ["--creds", f"{self.user}:{self.password}"] if self.user else []
        raw = run("skopeo", "inspect", "--tls-verify=false", "--raw", *login, f"docker://{self.place()}/{ref}")
        return hashlib.sha256(raw).hexdigest()

    def end(self):
        self.process.kill()
        self.process.wait()


def make_image(folder, text):
    """An OCI layout with one image of one layer."""
    blobs = folder / "blobs/sha256"
    blobs.mkdir(parents=True)

    def put(data, media_type):
        digest = hashlib.sha256(data).hexdigest()
        (blobs / digest).write_bytes(data)
        return {"mediaType": media_type, "digest": "sha256:" + digest, "size": len(data)}

    layer = text.encode() * 2000
    layer += b"\0" * (-len(layer) % 512)
    config = put(json.dumps({"architecture": "amd64", "os": "linux", "author": text, "rootfs": {
        "type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]}}).encode(), "application/vnd.oci.image.config.v1+json")
    manifest = put(json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config,
                               "layers": [put(layer, "application/vnd.oci.image.layer.v1.tar")]}).encode(),
                   "application/vnd.oci.image.manifest.v1+json")
    (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
    (folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [manifest]}))


def fill(registry, folder, refs):
    for place, ref in enumerate(refs):
        make_image(folder / str(place), ref)
        run("skopeo", "copy", "-q", "--dest-tls-verify=false", f"oci:{folder / str(place)}", f"docker://{registry.place()}/{ref}")


class Display:
    """An X server that nobody looks at."""

    def __init__(self, size="1280x720"):
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset"],
                                        pass_fds=[write], preexec_fn=die_with_me, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.name = ":" + told.readline().strip()

    def end(self):
        self.process.terminate()
        self.process.wait()
