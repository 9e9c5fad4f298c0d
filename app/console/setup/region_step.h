// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/check_state.h"
#include "console/fleet_link.h"

#include <QQmlEngine>
#include <QTimer>
#include <QVariantMap>

namespace meridian::console {

/// One registry of the guided set-up: what is typed of it, and what is found out about it while it is typed. What was
/// typed as a password stays here until the region is saved, and goes nowhere but into the secret store. GUI thread.
class SetupRegion final : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("hangs on Setup")
  /// url, id, name, ca, lat, lon (empty while unknown), user.
  Q_PROPERTY(QVariantMap form READ form NOTIFY changed)
  /// {field: message} of fields that have been touched.
  Q_PROPERTY(QVariantMap problems READ problems NOTIFY changed)
  /// "empty", "looking", "untrusted" (a certificate has to be decided on), "login", "failed", "ready".
  Q_PROPERTY(QString phase READ phase NOTIFY changed)
  /// The address as it is meant, once it is known.
  Q_PROPERTY(QString address READ address NOTIFY changed)
  /// What failed, in the registry's words, and what helps.
  Q_PROPERTY(QString error READ error NOTIFY changed)
  Q_PROPERTY(QString advice READ advice NOTIFY changed)
  /// "docker-registry, TLS, signed in".
  Q_PROPERTY(QString found READ found NOTIFY changed)
  Q_PROPERTY(meridian::console::CheckState* check READ check CONSTANT)
  /// certificate_text.h; empty while there is nothing to decide.
  Q_PROPERTY(QVariantMap certificate READ certificate NOTIFY changed)
  /// {key, label, hint}: where a login may come from.
  Q_PROPERTY(QVariantList logins READ logins NOTIFY changed)
  /// The key of the chosen one: "none", "typed", "entry:NAME".
  Q_PROPERTY(QString login READ login NOTIFY changed)
  /// A password has been typed; it cannot be read back.
  Q_PROPERTY(bool secretTyped READ secretTyped NOTIFY changed)
  Q_PROPERTY(bool placed READ placed NOTIFY changed)
  /// "Frankfurt · 50.11° N, 8.68° E"; empty while it has no place.
  Q_PROPERTY(QString placeText READ placeText NOTIFY changed)
  /// What is still missing before this can be saved; empty: nothing.
  Q_PROPERTY(QString missing READ missing NOTIFY changed)
  /// It is in the fleet already and is changed here.
  Q_PROPERTY(bool known READ known NOTIFY changed)

public:
  static constexpr std::chrono::milliseconds kRest{800}; ///< typing rests, and the address is looked at

  explicit SetupRegion(FleetLink& link, QObject* parent = nullptr);
  ~SetupRegion() override;

  /// A new one.
  void begin(bool primary);
  /// One of the fleet.
  void edit(const engine::Region& region);
  [[nodiscard]] QVariantMap toMap() const;
  void restore(const QVariantMap& map, bool primary);

  Q_INVOKABLE void put(const QString& field, const QVariant& value);
  /// Finds out everything about the typed address, now.
  Q_INVOKABLE void look();
  Q_INVOKABLE void chooseLogin(const QString& key);
  Q_INVOKABLE void typeSecret(const QString& secret);
  /// Tries the registry with the login that is chosen or typed.
  Q_INVOKABLE void signIn();
  /// Keeps the certificate that was shown and trusts it for this registry.
  Q_INVOKABLE void trust();
  /// Trusts what a PEM file holds instead.
  Q_INVOKABLE void trustFile(const QString& file);
  Q_INVOKABLE void placeAt(double lat, double lon);
  /// A city as searched for (searchCities()).
  Q_INVOKABLE void placeIn(const QVariantMap& city);
  /// {name, other, lat, lon}: cities that the text may mean.
  Q_INVOKABLE QVariantList searchCities(const QString& text) const;
  /// It is on show: looks, where something was typed that nobody has looked at yet.
  void wake();
  /// What Enter means while something is missing: looks, or tries what was typed.
  void confirm();
  /// Puts it into the fleet; saved() or refused() tells the end.
  void save();

  [[nodiscard]] QVariantMap form() const { return m_form; }
  [[nodiscard]] QVariantMap problems() const;
  [[nodiscard]] QString phase() const { return m_phase; }
  [[nodiscard]] QString address() const { return m_address; }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString advice() const { return m_advice; }
  [[nodiscard]] QString found() const;
  [[nodiscard]] CheckState* check() { return &m_check; }
  [[nodiscard]] QVariantMap certificate() const;
  [[nodiscard]] QVariantList logins() const;
  [[nodiscard]] QString login() const { return m_login; }
  [[nodiscard]] bool secretTyped() const { return !m_secret.isEmpty(); }
  [[nodiscard]] bool placed() const;
  [[nodiscard]] QString placeText() const;
  [[nodiscard]] QString missing() const;
  [[nodiscard]] bool known() const { return !m_old.isEmpty(); }
  [[nodiscard]] QString oldId() const { return m_old; }
  /// It differs from what the fleet has.
  [[nodiscard]] bool dirty() const;
  /// How often the registry has answered.
  [[nodiscard]] int tries() const { return m_tries; }
  void retranslate() { emit changed(); }

signals:
  void changed();
  void saved(const QString& id);
  void refused(const QString& text);
  /// Somebody has to type a login now.
  void asksForLogin();

private:
  [[nodiscard]] const engine::Fleet& fleet() const;
  [[nodiscard]] engine::Region region() const;
  [[nodiscard]] std::optional<auth::Credential> typed() const;
  [[nodiscard]] QVariantMap allProblems() const;
  void clear(bool primary);
  void forget();
  void dropQuestions();
  void found(const std::string& url);
  void tryIt();
  void finishCheck(engine::RegionCheck check);
  void askForCertificate();
  void guess();
  [[nodiscard]] QStringList takenIds() const;
  void fail(const base::Error& error, const QString& advice);
  void turn(const QString& phase);
  void apply(const engine::Region& region);
  void arrive();

  FleetLink& m_link;
  QVariantMap m_form;
  engine::Region m_before; ///< what the form has no field for
  QString m_old;           ///< its id in the fleet; empty: new
  bool m_primary = false, m_tried = false; ///< the login as it is chosen now was tried
  int m_tries = 0;
  QStringList m_touched;
  QString m_phase, m_address, m_login, m_secret, m_advice;
  std::optional<base::Error> m_error;
  CheckState m_check;
  engine::RegionCheck m_answer;
  engine::ServerCertificate m_certificate;
  std::vector<engine::CredentialHint> m_hints;
  std::optional<engine::Region> m_on_its_way;        ///< saved; the picture of the fleet does not show it yet
  std::shared_ptr<const engine::Fleet> m_fleet_then; ///< before that
  FleetLink::Question m_question = 0, m_hints_question = 0;
  QTimer m_rest;
};

} // namespace meridian::console
