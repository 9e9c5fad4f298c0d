// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/lines/line_state.h"

#include "models/line_past.h"
#include "models/text.h"

namespace meridian::console {

LineState::LineState(FleetLink& link, QObject* parent) : QObject(parent), m_link(link) {
  m_minute.setInterval(std::chrono::minutes{1});
  connect(&m_minute, &QTimer::timeout, this, &LineState::ask);
}

LineState::~LineState() { m_link.drop(m_question); }

void LineState::watch(const std::string& from, const std::string& to) {
  if (m_watched && from == m_from && to == m_to) return;
  stop();
  m_watched = true;
  m_from = from;
  m_to = to;
  m_minute.start();
  ask();
}

void LineState::stop() {
  m_link.drop(m_question);
  m_question = 0;
  m_minute.stop();
  m_watched = false;
  m_events.reset();
  m_history.reset();
  m_error.reset();
  show();
}

void LineState::noticed(quint64 events) {
  if (m_words != QLocale()) show();
  const bool moved = m_events && *m_events != events;
  m_events = events;
  if (moved) ask();
}

void LineState::ask() {
  if (!m_watched || m_question != 0) return;
  m_question = m_link.lineHistory(m_from, m_to, [this](base::Result<engine::LineHistory> answer) {
    m_question = 0;
    m_error.reset();
    if (answer)
      m_history = std::move(*answer);
    else
      m_error = answer.error();
    show();
  });
  emit changed();
}

void LineState::show() {
  m_words = QLocale();
  m_past = m_history ? models::linePast(*m_history, m_link.now()) : QVariantMap();
  emit changed();
}

QString LineState::error() const { return m_error ? models::errorText(*m_error) : QString(); }

} // namespace meridian::console
