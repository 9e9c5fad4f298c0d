// SPDX-License-Identifier: GPL-3.0-or-later
// regsync.yml of regclient (https://regclient.org/usage/regsync/).
#include "adopt/draft.h"

namespace meridian::adopt {

namespace {

bool isTemplate(std::string_view text) {
  return text.find("{{") != std::string_view::npos;
}

constexpr const char* kNoTemplate = "a Go template has no value outside of regsync";

class Regsync {
public:
  Regsync(Draft& draft, Gaps& gaps) : m_draft(draft), m_gaps(gaps) {}

  void read(const Node& root) {
    const Reader top(root, "", m_gaps);
    top.ignore({"version"});
    for (const auto& member : root.members) // user extensions, anchors among them
      if (member.key.starts_with("x-")) top.ignore({member.key});
    for (const auto& entry : top.maps("creds"))
      credentials(entry);
    const auto defaults = top.map("defaults");
    defaults.refuse("parallel", "how much runs at once is Meridian's own choice", "", false);
    defaults.refuse("skipDockerConfig", "docker's config.json is asked last, never skipped", "", false);
    for (const auto* key : {"userAgent", "cacheCount", "cacheTime"})
      defaults.refuse(key, "there is no such setting", "", false);
    (void)defaults.hasAny({"schedule", "interval", "referrers", "digestTags"});
    common(defaults);
    for (const auto& entry : top.maps("sync"))
      step(entry, defaults);
  }

private:
  void credentials(const Reader& entry) {
    const auto name = entry.text("registry");
    const auto host = canonicalHost(name);
    if (!host || isTemplate(name)) {
      markRead(entry.node());
      return entry.gap(entry.at("registry"), isTemplate(name) ? kNoTemplate : "this is no registry");
    }
    auto& region = m_draft.region(*host);
    const auto tls = entry.text("tls");
    if (const auto other = entry.text("hostname"); !other.empty()) {
      if (const auto real = canonicalHost(other); real && !isTemplate(other))
        region.url = "https://" + *real;
      else
        entry.gap(entry.at("hostname"), "this is no host");
    }
    if (tls == "disabled")
      region.url = "http" + region.url.substr(region.url.find(':'));
    else if (tls == "insecure")
      m_draft.insecure(region, entry.at("tls"));
    if (entry.hasAny({"user", "pass"})) m_draft.credential(region, entry.at("pass"));
    entry.refuse("credHelper", "credential helpers come from docker's config.json",
                 "name it there under credHelpers", false);
    entry.ignore({"credExpire"});
    entry.refuse("regcert", "a certificate stands in a file of its own",
                 "write it to a PEM file and name that under registry.ca of region \"" + region.id + "\"");
    for (const auto* key : {"clientCert", "clientKey"})
      entry.refuse(key, "client certificates are not supported");
    for (const auto* key : {"mirrors", "priority"})
      entry.refuse(key, "a region reads from its own registry only");
    entry.refuse("pathPrefix", "a rule keeps the repository's whole name",
                 "write the prefix into repositories");
    for (const auto* key : {"repoAuth", "blobChunk", "blobMax", "apiOpts"})
      entry.refuse(key, "Meridian finds out by itself what the registry can do", "", false);
    if (const auto rate = entry.number("reqPerSec"); rate && *rate > 0) region.requests_per_second = rate;
    if (const auto most = entry.number("reqConcurrent"); most && *most >= 1 && *most <= 1000)
      region.requests_at_once = most;
  }

  /// What `defaults` and each step may say, and no rule can.
  static void common(const Reader& entry) {
    entry.refuse("backup", "an overwritten tag is not kept under another name",
                 "Meridian remembers the digest that a tag had before");
    entry.refuse("ratelimit", "quotas are read from the registry's answers",
                 "requests_per_second under limits of the region is a cap of your own", false);
    for (const auto* key : {"mediaTypes", "referrerFilters", "referrerSource", "referrerTarget", "hooks"})
      entry.refuse(key, "a rule has no such choice");
    for (const auto* key : {"fastCopy", "forceRecursive", "referrerSlow"})
      entry.refuse(key, "what is there is always compared by digest", "", false);
  }

  void schedule(const Reader& entry, const Reader& defaults, DraftRule& rule) const {
    const bool own = entry.has("schedule") || entry.has("interval");
    const auto& from = own ? entry : defaults;
    const auto cron = from.text("schedule"), interval = from.text("interval");
    if (!cron.empty()) {
      setCron(rule, cron);
      if (rule.zone.empty())
        from.gap(from.at("schedule"), "regsync goes by the clock of its machine; a rule's schedule is in UTC",
                 "name the place under schedule.zone", false);
      return;
    }
    if (interval.empty()) return;
    rule.every = parseGoDuration(interval);
    if (!rule.every) from.gap(from.at("interval"), "this is no duration", "", true);
  }

