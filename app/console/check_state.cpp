// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/check_state.h"

#include "models/text.h"

namespace meridian::console {

void CheckState::begin() {
  m_check.reset();
  m_busy = true;
  emit changed();
}

void CheckState::finish(engine::RegionCheck check) {
  m_check = std::move(check);
  m_busy = false;
  emit changed();
}

void CheckState::clear() {
  m_check.reset();
  m_busy = false;
  emit changed();
}

QString CheckState::summary() const {
  if (!m_check) return {};
  if (!m_check->passed) {
    return m_check->error ? models::errorText(*m_check->error) : tr("The registry cannot be used yet");
  }
  const auto trip = models::durationText(m_check->round_trip);
  if (m_check->auth == "none") return tr("Works without a credential, answers in %1").arg(trip);
  return tr("Works, the credential was taken, answers in %1").arg(trip);
}

QVariantList CheckState::steps() const {
  QVariantList list;
  if (!m_check) return list;
  for (const auto& step : m_check->steps) {
    list.append(QVariantMap{{QStringLiteral("kind"), models::stepKey(step.kind)},
                            {QStringLiteral("label"), models::stepLabel(step.kind)},
                            {QStringLiteral("passed"), step.passed},
                            {QStringLiteral("text"), models::fromStd(step.text)},
                            {QStringLiteral("advice"), models::fromStd(step.advice)}});
  }
  return list;
}

} // namespace meridian::console
