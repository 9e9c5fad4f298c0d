// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"
#include "fuzz/check.h"
#include "oci/manifest.h"

#include <set>

using namespace meridian;

namespace {

void checkManifest(const oci::Manifest& manifest, std::string_view text) {
  fuzz::check(manifest.bytes == text, "bytes are kept");
  fuzz::check(manifest.digest.encoded() == base::Sha256::hex(std::as_bytes(std::span(text))),
              "the digest is that of the bytes");
  fuzz::check(manifest.kind != oci::ManifestKind::Schema1, "schema 1 is refused");
  fuzz::check(manifest.manifests.empty() || (manifest.layers.empty() && !manifest.config),
              "never an image and an index at once");
  if (oci::manifestKind(manifest.media_type) == oci::ManifestKind::Image)
    fuzz::check(manifest.config.has_value(), "an image has a config");
  std::set<std::string> seen;
  for (const auto& blob : manifest.blobs()) {
    fuzz::check(seen.insert(blob.digest.text()).second, "each blob once");
    fuzz::check(!oci::isNonDistributable(blob.media_type), "no foreign layer");
    fuzz::check(oci::Digest::parse(blob.digest.text()).has_value(), "a blob has a digest");
    fuzz::check(blob.size.value <= INT64_MAX, "sizes fit into int64");
  }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  std::optional<oci::ManifestKind> kind;
  for (const auto served : {std::string_view(), oci::kOciManifest, oci::kOciIndex, oci::kOciArtifactManifest,
                            std::string_view("application/vnd.example+json")}) {
    const auto manifest = oci::Manifest::parse(std::string(text), served);
    if (!manifest) {
      fuzz::check(!manifest.error().message.empty(), "a refusal has words");
      continue;
    }
    checkManifest(*manifest, text);
    const auto own = manifest->kind;
    // One document must not be an image to one reader and an index to another.
    fuzz::check(!kind || *kind == own || *kind == oci::ManifestKind::Unknown ||
                    own == oci::ManifestKind::Unknown ||
                    (*kind != oci::ManifestKind::Index && own != oci::ManifestKind::Index) ||
                    manifest->blobs().empty(),
                "one meaning");
    kind = own;
  }
  return 0;
}
