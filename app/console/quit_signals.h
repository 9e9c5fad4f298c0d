// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace meridian::console {

/// Turns SIGINT and SIGTERM into QCoreApplication::quit(), so that jobs are marked and threads end. One per process,
/// on the GUI thread; afterwards the signals have their default action again.
class QuitSignals final : public QObject {
  Q_OBJECT

public:
  explicit QuitSignals(QObject* parent = nullptr);
  ~QuitSignals() override;

private:
  int m_event = -1;
};

} // namespace meridian::console
