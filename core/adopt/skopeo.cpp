// SPDX-License-Identifier: GPL-3.0-or-later
// What `skopeo sync --src yaml` reads (skopeo-sync(1)): registries with images; no target.
#include "adopt/draft.h"

#include "oci/reference.h"

namespace meridian::adopt {

namespace {

class SkopeoSync {
public:
  SkopeoSync(Draft& draft, Gaps& gaps) : m_draft(draft), m_gaps(gaps) {}

  void read(const Node& root) {
    const Reader top(root, "", m_gaps);
    for (const auto& member : root.members) {
      const auto entry = top.map(member.key);
      const auto host = canonicalHost(member.key);
      if (!host || member.key.find('/') != std::string::npos) {
        markRead(entry.node());
        top.gap(entry.path(), "this is no registry");
        continue;
      }
      registry(*host, entry);
    }
  }

private:
  void registry(const std::string& host, const Reader& entry) {
    auto& source = m_draft.region(host);
    const auto credentials = entry.map("credentials");
    if (credentials.hasAny({"username", "password"})) m_draft.credential(source, entry.at("credentials"));
    if (entry.flag("tls-verify") == false) m_draft.insecure(source, entry.at("tls-verify"));
    entry.refuse("cert-dir",
                 "a region names one file with CAs, not a folder; client certificates are not supported",
                 "name the CA's PEM file under registry.ca of region \"" + source.id + "\"");

    const auto images = entry.map("images");
    for (const auto& image : images.node().members)
      tags(host, images, image.key);
    const auto by_regex = entry.map("images-by-tag-regex");
    for (const auto& image : by_regex.node().members)
      for (const auto& expression : by_regex.texts(image.key)) {
        DraftRule rule;
        rule.include = {anywherePattern(expression)};
        add(host, by_regex.at(image.key), image.key, std::move(rule));
      }
    const auto by_version = entry.map("images-by-semver");
    for (const auto& image : by_version.node().members) {
      DraftRule rule;
      for (const auto& range : by_version.texts(image.key))
        rule.semver += (rule.semver.empty() ? "" : " || ") + range;
      add(host, by_version.at(image.key), image.key, std::move(rule));
    }
  }

  void tags(const std::string& host, const Reader& images, const std::string& image) {
    DraftRule rule;
    bool all = true;
    const auto texts = images.texts(image);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      all = false;
      if (texts[i].find(':') != std::string::npos)
        images.gap(below(images.at(image), i), "a rule follows tags, not a digest");
      else if (!oci::parseTag(texts[i]))
        images.gap(below(images.at(image), i), "this is no tag");
      else
        rule.include.push_back(texts[i]);
    }
    if (all || !rule.include.empty()) add(host, images.at(image), image, std::move(rule));
  }

  void add(const std::string& host, const std::string& place, const std::string& image, DraftRule rule) {
    rule.repositories = {fullRepository(host, image)};
    if (!oci::parseRepository(rule.repositories.front())) {
      m_gaps.push_back({place, "this is no repository", "", true});
      return;
    }
    auto* target = m_draft.unnamed("", "skopeo is told the target on its command line");
    if (!m_told)
      m_gaps.push_back(
          {"",
           "skopeo keeps only the last part of a name at the target, and one platform without --all; "
           "a rule keeps the whole name and all platforms",
           "", false});
    m_told = true;
    rule.source = m_draft.region(host).id;
    if (target == nullptr || target->id == rule.source) {
      m_gaps.push_back({place, "source and target are the same registry", "this image is left out", true});
      return;
    }
    rule.targets = {target->id};
    m_draft.add(std::move(rule));
  }

  Draft& m_draft;
  Gaps& m_gaps;
  bool m_told = false;
};

} // namespace

void readSkopeoSync(const Node& root, Draft& draft, Gaps& gaps) {
  SkopeoSync(draft, gaps).read(root);
}

} // namespace meridian::adopt
