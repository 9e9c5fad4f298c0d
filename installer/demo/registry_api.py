# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of the OCI distribution API as filling and comparing the demo's registries takes."""
import base64
import http.client
import json
import os
import ssl
import urllib.parse

ACCEPT = ", ".join((
    "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.docker.distribution.manifest.v2+json"))


class RegistryError(Exception):
    pass


class Registry:
    """One keep-alive connection to one registry. Password from REGISTRY_USER and REGISTRY_PASSWORD."""

    def __init__(self, url, cafile=None):
        self.url = url.rstrip("/")
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RegistryError(f"not a registry URL: {url}")
        if parts.scheme == "https":
            context = ssl.create_default_context(cafile=cafile)
            self.connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=60, context=context)
        else:
            self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        self.headers = {"User-Agent": "meridian-demo"}
        if user := os.environ.get("REGISTRY_USER"):
            secret = f"{user}:{os.environ.get('REGISTRY_PASSWORD', '')}".encode()
            self.headers["Authorization"] = "Basic " + base64.b64encode(secret).decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def call(self, method, path, expect, body=None, headers=None):
        """(status, headers, bytes). A status that is not in `expect` raises with the registry's words."""
        try:
            self.connection.request(method, path, body, {**self.headers, **(headers or {})})
            answer = self.connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise RegistryError(f"{method} {self.url}{path}: {error or type(error).__name__}") from error
        if answer.status not in expect:
            words = data.decode(errors="replace")[:500]
            raise RegistryError(f"{method} {self.url}{path}: {answer.status} {answer.reason} {words}")
        return answer.status, answer.headers, data

    def digest(self, repository, reference):
        """The digest under a tag, or None."""
        status, headers, _ = self.call("HEAD", f"/v2/{repository}/manifests/{reference}", (200, 404),
                                       headers={"Accept": ACCEPT})
        return headers["Docker-Content-Digest"] if status == 200 else None

    def manifest(self, repository, reference):
        return self.call("GET", f"/v2/{repository}/manifests/{reference}", (200,), headers={"Accept": ACCEPT})[2]

    def tags(self, repository):
        status, _, data = self.call("GET", f"/v2/{repository}/tags/list", (200, 404))
        return sorted(json.loads(data).get("tags") or []) if status == 200 else []

    def repositories(self):
        return sorted(json.loads(self.call("GET", "/v2/_catalog?n=1000", (200,))[2])["repositories"])

    def has_blob(self, repository, digest):
        return self.call("HEAD", f"/v2/{repository}/blobs/{digest}", (200, 404))[0] == 200

    def put_blob(self, repository, digest, size, open_body, mount_from=None):
        """Bytes that were sent: 0 when the registry had the blob or mounted it."""
        if self.has_blob(repository, digest):
            return 0
        query = f"?mount={digest}&from={mount_from}" if mount_from else ""
        status, headers, _ = self.call("POST", f"/v2/{repository}/blobs/uploads/{query}", (201, 202),
                                       headers={"Content-Length": "0"})
        if status == 201:
            return 0
        place = urllib.parse.urlsplit(urllib.parse.urljoin(self.url + "/", headers["Location"]))
        query = (place.query + "&" if place.query else "") + "digest=" + urllib.parse.quote(digest)
        with open_body() as body:
            self.call("PUT", f"{place.path}?{query}", (201,), body=body, headers={
                "Content-Length": str(size), "Content-Type": "application/octet-stream"})
        return size

    def put_manifest(self, repository, reference, media_type, data):
        self.call("PUT", f"/v2/{repository}/manifests/{reference}", (201,), body=data,
                  headers={"Content-Type": media_type})
