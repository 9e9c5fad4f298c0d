// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/certificate_text.h"

#include "models/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace meridian::console {

using models::fromStd;
using namespace Qt::StringLiterals;

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Certificate)
};

QString dayText(base::Timestamp time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
  return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date(), QLocale::ShortFormat);
}

QString validText(const engine::ServerCertificate::Link& link) {
  return Words::tr("%1 to %2", "dates").arg(dayText(link.not_before), dayText(link.not_after));
}

} // namespace

QVariantMap certificateMap(const engine::ServerCertificate& certificate, base::Timestamp now) {
  if (certificate.chain.empty()) return {};
  QVariantList chain;
  for (std::size_t i = 0; i < certificate.chain.size(); ++i) {
    const auto& link = certificate.chain[i];
    chain.append(QVariantMap{{u"title"_s, i == 0 ? Words::tr("The registry's own") : Words::tr("Signed by")},
                             {u"text"_s, fromStd(link.subject)}});
  }
  const auto& root = certificate.chain.back();
  return {{u"problem"_s, fromStd(certificate.problem)},
          {u"subject"_s, fromStd(root.subject)},
          {u"issuer"_s, root.issuer == root.subject ? Words::tr("itself") : fromStd(root.issuer)},
          {u"fingerprint"_s, fromStd(root.fingerprint)},
          {u"validText"_s, validText(root)},
          {u"expired"_s, root.not_after < now},
          {u"chain"_s, chain},
          {u"names"_s, fromStd(certificate.chain.front().names).join(u", "_s)}};
}

} // namespace meridian::console
