// SPDX-License-Identifier: GPL-3.0-or-later
// Replication policies as Harbor's API v2.0 gives them: a list, or one.
#include "adopt/draft.h"

#include <algorithm>
#include <cmath>

namespace meridian::adopt {

namespace {

std::vector<std::string> parts(std::string_view text, char separator) {
  std::vector<std::string> found{""};
  for (const char c : text)
    if (c == separator)
      found.emplace_back();
    else
      found.back() += c;
  return found;
}

bool isLiteral(std::string_view part) {
  return part.find_first_of("*?[]{}") == std::string_view::npos;
}

/// Whether what the pattern matches has the same name below `space`: `count` parts of it are replaced by
/// `space`, all but the last for -1.
bool keepsName(const std::string& pattern, const std::string& space, int count) {
  const auto names = parts(pattern, '/'), head = parts(space, '/');
  if (count < 0) {
    if (std::any_of(names.begin(), names.end(),
                    [](const auto& part) { return part.find("**") != part.npos; }))
      return false;
    count = static_cast<int>(names.size()) - 1;
  }
  return static_cast<std::size_t>(count) == head.size() && names.size() > head.size() &&
         std::equal(head.begin(), head.end(), names.begin()) &&
         std::all_of(head.begin(), head.end(), [](const auto& part) { return isLiteral(part); });
}

class HarborRules {
public:
  HarborRules(Draft& draft, Gaps& gaps) : m_draft(draft), m_gaps(gaps) {}

  void read(const Node& root) {
    if (root.kind == Node::Kind::Map) return policy(Reader(root, "", m_gaps));
    for (std::size_t i = 0; i < root.items.size(); ++i)
      if (root.items[i].kind == Node::Kind::Map)
        policy(Reader(root.items[i], below("", i), m_gaps));
      else
        m_gaps.push_back({below("", i), "a replication policy is expected here", "", true});
  }

private:
  void policy(const Reader& entry) {
    entry.ignore({"id", "creation_time", "update_time", "creator"});
    entry.refuse("description", "a rule has no description", "", false);
    DraftRule rule;
    rule.name = entry.text("name");
    const auto source = registry(entry.map("src_registry")), target = registry(entry.map("dest_registry"));
    trigger(entry, rule);
    limits(entry, rule);
    const auto space = entry.text("dest_namespace");
    const auto count = entry.number("dest_namespace_replace_count").value_or(-1);
    bool good = filters(entry, rule);
    if (source.empty() || target.empty() || source == target) {
      entry.gap(entry.path(),
                source == target && !source.empty() ? "source and target are the same registry"
                                                    : "a policy needs two registries",
                "this policy is left out");
      good = false;
    }
    if (!space.empty() && std::abs(count) < 1000 &&
        !std::all_of(rule.repositories.begin(), rule.repositories.end(), [&](const std::string& pattern) {
          return keepsName(pattern, space, static_cast<int>(count));
        })) {
      entry.gap(entry.at("dest_namespace"), "repositories get other names below it", kNoRename);
      good = false;
    }
    if (!good) return;
    rule.source = source, rule.targets = {target};
    m_draft.add(std::move(rule));
  }

  /// The region's id; "" where the registry is none.
  std::string registry(const Reader& entry) {
    entry.ignore({"id", "creation_time", "update_time", "status", "description", "name"});
    const auto type = entry.text("type"), url = entry.text("url"), name = entry.text("name");
    const auto secret = entry.map("credential");
    secret.ignore({"type"});
    const bool has_secret = secret.hasAny({"access_key", "access_secret"});
    const auto insecure = entry.flag("insecure");
    entry.refuse("ca_certificate", "a certificate stands in a file of its own",
                 "write it to a PEM file and name that under registry.ca");
    entry.refuse("token_service_url", "the registry itself says where tokens come from", "", false);
    // "Local" is Harbor itself, by a name that only its own containers know.
    const bool local = entry.text("id") == "0" || name == "Local" || (url.empty() && type != "docker-hub");
    DraftRegion* region = nullptr;
    if (local)
      region = m_draft.unnamed(entry.path(), "Harbor does not say under which URL others reach it");
    else if (const auto host = canonicalHost(type == "docker-hub" ? "docker.io" : url))
      region = &m_draft.region(*host);
    if (region == nullptr) {
      entry.gap(entry.at("url"), "this is no registry");
      return {};
    }
    if (!local && type != "docker-hub") {
      if (!name.empty() && name.size() <= 100) region->name = name;
      if (url.starts_with("http://")) region->url = "http://" + *canonicalHost(url);
    }
    if (has_secret) m_draft.credential(*region, entry.at("credential"));
    if (insecure == true && !local) m_draft.insecure(*region, entry.at("insecure"));
    return region->id;
  }

