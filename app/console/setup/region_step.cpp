// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/region_step.h"

#include "console/forms.h"
#include "console/setup/places.h"
#include "models/text.h"

#include <QUrl>

#include <cmath>
#include <utility>

namespace meridian::console {

using models::fromStd;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostCities = 6;

/// A name for a file or an entry: the host, with what files do not like left out.
std::string hostName(const QString& address) {
  const QUrl url(address);
  const auto name = url.port() < 0 ? url.host() : u"%1-%2"_s.arg(url.host()).arg(url.port());
  return QString(name).replace(u':', u'-').toStdString();
}

} // namespace

SetupRegion::SetupRegion(FleetLink& link, QObject* parent) : QObject(parent), m_link(link) {
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRest);
  connect(&m_rest, &QTimer::timeout, this, &SetupRegion::look);
  connect(&m_link, &FleetLink::changed, this, &SetupRegion::arrive);
  clear(true);
}

SetupRegion::~SetupRegion() { dropQuestions(); }

const engine::Fleet& SetupRegion::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

void SetupRegion::clear(bool primary) {
  dropQuestions();
  m_rest.stop();
  m_primary = primary;
  m_before = {};
  m_old.clear();
  m_touched.clear();
  m_form = {{u"url"_s, QString()}, {u"id"_s, QString()}, {u"name"_s, QString()}, {u"ca"_s, QString()}, {u"user"_s, QString()}};
  m_login = u"none"_s;
  m_secret.clear();
  forget();
}

void SetupRegion::begin(bool primary) {
  clear(primary);
  emit changed();
}

void SetupRegion::edit(const engine::Region& region) {
  clear(region.role == engine::Role::Primary);
  m_before = region;
  m_old = fromStd(region.id);
  m_form = mapOf(region);
  m_form.insert(u"user"_s, QString());
  m_touched = {u"id"_s, u"name"_s, u"place"_s};
  if (!region.credential.empty()) m_login = u"entry:"_s + fromStd(region.credential);
  look();
}

QVariantMap SetupRegion::toMap() const {
  auto map = m_form;
  map.remove(u"user"_s); // who somebody is belongs to the secret
  map.insert(u"old"_s, m_old);
  map.insert(u"login"_s, m_login);
  map.insert(u"touched"_s, m_touched);
  return map;
}

void SetupRegion::restore(const QVariantMap& map, bool primary) {
  clear(primary);
  if (const auto* before = fleet().region(map[u"old"_s].toString().toStdString())) {
    m_before = *before;
    m_old = map[u"old"_s].toString();
  }
  for (auto it = map.cbegin(); it != map.cend(); ++it)
    if (it.key() != "old"_L1 && it.key() != "login"_L1 && it.key() != "touched"_L1) m_form.insert(it.key(), it.value());
  m_login = map.value(u"login"_s, m_login).toString();
  m_touched = map[u"touched"_s].toStringList();
}

void SetupRegion::wake() {
  if (m_phase == "empty"_L1 && !m_rest.isActive()) look();
}

/// What was found out about an address that is no longer the one.
void SetupRegion::forget() {
  m_phase = u"empty"_s;
  m_address.clear();
  m_error.reset();
  m_advice.clear();
  m_answer = {};
  m_certificate = {};
  m_hints.clear();
  m_tried = false;
  m_check.clear();
}

void SetupRegion::dropQuestions() {
  for (auto* question : {&m_question, &m_hints_question}) {
    m_link.drop(*question);
    *question = 0;
  }
}

void SetupRegion::put(const QString& field, const QVariant& value) {
  if (m_form.value(field) == value) return;
  m_form.insert(field, value);
  if (!m_touched.contains(field)) m_touched.append(field);
  if (field == "user"_L1) m_tried = false;
  if (field == "url"_L1) {
    dropQuestions();
    forget();
    m_form.insert(u"ca"_s, QString());
    m_rest.start();
  }
  emit changed();
}

void SetupRegion::look() {
  m_rest.stop();
  dropQuestions();
  forget();
  const auto text = m_form[u"url"_s].toString().trimmed();
  if (text.isEmpty()) return emit changed();
  turn(u"looking"_s);
  m_question = m_link.address(text.toStdString(), [this](base::Result<std::string> url) {
    m_question = 0;
    if (!url) return fail(url.error(), tr("Check the address for typing errors: a host name, with a port where it needs one."));
    found(*url);
  });
}

