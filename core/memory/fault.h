// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::memory {

enum class Operation {
  Ping,
  HeadManifest,
  GetManifest,
  PutManifest,
  DeleteManifest,
  HeadBlob,
  GetBlob,
  PutBlob,
  MountBlob,
  ListTags,
  ListRepositories,
  ListReferrers
};

/// One thing that goes wrong. Empty fields match everything.
struct Fault {
  std::optional<Operation> operation;
  std::string repository;
  std::string reference; ///< tag or digest text
  base::Error error;
  int times = -1;                       ///< how often; below zero = for ever
  std::optional<base::ByteCount> after; ///< GetBlob and PutBlob: only after that many bytes of this call
  bool corrupt = false;                 ///< GetBlob: instead of failing, one byte of the content is wrong
};

/// The faults that are set. Any thread.
class Faults {
public:
  void add(Fault fault);
  void clear();
  /// The first that matches, counted down.
  [[nodiscard]] std::optional<Fault> take(Operation operation, std::string_view repository,
                                          std::string_view reference);

private:
  std::mutex m_mutex;
  std::vector<Fault> m_faults;
};

} // namespace meridian::memory
