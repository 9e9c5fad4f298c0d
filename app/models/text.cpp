// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/text.h"

#include "models/showing.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace meridian::models {

namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(Text)
};

constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
constexpr std::array kBits{"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "Pbit/s"};

int unitOf(double value) {
  int unit = 0;
  while (value >= 999.5 && unit + 1 < static_cast<int>(kUnits.size())) {
    value /= 1000;
    ++unit;
  }
  return unit;
}

QString figure(double value, int unit) {
  const double scaled = value / std::pow(1000.0, unit);
  return QLocale().toString(scaled, 'f', unit == 0 || scaled >= 99.95 ? 0 : 1);
}

QString unitText(int unit) { return QString::fromLatin1(kUnits[static_cast<std::size_t>(unit)]); }

} // namespace

QString fromStd(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
QStringList fromStd(const std::vector<std::string>& texts) {
  QStringList list;
  for (const auto& text : texts) list.append(fromStd(text));
  return list;
}

QString shortDigest(std::string_view digest) {
  constexpr qsizetype kDigits = 12;
  const auto text = fromStd(digest);
  return text.mid(text.indexOf(u':') + 1, kDigits);
}

QString bytesText(base::ByteCount bytes) {
  const auto value = static_cast<double>(bytes.value);
  const int unit = unitOf(value);
  return figure(value, unit) + u' ' + unitText(unit);
}

QString bytesText(base::ByteCount done, base::ByteCount total) {
  const auto whole = static_cast<double>(total.value);
  const int unit = unitOf(whole);
  return Text::tr("%1 of %2 %3", "bytes done, bytes in all, unit")
      .arg(figure(static_cast<double>(done.value), unit), figure(whole, unit), unitText(unit));
}

QString rateText(base::BytesPerSecond rate) {
  if (ratesInBits()) {
    const int unit = unitOf(rate.value * 8);
    return figure(rate.value * 8, unit) + u' ' + QString::fromLatin1(kBits[static_cast<std::size_t>(unit)]);
  }
  const int unit = unitOf(rate.value);
  return figure(rate.value, unit) + u' ' + unitText(unit) + QStringLiteral("/s");
}

QString durationText(base::Seconds duration) {
  const double s = std::max(0.0, duration.count());
  if (s < 9.95) return Text::tr("%1 s").arg(QLocale().toString(s, 'f', 1));
  const auto whole = static_cast<qint64>(s + 0.5);
  if (whole < 60) return Text::tr("%1 s").arg(whole);
  if (whole < 300 && whole % 60 != 0) return Text::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
  const auto minutes = (whole + 30) / 60;
  if (minutes < 60) return Text::tr("%1 min").arg(minutes);
  if (minutes < 24 * 60) {
    return minutes % 60 == 0 ? Text::tr("%1 h").arg(minutes / 60)
                             : Text::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
  }
  const auto hours = (minutes + 30) / 60;
  return hours % 24 == 0 ? Text::tr("%1 d").arg(hours / 24) : Text::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString agoText(base::Timestamp then, base::Timestamp now) {
  if (then == base::Timestamp{}) return {};
  const auto s = std::chrono::duration_cast<std::chrono::seconds>(now - then).count();
  if (s < 10) return Text::tr("just now");
  if (s < 60) return Text::tr("%1 s ago").arg(s);
  if (s < 3600) return Text::tr("%1 min ago").arg(s / 60);
  if (s < 86400) return Text::tr("%1 h ago").arg(s / 3600);
  return Text::tr("%1 d ago").arg(s / 86400);
}

QString clockText(base::Timestamp then, base::Timestamp now) {
  if (then == base::Timestamp{}) return {};
  const auto at = shown(then);
  const auto time = at.toString(QStringLiteral("HH:mm"));
  if (at.date() == shown(now).date()) return time;
  //: Format of a day without its year, as QLocale::toString(QDate) takes it
  return QLocale().toString(at.date(), Text::tr("d MMM")) + u' ' + time;
}

QString secondsText(base::Timestamp then) {
  return then == base::Timestamp{} ? QString() : shown(then).toString(QStringLiteral("HH:mm:ss"));
}

QString percentFigure(double ratio, int decimals) {
  const double step = std::pow(10.0, decimals);
  double value = std::round(ratio * 100 * step) / step;
  if (ratio < 1 && value >= 100) value = 100 - 1 / step;
  return QLocale().toString(value, 'f', decimals);
}

QString percentText(double ratio, int decimals) {
  return Text::tr("%1 %", "percent").arg(percentFigure(ratio, decimals));
}

QString numberText(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

QString errorText(const base::Error& error) {
  const auto meaning = errorMeaning(error.code);
  auto words = fromStd(error.message);
  if (error.http_status != 0 && !words.contains(QString::number(error.http_status)))
    words += QStringLiteral(" (HTTP %1)").arg(error.http_status);
  auto text = words.isEmpty() ? meaning : meaning + QStringLiteral(": ") + words;
  if (error.retry_after.count() > 0)
    text += QStringLiteral(". ") + Text::tr("It asks to come back in %1").arg(durationText(error.retry_after));
  return text;
}

QString errorMeaning(base::Errc code) {
  using base::Errc;
  switch (code) {
  case Errc::BlobUnknown: return Text::tr("The registry does not have this blob");
  case Errc::BlobUploadInvalid: return Text::tr("The registry refused the upload");
  case Errc::BlobUploadUnknown: return Text::tr("The registry forgot the upload");
  case Errc::DigestInvalid: return Text::tr("The registry found another digest");
  case Errc::ManifestBlobUnknown: return Text::tr("The manifest names a blob that is not there");
  case Errc::ManifestInvalid: return Text::tr("The registry refused the manifest");
  case Errc::ManifestUnknown: return Text::tr("There is no such tag");
  case Errc::NameInvalid: return Text::tr("The registry does not take this repository name");
  case Errc::NameUnknown: return Text::tr("There is no such repository");
  case Errc::SizeInvalid: return Text::tr("The registry found another size");
  case Errc::Unauthorized: return Text::tr("The registry did not take the credential");
  case Errc::Denied: return Text::tr("This credential may not do that");
  case Errc::Unsupported: return Text::tr("This is not supported");
  case Errc::TooManyRequests: return Text::tr("The registry limits requests");
  case Errc::RangeInvalid: return Text::tr("The registry does not take this range");
  case Errc::HostUnknown: return Text::tr("The host name is not known");
  case Errc::ConnectionRefused: return Text::tr("Nothing answers at this address");
  case Errc::ConnectionLost: return Text::tr("The connection broke");
  case Errc::TlsUntrusted: return Text::tr("The certificate is not trusted");
  case Errc::Stalled: return Text::tr("No bytes came for a while");
  case Errc::Timeout: return Text::tr("No answer in time");
  case Errc::ServerError: return Text::tr("The registry has an error of its own");
  case Errc::BadAnswer: return Text::tr("The answer is not a registry's");
  case Errc::ContentMismatch: return Text::tr("The content does not match its digest");
  case Errc::ParseFailed: return Text::tr("The document cannot be read");
  case Errc::ConfigInvalid: return Text::tr("The fleet file has an error");
  case Errc::NotFound: return Text::tr("Not found");
  case Errc::AlreadyExists: return Text::tr("It exists already");
  case Errc::Busy: return Text::tr("Something else is using it");
  case Errc::DiskFull: return Text::tr("The disk is full");
  case Errc::IoFailed: return Text::tr("Reading or writing failed");
  case Errc::ClosureIncomplete: return Text::tr("A signature, SBOM or attestation that the rule asks for is missing");
  case Errc::TagMoved: return Text::tr("The tag moved at the source meanwhile");
  case Errc::Cancelled: return Text::tr("Cancelled");
  case Errc::Internal: return Text::tr("Something went wrong here");
  }
  return {};
}

QString sinceText(std::chrono::seconds since) {
  const auto s = since.count();
  if (s % 86400 == 0) return QStringLiteral("%1d").arg(s / 86400);
  if (s % 3600 == 0) return QStringLiteral("%1h").arg(s / 3600);
  if (s % 60 == 0) return QStringLiteral("%1m").arg(s / 60);
  return QStringLiteral("%1s").arg(s);
}

std::optional<std::chrono::seconds> parseSince(QStringView text) {
  text = text.trimmed();
  if (text.size() < 2) return std::nullopt;
  bool ok = false;
  const auto number = text.chopped(1).toLongLong(&ok);
  if (!ok || number <= 0 || number > 1'000'000'000) return std::nullopt;
  switch (text.back().unicode()) {
  case 's': return std::chrono::seconds{number};
  case 'm': return std::chrono::seconds{number * 60};
  case 'h': return std::chrono::seconds{number * 3600};
  case 'd': return std::chrono::seconds{number * 86400};
  case 'w': return std::chrono::seconds{number * 7 * 86400};
  default: return std::nullopt;
  }
}

} // namespace meridian::models
