// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/blobs.h"
#include "distribution/exchange.h"
#include "distribution/upload_session.h"
#include "distribution/upload_source.h"
#include "distribution/upload_way.h"
#include "oci/descriptor.h"
#include "ports/registry.h"

#include <optional>
#include <stop_token>

namespace meridian::distribution {

/// Where an upload takes place, and what is known there.
struct UploadPlace {
  Exchange& exchange;
  Blobs& blobs;
  LearntProfile& profile;
};

/// One blob on its way into a repository, over as many sessions and tries as it takes. Used once, by one
/// thread.
class UploadRun {
public:
  /// `journal` may be null. All outlive the run.
  UploadRun(UploadPlace place, std::string_view repository, const oci::Descriptor& blob,
            ports::BodySource& source, ports::UploadJournal* journal);

  /// As ports::Registry::putBlob.
  [[nodiscard]] base::Result<void> run(std::stop_token stop);

private:
  // A session of an earlier process; true: the blob is there already.
  base::Result<bool> pickUp(std::stop_token stop);
  base::Result<void> open(std::stop_token stop);

  // Everything from m_confirmed to the commit.
  base::Result<void> send(std::stop_token stop);
  base::Result<void> stream(std::stop_token stop);
  base::Result<void> chunks(std::stop_token stop);
  base::Result<void> whole(std::stop_token stop);
  base::Result<void> commit(std::stop_token stop);

  // After a failed send(). Success: go on with the session, or with a new one where it is closed.
  base::Result<void> recover(base::Error error, std::stop_token stop);
  base::Result<void> refused(base::Error error, std::stop_token stop);
  base::Result<void> resume(base::Error error, std::stop_token stop);
  base::Result<void> startOver(base::Error error, std::stop_token stop);
  base::Unexpected leave(base::Error error, std::stop_token stop);
  bool goOnAt(base::ByteCount told);

  bool mayResume() const;
  void remember(base::ByteCount confirmed);
  void forget();

  UploadPlace m_place;
  const oci::Descriptor& m_blob;
  const std::optional<base::ByteCount> m_size;
  WindowSource m_source;
  ports::BodySource& m_content;
  ports::UploadJournal* m_journal;
  UploadSession m_session;
  Sending m_sending;
  base::ByteCount m_body;      ///< length of the body that was sent last
  base::ByteCount m_confirmed; ///< by the registry, from the start
  base::ByteCount m_furthest;  ///< m_confirmed when it broke the last time
  base::ByteCount m_most;      ///< bytes that were ever handed out: a registry cannot have more
  int m_attempt = 1;
  int m_detours = 0;     ///< refusals of a way so far
  bool m_pieced = false; ///< this session got more than one body
  bool m_plain = false;  ///< one body a session: pieces have led to wrong content here
};

/// Size 0 stands for "not known" except for the one blob that is empty.
[[nodiscard]] bool knowsSize(const oci::Descriptor& blob);

/// True where a commit may have worked although its answer was not seen, or says otherwise.
[[nodiscard]] bool maybeCommitted(const base::Error& error);

} // namespace meridian::distribution
