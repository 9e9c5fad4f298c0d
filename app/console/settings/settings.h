// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"
#include "console/service/hand_over.h"
#include "console/settings/service_state.h"

#include <QQmlEngine>
#include <QThreadPool>
#include <QVariantList>
#include <QVariantMap>

#include <atomic>

namespace meridian::console {

class Bridge;

/// What this console does on this machine; kept between starts (kept.h). QML singleton `Settings`; made by Desk. GUI
/// thread.
class Settings final : public QObject, public Lone<Settings> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// The zone of all times: "" (this machine's), "UTC" or an IANA name. A wrong one is ignored.
  Q_PROPERTY(QString zone READ zone WRITE setZone NOTIFY displayChanged)
  /// "Europe/Berlin, now 10:12".
  Q_PROPERTY(QString zoneText READ zoneText NOTIFY displayChanged)
  Q_PROPERTY(QStringList zones READ zones CONSTANT)
  Q_PROPERTY(bool bits READ bits WRITE setBits NOTIFY displayChanged)
  /// What closing the window means while jobs run: "ask", "tray" or "quit".
  Q_PROPERTY(QString onClose READ onClose WRITE setOnClose NOTIFY onCloseChanged)
  Q_PROPERTY(bool tray READ tray NOTIFY onCloseChanged)
  /// [{kind, text, hint, on}]; "desktop" is the main switch.
  Q_PROPERTY(QVariantList notes READ notes NOTIFY notesChanged)
  /// Limits of the fleet file: [{name, text}].
  Q_PROPERTY(QVariantList limits READ limits NOTIFY limitsChanged)
  /// What the environment says of proxies: [{name, value}], without credentials.
  Q_PROPERTY(QVariantList proxies READ proxies CONSTANT)
  Q_PROPERTY(QString stateFolder READ stateFolder CONSTANT)
  /// How much the state folder holds; "" while it is counted.
  Q_PROPERTY(QString stateSize READ stateSize NOTIFY stateSizeChanged)
  /// {tone, text, hint, commands: [{label, text}], offer, busy, problem, warning, banner} of the background service. `offer` moves
  /// the work to it or back, by moveWork(); empty: there is nothing to offer.
  Q_PROPERTY(QVariantMap service READ service NOTIFY serviceChanged)
  /// [{name, value}].
  Q_PROPERTY(QVariantList about READ about NOTIFY displayChanged)

public:
  Settings(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~Settings() override;

  /// Takes what was kept; after the program has said whether anything is.
  void begin();
  void retranslate();
  void setTray(bool there);

  /// Looks again at what changes by itself: the state folder and the service.
  Q_INVOKABLE void lookAgain();
  /// Fleet, state and trusted certificates into one file, which must not exist; a toast says what became of it.
  Q_INVOKABLE void backUp(const QUrl& file);
  Q_INVOKABLE void moveWork();
  /// Runs the engine in this window where the one that it looked into is gone; a toast says why not.
  Q_INVOKABLE void runHere();
  /// Does not offer the service on every page any more.
  Q_INVOKABLE void dismissOffer();
  Q_INVOKABLE void setNote(const QString& kind, bool on);
  Q_INVOKABLE void openFolder(const QString& path);
  /// "quit", "hide" or "ask": what the window does when it is closed, or the program is to be left (`quit`).
  Q_INVOKABLE QString closing(bool quit) const;
  /// How many jobs would be interrupted.
  Q_INVOKABLE int openJobs() const;

  [[nodiscard]] QString zone() const;
  void setZone(const QString& zone);
  [[nodiscard]] QString zoneText() const;
  [[nodiscard]] QStringList zones() const;
  [[nodiscard]] bool bits() const;
  void setBits(bool bits);
  [[nodiscard]] QString onClose() const;
  void setOnClose(const QString& what);
  [[nodiscard]] bool tray() const { return m_tray; }
  [[nodiscard]] QVariantList notes() const;
  [[nodiscard]] QVariantList limits() const;
  [[nodiscard]] QVariantList proxies() const;
  [[nodiscard]] QString stateFolder() const;
  [[nodiscard]] QString stateSize() const { return m_size; }
  [[nodiscard]] QVariantMap service() const;
  [[nodiscard]] QVariantList about() const;
  [[nodiscard]] ServiceState& serviceState() { return m_service; }
  [[nodiscard]] HandOver& handOver() { return m_hand_over; }

signals:
  /// Times and rates are shown otherwise, or in another language.
  void displayChanged();
  void onCloseChanged();
  void notesChanged();
  void limitsChanged();
  void stateSizeChanged();
  void serviceChanged();

private:
  void countState();
  [[nodiscard]] QVariantMap withOffer(QVariantMap said) const;

  FleetLink& m_link;
  Bridge& m_bridge;
  ServiceState m_service;
  HandOver m_hand_over;
  bool m_tray = false;
  QString m_size;
  std::atomic<bool> m_stop = false;
  QThreadPool m_counter;
};

} // namespace meridian::console
