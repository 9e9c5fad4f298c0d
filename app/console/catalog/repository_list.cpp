// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/catalog/repository_list.h"

#include "models/region_rows.h"
#include "models/text.h"
#include "plan/filter.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;

namespace {
constexpr int kTogetherMs = 60;
} // namespace

RepositoryList::RepositoryList(FleetLink& link, QObject* parent) : QObject(parent), m_link(link) {
  m_merge.setSingleShot(true);
  m_merge.setInterval(kTogetherMs);
  connect(&m_merge, &QTimer::timeout, this, &RepositoryList::merge);
}

RepositoryList::~RepositoryList() {
  for (const auto& [id, catalogue] : m_catalogues) m_link.drop(catalogue.question);
}

const engine::Fleet& RepositoryList::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

void RepositoryList::read() {
  m_asked = true;
  for (const auto& region : fleet().regions) ask(region);
  merge();
}

void RepositoryList::follow() {
  if (!m_asked) return;
  bool other = false;
  std::erase_if(m_catalogues, [&](const auto& entry) {
    if (fleet().region(entry.first)) return false;
    m_link.drop(entry.second.question);
    return other = true;
  });
  for (const auto& region : fleet().regions) {
    const auto found = m_catalogues.find(region.id);
    if (found != m_catalogues.end() && found->second.url == region.registry_url) continue;
    if (found != m_catalogues.end()) m_link.drop(found->second.question);
    m_catalogues.erase(region.id);
    ask(region);
    other = true;
  }
  if (other) merge();
}

void RepositoryList::ask(const engine::Region& region) {
  auto& catalogue = m_catalogues[region.id];
  m_link.drop(catalogue.question);
  catalogue.url = region.registry_url;
  catalogue.question = m_link.repositories(region.id, [this, id = region.id](base::Result<std::vector<std::string>> names) {
    auto& answered = m_catalogues[id];
    answered.question = 0;
    answered.told = names.has_value();
    answered.problem.reset();
    if (names)
      answered.names = std::move(*names);
    else
      answered.problem = names.error();
    if (!m_merge.isActive()) m_merge.start();
  });
}

void RepositoryList::merge() {
  const auto& regions = fleet().regions;
  std::map<std::string, models::CatalogEntry> all;
  const auto entry = [&](const std::string& name) -> models::CatalogEntry& {
    auto& made = all[name];
    if (made.name.empty()) made = {name, std::vector<bool>(regions.size()), false};
    return made;
  };
  std::vector<bool> told(regions.size());
  QStringList names;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const auto& catalogue = m_catalogues[regions[i].id];
    told[i] = catalogue.told;
    names.append(models::regionName(fleet(), regions[i].id));
    for (const auto& name : catalogue.names) entry(name).in[i] = true;
  }
  for (const auto& rule : fleet().rules)
    if (const auto filter = plan::RepositoryFilter::compile(rule.repositories))
      for (const auto& name : filter->literalNames().value_or(std::vector<std::string>())) entry(name).named = true;
  std::vector<models::CatalogEntry> entries;
  entries.reserve(all.size());
  for (auto& [name, made] : all) entries.push_back(std::move(made));
  m_rows.assign(std::move(entries), std::move(told), std::move(names));
  emit changed();
}

void RepositoryList::retranslate() {
  m_rows.retranslate();
  emit changed();
}

int RepositoryList::waiting() const {
  return static_cast<int>(std::ranges::count_if(m_catalogues, [](const auto& entry) { return entry.second.question != 0; }));
}

QStringList RepositoryList::problems() const {
  QStringList lines;
  for (const auto& region : fleet().regions) {
    const auto found = m_catalogues.find(region.id);
    if (found == m_catalogues.end() || !found->second.problem) continue;
    lines.append(tr("%1: %2", "region, its error").arg(models::regionName(fleet(), region.id), models::errorText(*found->second.problem)));
  }
  return lines;
}

QStringList RepositoryList::like(const QString& text, int most) const {
  QStringList first, others;
  for (const auto& entry : m_rows.entries()) {
    const auto name = fromStd(entry.name);
    if (name.startsWith(text, Qt::CaseInsensitive))
      first.append(name);
    else if (name.contains(text, Qt::CaseInsensitive))
      others.append(name);
  }
  return (first + others).mid(0, most);
}

} // namespace meridian::console
