// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/snapshots_json.h"

#include "attach/json/message_json.h"
#include "attach/json/table_json.h"

#include <map>
#include <set>

namespace meridian::attach {

namespace {

using engine::Snapshot;
using SnapshotPtr = std::shared_ptr<const Snapshot>;

std::string keyOf(const engine::RegionStatus& region) {
  return region.region.id;
}
std::string keyOf(const engine::LinkStatus& link) {
  return link.from + ">" + link.to;
}
std::string keyOf(const engine::JobStatus& job) {
  return job.record.id;
}
std::string keyOf(const engine::PromotionStatus& promotion) {
  return promotion.rule + ">" + promotion.job;
}
std::string keyOf(const engine::AuditStatus& audit) {
  return audit.rule;
}

/// Of each element, in their order; told apart by a number where two are the same.
template <class T>
std::vector<std::string> keysOf(const std::vector<T>& values) {
  std::vector<std::string> out;
  std::set<std::string> known;
  for (const auto& value : values) {
    auto key = keyOf(value);
    for (int more = 2; !known.insert(key).second; ++more) key = keyOf(value) + "#" + std::to_string(more);
    out.push_back(std::move(key));
  }
  return out;
}

template <class T>
std::map<std::string, const T*> byKey(const std::vector<std::string>& keys, const std::vector<T>& values) {
  std::map<std::string, const T*> out;
  for (std::size_t i = 0; i < keys.size(); ++i) out.emplace(keys[i], &values[i]);
  return out;
}

/// Adds what is different in a list; all of it where there was none before.
template <class T>
void putList(Json& out, const char* name, const std::vector<T>* before, const std::vector<T>& now) {
  const auto keys = keysOf(now);
  const auto old_keys = before ? keysOf(*before) : std::vector<std::string>{};
  const auto old = before ? byKey(old_keys, *before) : std::map<std::string, const T*>{};
  Json::object_t changed;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto found = old.find(keys[i]);
    if (found == old.end() || !same(*found->second, now[i])) changed.emplace(keys[i], encode(now[i]));
  }
  Json::object_t list;
  if (!before || keys != old_keys) list.emplace("order", encode(keys));
  if (!changed.empty()) list.emplace("changed", std::move(changed));
  if (!list.empty()) out.emplace(name, std::move(list));
}

/// Brings a list up to date with what putList() wrote.
template <class T>
void takeList(const Json& in, const char* name, std::vector<T>& values) try {
  const auto part = in.find(name);
  if (part == in.end()) return;
  if (!part->is_object()) refuse("must be an object", *part);
  auto keys = keysOf(values);
  auto known = byKey(keys, values);
  std::map<std::string, T> changed;
  if (const auto found = part->find("changed"); found != part->end()) {
    if (!found->is_object()) refuse("must be an object", *found);
    for (const auto& [key, value] : found->items()) known[key] = &changed.emplace(key, decode<T>(value)).first->second;
  }
  if (const auto order = part->find("order"); order != part->end())
    keys = decode<std::vector<std::string>>(*order);
  else if (known.size() != keys.size())
    throw Nonsense("has something new without a place");
  std::vector<T> out;
  for (const auto& key : keys) {
    const auto found = known.find(key);
    if (found == known.end()) throw Nonsense("has a place for something that never came");
    out.push_back(*found->second);
  }
  values = std::move(out);
} catch (Nonsense& nonsense) {
  nonsense.under(name);
  throw;
}

template <class T>
void take(const Json& in, const char* name, T& value) try {
  if (const auto found = in.find(name); found != in.end()) value = decode<T>(*found);
} catch (Nonsense& nonsense) {
  nonsense.under(name);
  throw;
}

/// A picture with new members has to take them along in next() and in applied().
static_assert(countMembers<Snapshot>() == 11);

SnapshotPtr applied(const Json& in, const SnapshotPtr& before) {
  auto out = before ? std::make_shared<Snapshot>(*before) : std::make_shared<Snapshot>();
  take(in, "revision", out->revision);
  take(in, "time", out->time);
  take(in, "last_event", out->last_event);
  if (in.contains("fleet")) {
    auto fleet = std::make_shared<engine::Fleet>();
    take(in, "fleet", *fleet);
    out->fleet = std::move(fleet);
  }
  takeList(in, "regions", out->regions);
  takeList(in, "links", out->links);
  takeList(in, "jobs", out->jobs);
  take(in, "figures", out->figures);
  takeList(in, "promotions", out->promotions);
  takeList(in, "audits", out->audits);
  take(in, "slow", out->slow);
  return out;
}

} // namespace

Json SnapshotSender::next(SnapshotPtr now) {
  const auto* before = m_sent.get();
  Json out = {{"number", m_number++}, {"revision", now->revision}, {"time", encode(now->time)}, {"last_event", now->last_event}};
  if (now->fleet && (!before || before->fleet != now->fleet)) out.emplace("fleet", encode(*now->fleet));
  putList(out, "regions", before ? &before->regions : nullptr, now->regions);
  putList(out, "links", before ? &before->links : nullptr, now->links);
  putList(out, "jobs", before ? &before->jobs : nullptr, now->jobs);
  if (!before || !same(before->figures, now->figures)) out.emplace("figures", encode(now->figures));
  putList(out, "promotions", before ? &before->promotions : nullptr, now->promotions);
  putList(out, "audits", before ? &before->audits : nullptr, now->audits);
  if (!before || before->slow != now->slow) out.emplace("slow", encode(now->slow));
  m_sent = std::move(now);
  return out;
}

base::Result<SnapshotPtr> SnapshotReceiver::take(const Json& message) try {
  if (!message.is_object()) refuse("must be an object", message);
  if (!message.contains("number")) throw Nonsense("has no number");
  std::uint64_t number = 0;
  attach::take(message, "number", number);
  if (number != 0 && (!m_now || number != m_expected)) throw Nonsense("follows one that did not come");
  auto now = applied(message, number == 0 ? nullptr : m_now);
  m_now = std::move(now);
  m_expected = number + 1;
  return m_now;
} catch (const Nonsense& fault) {
  return unreadable("snapshot", fault);
} catch (const Json::exception& fault) {
  return unreadable("snapshot", fault);
}

} // namespace meridian::attach
