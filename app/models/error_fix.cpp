// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/error_fix.h"

#include <QCoreApplication>

namespace meridian::models {

using base::Errc;

namespace {

struct Fixes {
  Q_DECLARE_TR_FUNCTIONS(Fixes)
};

} // namespace

QString fixOf(Errc code) {
  switch (code) {
  case Errc::BlobUploadInvalid:
  case Errc::BlobUploadUnknown:
  case Errc::ConnectionLost:
  case Errc::Stalled:
  case Errc::Timeout: return Fixes::tr("Retry what failed: it goes on where it stopped. If it comes again, probe the region's registry.");
  case Errc::ServerError: return Fixes::tr("Look at the registry's own log, then retry what failed.");
  case Errc::ConnectionRefused: return Fixes::tr("See whether the registry runs, and test the connection of this region.");
  case Errc::HostUnknown: return Fixes::tr("Check the address of this region.");
  case Errc::TlsUntrusted: return Fixes::tr("Give the region the certificate of its authority (CA).");
  case Errc::Unauthorized: return Fixes::tr("Check the credential of this region.");
  case Errc::Denied: return Fixes::tr("Give the region's account the right to do this in the registry.");
  case Errc::TooManyRequests: return Fixes::tr("Limit the requests per second of this region, then retry what failed.");
  case Errc::DiskFull: return Fixes::tr("Make room on the disk, then retry what failed.");
  case Errc::IoFailed: return Fixes::tr("Check the disk and the rights of Meridian's folders.");
  case Errc::BlobUnknown:
  case Errc::ManifestUnknown:
  case Errc::NameUnknown:
  case Errc::ManifestBlobUnknown: return Fixes::tr("Push the image to the source again: part of it is gone there.");
  case Errc::DigestInvalid:
  case Errc::SizeInvalid:
  case Errc::ContentMismatch: return Fixes::tr("Run a deep audit: somewhere on the way, or in the registry, content is broken.");
  case Errc::ClosureIncomplete: return Fixes::tr("Sign the image, or take the requirement out of the rule.");
  case Errc::ManifestInvalid:
  case Errc::NameInvalid:
  case Errc::Unsupported: return Fixes::tr("The registry cannot take this; see its profile for what it can do.");
  case Errc::BadAnswer: return Fixes::tr("Check that the address leads to a registry, not to a proxy or a login page.");
  case Errc::TagMoved: return Fixes::tr("Sync again: the source has something newer.");
  case Errc::Busy: return Fixes::tr("Wait for the other one to end, then try again.");
  case Errc::ConfigInvalid: return Fixes::tr("Correct the rule or the region.");
  case Errc::RangeInvalid:
  case Errc::ParseFailed:
  case Errc::NotFound:
  case Errc::AlreadyExists:
  case Errc::Cancelled:
  case Errc::Internal: break;
  }
  return {};
}

QString fixOf(std::string_view code) {
  for (int i = 0; i <= static_cast<int>(Errc::Internal); ++i)
    if (base::name(static_cast<Errc>(i)) == code) return fixOf(static_cast<Errc>(i));
  return {};
}

} // namespace meridian::models
