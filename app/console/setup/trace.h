// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace meridian::console {

/// Where $MERIDIAN_TRACE is set, writes a line to stderr whenever what is on show or what has the keyboard becomes another:
/// "trace {...}", so that a script which presses keys need not guess. Nothing that was typed is in it. GUI thread.
class Trace final : public QObject {
  Q_OBJECT

public:
  /// `facts`: what is told beside what has the keyboard ("focus") and how often that changed ("turn").
  explicit Trace(std::function<QVariantMap()> facts, QObject* parent = nullptr);
  [[nodiscard]] static bool wanted();
  void tell();

private:
  std::function<QVariantMap()> m_facts;
  QByteArray m_last;
  int m_turns = 0; ///< how often the keyboard went elsewhere
};

} // namespace meridian::console
