// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/image_look.h"

#include "base/sha256.h"
#include "oci/media_type.h"
#include "plan/referrers.h"

#include <algorithm>
#include <map>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kMostBlobs = 400; ///< that a region is asked for one by one
constexpr std::size_t kLargestBlob = 4'000'000;

} // namespace

ImageLook::ImageLook(Workshop& workshop, const Fleet& fleet, std::string repository, std::string reference, std::stop_token stop)
    : m_workshop(workshop), m_stop(std::move(stop)), m_shelf(*workshop.parts.state) {
  m_detail.repository = std::move(repository);
  m_detail.reference = std::move(reference);
  for (const auto role : {Role::Primary, Role::Replica})
    for (const auto& region : fleet.regions)
      if (region.role == role) {
        m_seats.push_back({&region, workshop.connect(region), {}});
        m_detail.places.push_back({region.id, {}, {}, {}, {}});
      }
}

Result<ImageDetail> ImageLook::look() {
  askHeads();
  if (m_stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  auto tree = readTree();
  if (!tree) return base::pass(std::move(tree));
  m_shelf.keep();
  askReferrers(*tree->root);
  askManifests(*tree);
  askBlobs(*tree);
  if (m_stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  fill(std::move(*tree));
  return std::move(m_detail);
}

void ImageLook::failed(std::size_t place, base::Error error) {
  const std::lock_guard lock(m_mutex);
  auto& problem = m_detail.places[place].problem;
  if (!problem) problem = std::move(error);
}

void ImageLook::remark(std::string text) {
  const std::lock_guard lock(m_mutex);
  m_detail.remarks.push_back(std::move(text));
}

void ImageLook::askHeads() {
  base::TaskGroup tasks(m_workshop.ask);
  for (std::size_t i = 0; i < m_seats.size(); ++i)
    tasks.run([this, i] {
      auto head = m_seats[i].registry->headManifest(m_detail.repository, m_detail.reference, m_stop);
      if (!head && head.error().code != Errc::NameUnknown) return failed(i, std::move(head).error());
      if (head && *head) m_detail.places[i].digest = (*head)->digest; // each task has its own
    });
}

base::Error ImageLook::nowhere() const {
  const auto& places = m_detail.places;
  const auto mute = std::find_if(places.begin(), places.end(), [](const auto& place) { return place.problem.has_value(); });
  const bool nobody = std::all_of(places.begin(), places.end(), [](const auto& place) { return place.problem.has_value(); });
  if (mute != places.end() && nobody) return base::Error(*mute->problem).during("look at " + m_detail.reference + " in " + mute->region);
  auto text = "no region has " + m_detail.repository + (m_detail.reference.find(':') == std::string::npos ? ":" : "@") + m_detail.reference;
  if (mute != places.end()) text += "; " + mute->region + " could not be asked: " + mute->problem->text();
  return {Errc::NotFound, std::move(text), {}, 0, {}, {}, {}};
}

Result<ImageTree> ImageLook::readTree() {
  std::optional<base::Error> first;
  for (std::size_t i = 0; i < m_seats.size(); ++i) {
    const auto& root = m_detail.places[i].digest;
    if (!root) continue;
    const ImageSource source{[this, i](const oci::Digest& digest) { return manifest(i, digest); },
                             [this, i](const oci::Descriptor& one) { return blob(i, one); }};
    auto tree = readImageTree(*root, source, m_workshop.ask, m_stop);
    if (tree) {
      m_source = i;
      return tree;
    }
    if (tree.error().code == Errc::Cancelled) return tree;
    if (!first) first = tree.error();
    failed(i, std::move(tree).error());
  }
  return fail(first ? std::move(*first) : nowhere());
}

// A part of a sparse index may be in another region only.
Result<plan::ManifestPtr> ImageLook::manifest(std::size_t first, const oci::Digest& digest) {
  if (auto known = m_shelf.find(digest)) return known;
  std::optional<base::Error> problem;
  for (std::size_t step = 0; step < m_seats.size(); ++step) {
    const auto at = step == 0 ? first : step <= first ? step - 1 : step;
    if (m_detail.places[at].digest != m_detail.places[first].digest) continue;
    auto read = m_seats[at].registry->getManifest(m_detail.repository, digest.text(), m_stop);
    if (read) {
      auto kept = std::make_shared<const oci::Manifest>(std::move(*read));
      m_shelf.add(kept);
      return plan::ManifestPtr(kept);
    }
    const auto code = read.error().code;
    if (code != Errc::ManifestUnknown && code != Errc::NameUnknown) failed(at, read.error());
    if (!problem) problem = std::move(read).error();
    if (code == Errc::Cancelled) break;
  }
  return fail(std::move(*problem));
}

Result<std::string> ImageLook::blob(std::size_t first, const oci::Descriptor& blob) {
  std::optional<base::Error> problem;
  for (std::size_t step = 0; step < m_seats.size(); ++step) {
    const auto at = step == 0 ? first : step <= first ? step - 1 : step;
    if (m_detail.places[at].digest != m_detail.places[first].digest) continue;
    ports::StringSink sink(kLargestBlob);
    auto read = m_seats[at].registry->getBlob(m_detail.repository, blob.digest, {0}, sink, m_stop);
    if (read && blob.digest.isVerifiable() && base::Sha256::hex(std::as_bytes(std::span(sink.text()))) != blob.digest.encoded())
      read = fail(Errc::ContentMismatch, m_seats[at].region->id + " has other bytes under that digest");
    if (read) return std::move(sink.text());
    const auto code = read.error().code;
    if (!problem) problem = std::move(read).error();
    if (code == Errc::Cancelled) break;
  }
  return fail(std::move(*problem));
}

void ImageLook::askReferrers(const oci::Manifest& root) {
  auto& registry = *m_seats[m_source].registry;
  base::TaskGroup tasks(m_workshop.ask);
  tasks.run([&] {
    auto listed = registry.listReferrers(m_detail.repository, root.digest, m_stop);
    if (!listed) return remark("what refers to it could not be listed: " + listed.error().text());
    const std::lock_guard lock(m_mutex);
    for (const auto& one : *listed) m_detail.referrers.push_back({one.digest.text(), one.artifact_type, one.size});
  });
  for (const auto& tag : plan::cosignTags(root.digest))
    tasks.run([this, &registry, tag] {
      const auto head = registry.headManifest(m_detail.repository, tag, m_stop);
      if (!head || !*head) return; // a convention of one program: that it is not followed is no news
      const std::lock_guard lock(m_mutex);
      m_detail.referrers.push_back({(*head)->digest.text(), std::string(plan::cosignType(tag)), (*head)->size});
    });
  tasks.wait();
  std::sort(m_detail.referrers.begin(), m_detail.referrers.end(), [](const auto& a, const auto& b) {
    return std::tie(a.artifact_type, a.digest) < std::tie(b.artifact_type, b.digest);
  });
}

void ImageLook::askManifests(const ImageTree& tree) {
  base::TaskGroup tasks(m_workshop.ask);
  for (std::size_t i = 0; i < m_seats.size(); ++i) {
    if (m_detail.places[i].problem) continue;
    for (const auto& one : tree.manifests) {
      const auto& digest = one.first;
      if (m_detail.places[i].digest == digest) {
        const std::lock_guard lock(m_mutex);
        m_seats[i].has.insert(digest);
        continue;
      }
      tasks.run([this, i, &digest] {
        auto head = m_seats[i].registry->headManifest(m_detail.repository, digest.text(), m_stop);
        if (!head && head.error().code != Errc::NameUnknown) return failed(i, std::move(head).error());
        if (!head || !*head) return;
        const std::lock_guard lock(m_mutex);
        m_seats[i].has.insert(digest);
      });
    }
  }
}

void ImageLook::askBlobs(const ImageTree& tree) {
  base::TaskGroup tasks(m_workshop.ask);
  for (std::size_t i = 0; i < m_seats.size(); ++i) {
    auto& seat = m_seats[i];
    if (m_detail.places[i].problem) continue;
    std::set<oci::Digest> there, asked;
    for (const auto& leaf : tree.leaves)
      if (seat.has.contains(leaf.digest))
        for (const auto& blob : leaf.blobs) there.insert(blob.digest);
    for (const auto& leaf : tree.leaves)
      for (const auto& blob : leaf.blobs)
        if (!there.contains(blob.digest) && !oci::isNonDistributable(blob.media_type)) asked.insert(blob.digest);
    seat.has.merge(there);
    if (asked.size() > kMostBlobs)
      remark("only " + std::to_string(kMostBlobs) + " of " + std::to_string(asked.size()) + " blobs were looked for in " + seat.region->id);
    std::size_t number = 0;
    for (const auto& digest : asked) {
      if (number++ == kMostBlobs) break;
      tasks.run([this, i, digest] {
        auto head = m_seats[i].registry->headBlob(m_detail.repository, digest, m_stop);
        if (!head && head.error().code != Errc::NameUnknown) return failed(i, std::move(head).error());
        if (!head || !*head) return;
        const std::lock_guard lock(m_mutex);
        m_seats[i].has.insert(digest);
      });
    }
  }
}

void ImageLook::fill(ImageTree tree) {
  m_detail.region = m_seats[m_source].region->id;
  m_detail.digest = tree.root->digest.text();
  m_detail.media_type = tree.root->media_type;
  std::map<oci::Digest, base::ByteCount> sizes(tree.manifests.begin(), tree.manifests.end());
  const auto holders = [this](const oci::Digest& digest) {
    std::vector<bool> out;
    for (const auto& seat : m_seats) out.push_back(seat.has.contains(digest));
    return out;
  };
  for (auto& leaf : tree.leaves) {
    leaf.child.in_region = holders(leaf.digest);
    for (std::size_t i = 0; i < leaf.blobs.size(); ++i) {
      const auto& blob = leaf.blobs[i];
      // The bytes of a foreign layer are in no registry: it lacks where its image does.
      const bool foreign = oci::isNonDistributable(blob.media_type);
      leaf.child.layers[i].in_region = foreign ? leaf.child.in_region : holders(blob.digest);
      if (!foreign) sizes.emplace(blob.digest, blob.size);
    }
    m_detail.children.push_back(std::move(leaf.child));
  }
  for (const auto& [digest, size] : sizes) m_detail.size += size;
  for (std::size_t i = 0; i < m_seats.size(); ++i) {
    auto& place = m_detail.places[i];
    if (place.problem) continue; // nobody knows
    for (const auto& [digest, size] : sizes) (m_seats[i].has.contains(digest) ? place.there : place.missing) += size;
  }
  m_detail.remarks.insert(m_detail.remarks.begin(), tree.remarks.begin(), tree.remarks.end());
}

} // namespace meridian::engine
