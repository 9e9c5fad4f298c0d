// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/profile_state.h"

#include "models/text.h"

#include <QLocale>

namespace meridian::console {

using ports::Ability;

namespace {

QVariantMap fact(const QString& label, const char* status, const QString& text) {
  return {{QStringLiteral("label"), label},
          {QStringLiteral("status"), QString::fromLatin1(status)},
          {QStringLiteral("text"), text}};
}

/// A yes or no with what it means for a sync; unknown says what is done instead.
QVariantMap able(const QString& label, Ability ability, const QString& yes, const QString& no, const QString& unknown) {
  if (ability == Ability::Yes) return fact(label, "yes", yes);
  return ability == Ability::No ? fact(label, "no", no) : fact(label, "unknown", unknown);
}

} // namespace

void ProfileState::show(const QString& region) {
  m_region = region;
  m_profile.reset();
  m_error.reset();
  m_busy = false;
  emit changed();
}

void ProfileState::know(std::optional<ports::RegistryProfile> profile) {
  m_profile = std::move(profile);
  emit changed();
}

void ProfileState::begin(const QString& region) {
  if (region != m_region) m_profile.reset();
  m_region = region;
  m_error.reset();
  m_busy = true;
  emit changed();
}

void ProfileState::finish(base::Result<ports::RegistryProfile> profile) {
  m_busy = false;
  if (profile)
    m_profile = std::move(*profile);
  else
    m_error = std::move(profile).error();
  emit changed();
}

void ProfileState::stop() {
  if (!m_busy) return;
  m_busy = false;
  emit changed();
}

QString ProfileState::error() const { return m_error ? models::errorText(*m_error) : QString(); }

QString ProfileState::probedText() const {
  if (!m_profile || m_profile->probed == base::Timestamp{}) return {};
  return tr("Probed %1", "time").arg(models::clockText(m_profile->probed, m_link.now()));
}

QStringList ProfileState::remarks() const { return m_profile ? models::fromStd(m_profile->remarks) : QStringList(); }

QVariantList ProfileState::groups() const {
  QVariantList groups;
  if (!m_profile) return groups;
  const auto& p = *m_profile;
  const auto group = [&groups](const QString& title, const QVariantList& facts) {
    groups.append(QVariantMap{{QStringLiteral("title"), title}, {QStringLiteral("facts"), facts}});
  };
  const auto tried = tr("Not known; it is tried, and done without where it fails");

  QVariantList registry;
  if (!p.server.empty()) registry.append(fact(tr("Says it is"), "told", models::fromStd(p.server)));
  const auto signs_in = p.auth == "none"     ? tr("Anybody may come in")
                        : p.auth == "basic"  ? tr("User and password with every request")
                        : p.auth == "bearer" ? tr("A token from its token service")
                                             : QString();
  registry.append(fact(tr("Signing in"), signs_in.isEmpty() ? "unknown" : "told", signs_in.isEmpty() ? tr("Not known") : signs_in));
  registry.append(able(tr("Ranges of blobs"), p.range, tr("Yes: a broken read goes on where it broke"),
                       tr("No: a broken read starts over"), tried));
  if (p.redirects) registry.append(fact(tr("Blobs come from"), "told", tr("Another host, by redirect")));
  registry.append(able(tr("Referrers"), p.referrers, tr("Yes: signatures and SBOMs are asked for directly"),
                       tr("No: they are found by their fallback tag"), tried));
  registry.append(able(tr("Deleting tags"), p.tag_delete, tr("Yes"), tr("No: what goes at the source stays here"),
                       tr("Not known")));
  group(tr("Registry"), registry);

  QVariantList uploads;
  uploads.append(able(tr("Streaming"), p.streaming, tr("Yes: a blob in one stream, of any length"),
                      tr("No: blobs go in another way"), tr("Not known; it is the first way that is tried")));
  auto chunks = able(tr("In chunks"), p.chunked, tr("Yes"), tr("No"), tr("Not known; not used"));
  if (p.chunked == Ability::Yes && p.chunk_min.value > 0)
    chunks[QStringLiteral("text")] = tr("Yes, of %1 at least").arg(models::bytesText(p.chunk_min));
  uploads.append(chunks);
  uploads.append(able(tr("In one piece"), p.monolithic, tr("Yes"), tr("No"), tr("Not known; not used")));
  if (p.chunk_max.value > 0)
    uploads.append(fact(tr("Longest body"), "told", models::bytesText(p.chunk_max)));
  uploads.append(able(tr("Going on after a cut"), p.resume,
                      p.cut_kept == Ability::No ? tr("Yes, from the last whole chunk") : tr("Yes, from the byte where it broke"),
                      tr("No: a broken upload starts over"), tried));
  uploads.append(able(tr("Mounting"), p.mount, tr("Yes: layers that it has are not sent again"),
                      tr("No: layers are sent to each repository"), tried));
  group(tr("Uploads"), uploads);

  QVariantList way;
  QStringList versions;
  for (const int version : p.http_versions)
    versions.append(version == p.http_version && p.http_versions.size() > 1
                        ? tr("HTTP/%1 (fastest)").arg(version == 11 ? QStringLiteral("1.1") : QString::number(version / 10))
                        : QStringLiteral("HTTP/") + (version == 11 ? QStringLiteral("1.1") : QString::number(version / 10)));
  way.append(fact(tr("Speaks"), versions.isEmpty() ? "unknown" : "told",
                  versions.isEmpty() ? tr("Not known") : versions.join(QStringLiteral(", "))));
  const double trip = std::chrono::duration<double, std::milli>(p.round_trip).count();
  way.append(fact(tr("Round trip"), trip > 0 ? "told" : "unknown",
                  trip > 0 ? tr("%1 ms").arg(QLocale().toString(trip, 'f', trip < 10 ? 1 : 0)) : tr("Not measured")));
  way.append(fact(tr("Reads at"), p.read_rate.value > 0 ? "told" : "unknown",
                  p.read_rate.value > 0 ? tr("%1 over one connection", "rate").arg(models::rateText(p.read_rate))
                                        : tr("Not measured")));
  group(tr("The way there"), way);
  return groups;
}

} // namespace meridian::console
