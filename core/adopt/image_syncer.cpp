// SPDX-License-Identifier: GPL-3.0-or-later
// image-syncer: an images file (source: target or targets), an auth file, or the older single configuration.
#include "adopt/draft.h"

#include "oci/reference.h"

namespace meridian::adopt {

namespace {

class ImageSyncer {
public:
  ImageSyncer(Draft& draft, Gaps& gaps) : m_draft(draft), m_gaps(gaps) {}

  void read(const Node& root) {
    const Reader top(root, "", m_gaps);
    const bool single = top.has("images") || top.has("auth");
    if (!single) return images(top);
    images(top.map("images"));
    credentials(top.map("auth"));
    for (const auto* key : {"registry", "namespace"})
      top.refuse(key, "the default registry and its namespace are not carried over",
                 "give the registry's URL to the import");
  }

private:
  void credentials(const Reader& auth) {
    for (const auto& member : auth.node().members) {
      const auto entry = auth.map(member.key);
      const auto host = canonicalHost(member.key);
      const bool secret = entry.hasAny({"username", "password", "identityToken"});
      if (!host) {
        auth.gap(entry.path(), "this is no registry");
      } else if (member.key.find('/') != std::string::npos) {
        markRead(entry.node());
        auth.gap(entry.path(), "a region has one credential for all its repositories",
                 "use an account that may read or write all of them");
      } else {
        auto& region = m_draft.region(*host);
        if (secret) m_draft.credential(region, entry.path());
        if (entry.flag("insecure") == true) m_draft.insecure(region, entry.at("insecure"));
      }
    }
  }

  void images(const Reader& list) {
    for (const auto& member : list.node().members) {
      const auto place = list.at(member.key);
      if (member.value.kind == Node::Kind::Map) {
        markRead(member.value);
        (void)list.get(member.key);
        list.gap(place, "an image's target is expected here; this looks like an auth file",
                 "import the images file instead");
        continue;
      }
      auto targets = list.texts(member.key);
      if (targets.empty()) targets.emplace_back(); // nothing: the default registry
      for (const auto& target : targets)
        image(place, member.key, target);
    }
  }

  void image(const std::string& place, const std::string& source, const std::string& target) {
    const auto leave = [&](std::string what, std::string advice = "this image is left out") {
      m_gaps.push_back({place, std::move(what), std::move(advice), true});
    };
    const auto from = parseImageName(source);
    if (!from) return leave("this is no image in a registry");
    if (!from->digest.empty()) return leave("a rule follows tags, not a digest");
    DraftRule rule;
    if (!tags(*from, rule)) return leave("these are no tags");
    std::string to_id;
    if (target.empty()) {
      auto* region = m_draft.unnamed(place, "image-syncer is told its default registry on the command line");
      if (region != nullptr) to_id = region->id;
    } else {
      const auto to = parseImageName(target);
      if (!to) return leave("the target is no image in a registry");
      if (from->repository != to->repository)
        return leave(from->repository + " becomes " + to->repository, kNoRename);
      if (!to->tag.empty() && to->tag != from->tag)
        return leave("tag " + from->tag + " becomes " + to->tag, kNoRename);
      to_id = m_draft.region(to->host).id;
    }
    rule.source = m_draft.region(from->host).id;
    if (to_id == rule.source) return leave("source and target are the same registry");
    rule.repositories = {from->repository};
    rule.targets = {to_id};
    m_draft.add(std::move(rule));
  }

  /// ":1.0,1.1" or ":/expression/".
  static bool tags(const ImageName& name, DraftRule& rule) {
    std::string_view text = name.tag;
    if (text.empty()) return true;
    if (text.size() > 2 && text.front() == '/' && text.back() == '/') {
      rule.include = {anywherePattern(text.substr(1, text.size() - 2))};
      return true;
    }
    while (true) {
      const auto tag = text.substr(0, text.find(','));
      if (!oci::parseTag(tag)) return false;
      rule.include.emplace_back(tag);
      if (tag.size() == text.size()) return true;
      text.remove_prefix(tag.size() + 1);
    }
  }

  Draft& m_draft;
  Gaps& m_gaps;
};

} // namespace

void readImageSyncer(const Node& root, Draft& draft, Gaps& gaps) {
  ImageSyncer(draft, gaps).read(root);
}

} // namespace meridian::adopt
