# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's corpus has the kinds of image that the engine must mirror."""
import contextlib
import io
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import make_corpus
from registry_api import Registry
from registry_process import RegistryProcess

OCI_INDEX = "application/vnd.oci.image.index.v1+json"
OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"


def fill(url, *options):
    """(exit status, what it printed)"""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = make_corpus.main(["make_corpus", "--registry", url, "--size", "tiny", *options])
    return status, out.getvalue() + err.getvalue()


class CorpusTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.process = RegistryProcess(cls.folder / "one").start()
        cls.addClassCleanup(cls.process.stop)
        cls.status, cls.printed = fill(cls.process.url)
        cls.registry = cls.enterClassContext(Registry(cls.process.url))

    def manifest(self, ref):
        return json.loads(self.registry.manifest(*ref.split(":")))

    def test_it_is_filled(self):
        self.assertEqual(self.status, 0, self.printed)
        self.assertEqual(self.registry.repositories(),
                         ["apps/api", "apps/web", "base/debian", "legacy/tool", "multi/web"])
        for repository, tag in make_corpus.all_tags("tiny"):
            self.assertTrue(self.registry.digest(repository, tag), f"{repository}:{tag}")

    def test_it_stays_small(self):
        data = self.process.folder / "data"
        self.assertLess(sum(file.stat().st_size for file in data.rglob("*") if file.is_file()), 3_000_000)

    def test_two_repositories_share_base_layers(self):
        web, api, base = (self.manifest(ref) for ref in ("apps/web:1.2.0", "apps/api:2.1.0", "base/debian:12-slim"))
        self.assertEqual(web["layers"][:2], api["layers"][:2])
        self.assertEqual(web["layers"][0], base["layers"][0])
        self.assertNotEqual(web["layers"][-1]["digest"], api["layers"][-1]["digest"])

    def test_versions_differ(self):
        tags = self.registry.tags("apps/web")
        self.assertEqual(tags, ["1.0.0", "1.1.0", "1.2.0", "latest"])
        self.assertEqual(len({self.registry.digest("apps/web", tag) for tag in tags}), 3)

    def test_index_has_two_platforms_and_attestations(self):
        index = self.manifest("multi/web:1.0")
        self.assertEqual(index["mediaType"], OCI_INDEX)
        platforms = [entry["platform"]["architecture"] for entry in index["manifests"]]
        self.assertEqual(platforms, ["amd64", "arm64", "unknown", "unknown"])
        for image, attestation in zip(index["manifests"][:2], index["manifests"][2:]):
            self.assertEqual(attestation["annotations"], {
                "vnd.docker.reference.type": "attestation-manifest",
                "vnd.docker.reference.digest": image["digest"]})
            statement = json.loads(self.registry.manifest("multi/web", attestation["digest"]))
            self.assertEqual(statement["layers"][0]["mediaType"], "application/vnd.in-toto+json")

    def test_docker_form(self):
        manifest = self.manifest("legacy/tool:0.9")
        self.assertEqual(manifest["mediaType"], DOCKER_MANIFEST)
        self.assertTrue(manifest["layers"][0]["mediaType"].startswith("application/vnd.docker."))

    def test_skopeo_reads_every_tag(self):
        """An independent reader: config and layers belong together."""
        host = self.process.url.split("//")[1]
        for repository, tag in make_corpus.all_tags("tiny"):
            with tempfile.TemporaryDirectory() as folder:
                result = subprocess.run(
                    ["skopeo", "copy", "--all", "--src-tls-verify=false", "--preserve-digests",
                     f"docker://{host}/{repository}:{tag}", f"dir:{folder}"], capture_output=True, text=True)
                self.assertEqual(result.returncode, 0, f"{repository}:{tag}: {result.stderr}")

    def test_second_run_pushes_nothing(self):
        before = len(self.process.requests())
        status, printed = fill(self.process.url)
        self.assertEqual(status, 0)
        self.assertIn("already", printed)
        self.assertEqual({request["method"] for request in self.process.requests()[before:]}, {"GET", "HEAD"})

    def test_same_machine_same_digests(self):
        other = RegistryProcess(self.folder / "two").start()
        self.addCleanup(other.stop)
        self.assertEqual(fill(other.url)[0], 0)
        second = self.enterContext(Registry(other.url))
        for repository, tag in make_corpus.all_tags("tiny"):
            self.assertEqual(second.digest(repository, tag), self.registry.digest(repository, tag))

        before = second.digest("apps/web", "1.0.0")
        status, printed = fill(other.url, "--change", "apps/web:1.0.0")
        after = second.digest("apps/web", "1.0.0")
        self.assertEqual(status, 0, printed)
        self.assertIn(after, printed)
        self.assertNotEqual(after, before)
        self.assertEqual(second.digest("apps/web", "1.1.0"), self.registry.digest("apps/web", "1.1.0"))
        self.assertEqual(json.loads(second.manifest("apps/web", "1.0.0"))["layers"][:-1],
                         self.manifest("apps/web:1.0.0")["layers"])

    def test_failures_are_told(self):
        for name, url, words in (("nobody listens", "http://127.0.0.1:1", "refused"),
                                 ("no registry URL", "ftp://x", "not a registry URL")):
            with self.subTest(name):
                status, printed = fill(url)
                self.assertEqual(status, 1)
                self.assertIn(words, printed)


if __name__ == "__main__":
    unittest.main(verbosity=1)
