// SPDX-License-Identifier: GPL-3.0-or-later
// What the guided set-up says of a registry.
#include "console/setup/region_step.h"

#include "console/forms.h"
#include "console/setup/certificate_text.h"
#include "console/setup/places.h"
#include "models/text.h"

#include <algorithm>
#include <cmath>

namespace meridian::console {

using models::fromStd;
using namespace Qt::StringLiterals;

namespace {

QString sourceText(engine::CredentialHint::Source source) {
  using Source = engine::CredentialHint::Source;
  switch (source) {
  case Source::Keychain: return SetupRegion::tr("kept in the keychain");
  case Source::Environment: return SetupRegion::tr("from the environment");
  case Source::File: return SetupRegion::tr("from Meridian's own file");
  case Source::Docker: return SetupRegion::tr("from docker's or podman's login");
  }
  return {};
}

QString tripText(base::Seconds trip) {
  return trip.count() < 1 ? SetupRegion::tr("%1 ms").arg(std::max(1L, std::lround(trip.count() * 1000))) : models::durationText(trip);
}

} // namespace

QVariantMap SetupRegion::allProblems() const {
  auto form = m_form;
  form.insert(u"url"_s, m_address.isEmpty() ? m_form[u"url"_s].toString().trimmed() : m_address);
  auto problems = regionProblems(fleet(), form, m_old.toStdString());
  for (const auto* field : {"lat", "lon"})
    if (problems.remove(QString::fromLatin1(field)) > 0 || !placed()) problems.insert(u"place"_s, tr("Choose a city, or click on the map"));
  return problems;
}

QVariantMap SetupRegion::problems() const {
  auto shown = allProblems();
  for (const auto& field : shown.keys())
    if (!m_touched.contains(field) || field == "url"_L1) shown.remove(field); // the address has its own line
  return shown;
}

QString SetupRegion::error() const { return m_error ? models::errorText(*m_error) : QString(); }

QString SetupRegion::found() const {
  if (m_phase != "ready"_L1) return {};
  QStringList parts;
  if (!m_answer.product_text.empty()) parts.append(fromStd(m_answer.product_text));
  parts.append(m_address.startsWith("https:"_L1) ? m_form[u"ca"_s].toString().isEmpty() ? tr("TLS, trusted by this system")
                                                                                        : tr("TLS, by a certificate that you trust")
                                                 : tr("plain HTTP: anyone on the way can read"));
  parts.append(m_answer.auth == "none" ? tr("asks for no login") : m_login == "none"_L1 && !typed() ? tr("lets in without a typed login") : tr("signed in"));
  parts.append(tr("answers in %1").arg(tripText(m_answer.round_trip)));
  return parts.join(u" · "_s);
}

QVariantMap SetupRegion::certificate() const {
  return m_phase == "untrusted"_L1 ? certificateMap(m_certificate, m_link.now()) : QVariantMap();
}

QVariantList SetupRegion::logins() const {
  QVariantList rows;
  const auto add = [&](const QString& key, const QString& label) { rows.append(QVariantMap{{u"key"_s, key}, {u"label"_s, label}}); };
  bool docker = false, chosen = m_login == "none"_L1 || m_login == "typed"_L1;
  for (const auto& hint : m_hints) {
    const auto from = sourceText(hint.source);
    const auto who = hint.user.empty() ? from : tr("%1, %2", "user, where from").arg(fromStd(hint.user), from);
    if (hint.name.empty() && docker) continue;
    docker |= hint.name.empty();
    const auto key = hint.name.empty() ? u"none"_s : u"entry:"_s + fromStd(hint.name);
    chosen |= key == m_login;
    add(key, hint.name.empty() ? who : tr("\"%1\": %2", "entry, where from").arg(fromStd(hint.name), who));
  }
  if (!chosen) add(m_login, tr("\"%1\", as it was stored").arg(m_login.mid(6)));
  if (!docker) add(u"none"_s, tr("No login"));
  add(u"typed"_s, tr("Type user and password"));
  return rows;
}

bool SetupRegion::placed() const {
  bool lat = false, lon = false;
  (void)m_form[u"lat"_s].toDouble(&lat);
  (void)m_form[u"lon"_s].toDouble(&lon);
  return lat && lon;
}

QString SetupRegion::placeText() const {
  if (!placed()) return {};
  const double lat = m_form[u"lat"_s].toDouble(), lon = m_form[u"lon"_s].toDouble();
  const auto* near = placeNear(lat, lon);
  const auto where = coordinatesText(lat, lon);
  return near ? tr("%1 · %2", "city, coordinates").arg(near->shown(), where) : where;
}

QString SetupRegion::missing() const {
  if (m_form[u"url"_s].toString().trimmed().isEmpty()) return tr("Paste the registry's address first.");
  if (m_phase == "looking"_L1 || m_phase == "empty"_L1) return tr("Meridian is looking at the registry.");
  if (m_phase == "untrusted"_L1) return tr("Decide whether to trust the certificate.");
  if (m_phase == "login"_L1) return tr("The registry wants a login.");
  if (m_phase == "ready"_L1 && m_login == "typed"_L1 && !typed() && secretTyped()) return tr("Type the user, or choose another login.");
  if (m_phase == "ready"_L1 && typed() && !m_tried) return tr("Test the login: press Enter in its field.");
  if (m_phase != "ready"_L1) return tr("The registry cannot be reached yet.");
  for (const auto& problem : allProblems()) return problem.toString();
  return {};
}

} // namespace meridian::console
