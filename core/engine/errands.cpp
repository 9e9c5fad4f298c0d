// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/errands.h"

namespace meridian::engine {

namespace {
/// More tags than this are looked for among all of the rule: one listing costs less than that many questions.
constexpr std::size_t kMostTags = 2000;
} // namespace

void Errands::addTag(std::string_view rule, std::string ref, std::string_view cause) {
  auto& wish = m_wishes[std::string(rule)];
  if (wish.cause.empty()) wish.cause = cause;
  if (wish.all) return;
  wish.tags.insert(std::move(ref));
  if (wish.tags.size() > kMostTags) addAll(rule, cause);
}

void Errands::addAll(std::string_view rule, std::string_view cause, JobKind kind) {
  auto& wish = m_wishes[std::string(rule)];
  if (wish.cause.empty() || !wish.all) wish.cause = cause;
  wish.all = true;
  wish.tags.clear();
  if (kind != JobKind::Sync) wish.kind = kind;
}

void Errands::addAudit(std::string_view rule, std::string_view cause) {
  auto& wish = m_wishes[std::string(rule)];
  if (!wish.audit) wish.audit_cause = cause;
  wish.audit = true;
}

void Errands::keepOnly(const std::set<std::string, std::less<>>& rules) {
  std::erase_if(m_wishes, [&](const auto& entry) { return !rules.contains(entry.first); });
}

std::vector<std::string> Errands::rules() const {
  std::vector<std::string> out;
  for (const auto& [rule, wish] : m_wishes)
    out.push_back(rule);
  return out;
}

std::optional<JobRequest> Errands::next(std::string_view rule, bool open) const {
  const auto found = m_wishes.find(rule);
  if (found == m_wishes.end()) return std::nullopt;
  const auto& wish = found->second;
  JobRequest request;
  request.rule = found->first;
  if (open && (wish.all || !wish.tags.empty())) {
    request.kind = wish.kind;
    request.cause = wish.cause;
    request.tags.assign(wish.tags.begin(), wish.tags.end());
    return request;
  }
  if (!wish.audit) return std::nullopt;
  request.kind = JobKind::Audit;
  request.cause = wish.audit_cause;
  return request;
}

void Errands::taken(const JobRequest& request) {
  const auto found = m_wishes.find(request.rule);
  if (found == m_wishes.end()) return;
  auto& wish = found->second;
  if (request.kind == JobKind::Audit) {
    wish.audit = false;
  } else {
    wish.all = false;
    wish.kind = JobKind::Sync;
    wish.tags.clear();
    wish.cause.clear();
  }
  if (!wish.audit && !wish.all && wish.tags.empty()) m_wishes.erase(found);
}

} // namespace meridian::engine