  void step(const Reader& entry, const Reader& defaults) {
    common(entry);
    const auto source = entry.text("source"), target = entry.text("target");
    const auto type = entry.text("type");
    DraftRule rule;
    schedule(entry, defaults, rule);
    const auto wanted = [&](std::string_view key) {
      const auto own = entry.flag(key);
      return own ? *own : defaults.flag(key).value_or(false);
    };
    const bool referrers = wanted("referrers"), digest_tags = wanted("digestTags");
    rule.referrers = referrers || digest_tags;
    if (const auto platform = entry.text("platform"); !platform.empty()) {
      rule.platforms = {platform};
      entry.gap(entry.at("platform"),
                "regsync puts this platform's image alone under the tag; the rule keeps the index",
                "write \"index\": \"rewritten\" where the target takes no index with missing children",
                false);
    }
    auto sets = tagSets(entry);
    auto repos = entry.map("repos");
    const auto allowed = repos.texts("allow"), denied = repos.texts("deny");
    if (const auto as = entry.text("targetTag"); !as.empty())
      return entry.gap(entry.at("targetTag"), "a rule keeps the tag's name", "this step is left out");
    if (isTemplate(source) || isTemplate(target))
      return entry.gap(entry.at(isTemplate(source) ? "source" : "target"), kNoTemplate,
                       "this step is left out; write a rule for each value");

    if (type == "registry") {
      const auto from = canonicalHost(source), to = canonicalHost(target);
      if (!from || !to || source.find('/') != std::string::npos || target.find('/') != std::string::npos)
        return entry.gap(entry.path(), "source and target of this type are registries",
                         "this step is left out");
      for (const auto& text : allowed)
        rule.repositories.push_back(repositoryPattern(text));
      if (rule.repositories.empty()) rule.repositories = {"**"};
      for (const auto& text : denied)
        rule.repositories.push_back("!" + repositoryPattern(text));
      return add(entry, *from, *to, std::move(rule), std::move(sets));
    }
    if (type != "repository" && type != "image")
      return entry.gap(entry.at("type"), "this is neither registry nor repository nor image",
                       "this step is left out");
    const auto from = parseImageName(source), to = parseImageName(target);
    if (!from || !to)
      return entry.gap(entry.at(from ? "target" : "source"), "this is no image in a registry",
                       "this step is left out");
    if (!from->digest.empty())
      return entry.gap(entry.at("source"), "a rule follows tags, not a digest", "this step is left out");
    if (from->repository != to->repository)
      return entry.gap(entry.path(), from->repository + " becomes " + to->repository, kNoRename);
    rule.repositories = {from->repository};
    if (type == "image") {
      const auto tag = from->tag.empty() ? "latest" : from->tag;
      if (tag != (to->tag.empty() ? "latest" : to->tag))
        return entry.gap(entry.path(), "tag " + tag + " becomes " + to->tag, kNoRename);
      DraftRule set;
      set.include = {tag};
      sets = {std::move(set)};
    }
    add(entry, from->host, to->host, std::move(rule), std::move(sets));
  }

  static std::string repositoryPattern(std::string_view expression) {
    const auto pattern = wholePattern(expression);
    return pattern == "*" ? "**" : pattern;
  }

  /// Sets count as alternatives: a rule each.
  static std::vector<DraftRule> tagSets(const Reader& entry) {
    std::vector<DraftRule> sets;
    auto sources = entry.maps("tagSets");
    if (entry.has("tags")) sources.push_back(entry.map("tags"));
    for (const auto& from : sources) {
      DraftRule set;
      for (const auto& text : from.texts("allow"))
        set.include.push_back(wholePattern(text));
      for (const auto& text : from.texts("deny"))
        set.exclude.push_back(wholePattern(text));
      for (const auto& range : from.texts("semverRange"))
        set.semver += (set.semver.empty() ? "" : " || ") + range;
      sets.push_back(std::move(set));
    }
    if (sets.empty()) sets.emplace_back();
    return sets;
  }

  void add(const Reader& entry, const std::string& from, const std::string& to, DraftRule rule,
           std::vector<DraftRule> sets) {
    if (from == to)
      return entry.gap(entry.path(), "source and target are the same registry", "this step is left out");
    rule.source = m_draft.region(from).id;
    rule.targets = {m_draft.region(to).id};
    for (auto& set : sets) {
      rule.include = std::move(set.include);
      rule.exclude = std::move(set.exclude);
      rule.semver = std::move(set.semver);
      m_draft.add(rule);
    }
  }

  Draft& m_draft;
  Gaps& m_gaps;
};

} // namespace

void readRegsync(const Node& root, Draft& draft, Gaps& gaps) {
  Regsync(draft, gaps).read(root);
}

} // namespace meridian::adopt