void SetupRegion::found(const std::string& url) {
  m_address = fromStd(url);
  guess();
  m_hints_question = m_link.credentials(url, [this](base::Result<std::vector<engine::CredentialHint>> hints) {
    m_hints_question = 0;
    if (hints) m_hints = std::move(*hints);
    emit changed();
  });
  tryIt();
}

QStringList SetupRegion::takenIds() const {
  QStringList taken;
  for (const auto& region : fleet().regions)
    if (fromStd(region.id) != m_old) taken.append(fromStd(region.id));
  return taken;
}

void SetupRegion::guess() {
  const auto guessed = guessRegion(m_address, m_primary, takenIds());
  if (!m_touched.contains("id"_L1)) m_form.insert(u"id"_s, guessed.id);
  if (!m_touched.contains("name"_L1)) m_form.insert(u"name"_s, guessed.name);
  if (guessed.place && !m_touched.contains("place"_L1)) {
    m_form.insert(u"lat"_s, guessed.place->lat);
    m_form.insert(u"lon"_s, guessed.place->lon);
  }
}

void SetupRegion::tryIt() {
  m_link.drop(m_question);
  m_error.reset();
  m_advice.clear();
  m_check.begin();
  m_tried = true;
  turn(u"looking"_s);
  m_question = m_link.check(region(), typed(), [this](engine::RegionCheck check) {
    m_question = 0;
    finishCheck(std::move(check));
  });
}

void SetupRegion::finishCheck(engine::RegionCheck check) {
  m_answer = check;
  ++m_tries;
  m_check.finish(std::move(check));
  if (m_answer.passed) return turn(u"ready"_s);
  m_error = m_answer.error;
  if (!m_answer.steps.empty()) m_advice = fromStd(m_answer.steps.back().advice);
  const auto code = m_error ? m_error->code : base::Errc::Internal;
  if (code == base::Errc::TlsUntrusted) return askForCertificate();
  const bool login = code == base::Errc::Unauthorized || code == base::Errc::Denied;
  if (login && code == base::Errc::Unauthorized)
    m_advice = typed() ? tr("Check the user and the password or token, and test again.") : tr("Type a user and a password or token, or choose a login that this machine has.");
  if (login && m_login == "none"_L1) m_login = u"typed"_s;
  turn(login ? u"login"_s : u"failed"_s);
  if (login) emit asksForLogin();
}

void SetupRegion::askForCertificate() {
  m_question = m_link.certificate(m_address.toStdString(), [this](base::Result<engine::ServerCertificate> certificate) {
    m_question = 0;
    if (certificate) m_certificate = std::move(*certificate);
    turn(m_certificate.chain.empty() ? u"failed"_s : u"untrusted"_s);
  });
}

void SetupRegion::trust() {
  if (m_certificate.chain.empty()) return;
  turn(u"looking"_s);
  m_question = m_link.keepCertificate(hostName(m_address), m_certificate.chain.back().pem, [this](base::Result<std::string> file) {
    m_question = 0;
    if (!file) return fail(file.error(), tr("Keep the certificate as a PEM file yourself and name that file below."));
    m_form.insert(u"ca"_s, fromStd(*file));
    tryIt();
  });
}

void SetupRegion::trustFile(const QString& file) {
  m_form.insert(u"ca"_s, file.trimmed());
  tryIt();
}

void SetupRegion::fail(const base::Error& error, const QString& advice) {
  m_error = error;
  m_advice = advice;
  turn(u"failed"_s);
}

void SetupRegion::turn(const QString& phase) {
  m_phase = phase;
  emit changed();
}

void SetupRegion::chooseLogin(const QString& key) {
  if (key == m_login) return;
  m_login = key;
  m_tried = false;
  if (key != "typed"_L1 && !m_address.isEmpty()) return tryIt();
  emit changed(); // first somebody has to type
  emit asksForLogin();
}

void SetupRegion::typeSecret(const QString& secret) {
  if (secret == m_secret) return;
  m_secret = secret;
  m_login = u"typed"_s;
  m_tried = false;
  emit changed();
}