  void trigger(const Reader& entry, DraftRule& rule) {
    const auto from = entry.map("trigger");
    const auto type = from.text("type");
    const auto settings = from.map("trigger_settings");
    const auto cron = settings.text("cron");
    if (entry.flag("enabled") == false)
      return entry.gap(entry.at("enabled"), "the policy is switched off; its rule runs on demand only", "",
                       false);
    if (type == "event_based") {
      rule.on_push = true;
      entry.gap(from.at("type"), "the rule waits for the source's webhooks, which have to be set up",
                "add a source of kind harbor under webhooks, and a webhook in Harbor's project", false);
    } else if (type == "scheduled" && !cron.empty())
      setCron(rule, withoutSeconds(cron, settings));
    else if (!type.empty() && type != "manual" && type != "scheduled")
      entry.gap(from.at("type"), "this trigger is not known here");
  }

  /// Harbor's expressions begin with seconds.
  std::string withoutSeconds(const std::string& cron, const Reader& settings) {
    auto fields = parts(cron, ' ');
    std::erase(fields, "");
    if (fields.size() == 6) {
      if (fields.front() != "0")
        settings.gap(settings.at("cron"), "schedules begin at whole minutes", "its seconds are left out",
                     false);
      fields.erase(fields.begin());
    }
    std::string text;
    for (const auto& field : fields)
      text += (text.empty() ? "" : " ") + field;
    return text;
  }

  void limits(const Reader& entry, DraftRule& rule) {
    const auto deletion = entry.flag("replicate_deletion"), older = entry.flag("deletion");
    rule.deletes = deletion.value_or(false) || older.value_or(false);
    if (rule.deletes)
      entry.gap(entry.at("replicate_deletion"), "deletes wait seven days, and stop above 5 % of the tags",
                "deletes.quarantine and deletes.stop_above change that", false);
    if (entry.flag("override") == false)
      entry.gap(entry.at("override"), "a tag that is another image at the target is overwritten");
    entry.refuse("copy_by_chunk", "blobs go in chunks where the registry takes them", "", false);
    entry.refuse("single_active_replication", "a rule never runs twice at once", "", false);
    if (const auto speed = entry.number("speed"); speed && *speed >= 1 && *speed < 1e9) {
      rule.limit = std::to_string(static_cast<long long>(*speed)) + " kB/s";
      entry.gap(entry.at("speed"),
                "Harbor's limit is for each of several tasks; the rule's is for all it moves",
                "raise bandwidth.limit if it is too slow", false);
    }
  }

  /// False: without the filter too much would be mirrored.
  bool filters(const Reader& entry, DraftRule& rule) {
    bool good = true;
    for (const auto& filter : entry.maps("filters")) {
      const auto type = filter.text("type"), decoration = filter.text("decoration");
      const bool excludes = decoration == "excludes";
      if (type == "label") {
        (void)filter.texts("value");
        filter.gap(filter.path(), "labels are Harbor's own",
                   "this policy is left out; choose by name or tag");
        good = false;
        continue;
      }
      const auto value = filter.text("value");
      if (type == "resource") {
        if (value == "chart") {
          filter.gap(filter.at("value"), "charts outside of OCI registries are not mirrored",
                     "this policy is left out");
          good = false;
        }
        continue;
      }
      const auto patterns = withoutBraces(value);
      if ((type != "name" && type != "tag") || !patterns || value.empty()) {
        filter.gap(filter.path(), "this filter is not known here", "this policy is left out");
        good = false;
        continue;
      }
      auto& into = type == "name" ? rule.repositories : excludes ? rule.exclude : rule.include;
      for (const auto& pattern : *patterns)
        into.push_back((type == "name" && excludes ? "!" : "") + pattern);
    }
    const bool only_excludes = std::all_of(rule.repositories.begin(), rule.repositories.end(),
                                           [](const std::string& text) { return text.starts_with('!'); });
    if (only_excludes) rule.repositories.insert(rule.repositories.begin(), "**");
    return good;
  }

  Draft& m_draft;
  Gaps& m_gaps;
};

} // namespace

void readHarborRules(const Node& root, Draft& draft, Gaps& gaps) {
  HarborRules(draft, gaps).read(root);
}

} // namespace meridian::adopt
