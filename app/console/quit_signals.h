// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>

namespace meridian::console {

/// Turns SIGINT and SIGTERM into QCoreApplication::exit(), which asks no window, so that jobs are marked and threads end. One per process,
/// on the GUI thread; afterwards the signals have their default action again.
class QuitSignals final : public QObject {
  Q_OBJECT

public:
  explicit QuitSignals(QObject* parent = nullptr);
  ~QuitSignals() override;

private:
  int m_event = -1;
};

/// The process ends in this time, done or not: what is left of the state is whole at any moment. Called when the event
/// loop has ended.
void endWithin(std::chrono::seconds time);

} // namespace meridian::console