void SetupRegion::signIn() {
  if (m_address.isEmpty()) return look();
  tryIt();
}

void SetupRegion::confirm() {
  if (m_phase == "looking"_L1) return;
  return m_login == "typed"_L1 && !m_tried && !m_address.isEmpty() ? signIn() : m_phase == "ready"_L1 ? void() : look();
}

void SetupRegion::placeAt(double lat, double lon) {
  m_form.insert(u"lat"_s, std::round(lat * 100) / 100);
  m_form.insert(u"lon"_s, std::round(lon * 100) / 100);
  m_touched.append(u"place"_s);
  if (const auto* place = placeNear(lat, lon); place && m_form[u"name"_s].toString().isEmpty())
    m_form.insert(u"name"_s, place->shown());
  emit changed();
}

void SetupRegion::placeIn(const QVariantMap& city) {
  if (!m_touched.contains("name"_L1)) m_form.insert(u"name"_s, city[u"name"_s]);
  const auto code = city[u"code"_s].toString();
  if (!m_touched.contains("id"_L1) && !code.isEmpty()) m_form.insert(u"id"_s, freeId(code, takenIds()));
  placeAt(city[u"lat"_s].toDouble(), city[u"lon"_s].toDouble());
}

QVariantList SetupRegion::searchCities(const QString& text) const {
  QVariantList rows;
  for (const auto* place : searchPlaces(text, kMostCities))
    rows.append(QVariantMap{{u"name"_s, place->shown()},
                            {u"other"_s, place->shown() == place->name ? place->chinese : place->name},
                            {u"code"_s, place->code()},
                            {u"lat"_s, place->lat},
                            {u"lon"_s, place->lon}});
  return rows;
}

engine::Region SetupRegion::region() const {
  auto region = regionOf(m_form);
  region.limits = m_before.limits;
  region.bandwidth = m_before.bandwidth;
  region.role = m_primary ? engine::Role::Primary : engine::Role::Replica;
  if (!m_address.isEmpty()) region.registry_url = m_address.toStdString();
  if (region.name.empty()) region.name = region.id;
  region.credential.clear();
  if (m_login.startsWith("entry:"_L1)) region.credential = m_login.mid(6).toStdString();
  if (m_login == "typed"_L1 && typed()) region.credential = region.id;
  return region;
}

std::optional<auth::Credential> SetupRegion::typed() const {
  const auto user = m_form[u"user"_s].toString().trimmed();
  if (m_login != "typed"_L1 || user.isEmpty()) return std::nullopt;
  return auth::Credential{user.toStdString(), m_secret.toStdString(), {}};
}

bool SetupRegion::dirty() const { return m_old.isEmpty() || typed() || mapOf(region()) != mapOf(m_before); }

void SetupRegion::save() {
  if (const auto why = missing(); !why.isEmpty()) return emit refused(why);
  const auto mine = region();
  const auto secret = typed();
  if (!secret) return apply(mine);
  // The secret first: the region's client looks for it as soon as the fleet is applied.
  m_question = m_link.storeCredential(mine.credential, *secret, [this, mine](base::Result<void> stored) {
    m_question = 0;
    if (!stored) return emit refused(tr("The credential was not stored: %1").arg(models::errorText(stored.error())));
    apply(mine);
  });
}

void SetupRegion::apply(const engine::Region& region) {
  const auto next = withRegion(fleet(), region, m_old.toStdString());
  if (const auto wrong = problemText(next); !wrong.isEmpty()) return emit refused(wrong);
  m_fleet_then = m_link.snapshot()->fleet;
  if (const auto done = m_link.replaceFleet(next); !done) return emit refused(models::errorText(done.error()));
  m_on_its_way = region;
  arrive();
}

/// What comes next builds on the fleet as the link shows it: it has to show this first.
void SetupRegion::arrive() {
  if (!m_on_its_way || m_link.snapshot()->fleet == m_fleet_then) return;
  const auto region = *std::exchange(m_on_its_way, std::nullopt);
  m_old = fromStd(region.id);
  m_before = region;
  m_secret.clear();
  m_form.insert(u"user"_s, QString());
  if (!region.credential.empty()) m_login = u"entry:"_s + fromStd(region.credential);
  emit changed();
  emit saved(m_old);
}

} // namespace meridian::console
