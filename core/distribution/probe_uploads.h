// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distribution/probe.h"
#include "distribution/upload_session.h"

#include <optional>
#include <stop_token>
#include <string>

namespace meridian::distribution {

/// Which uploads a registry takes. What it stores goes to ProbeBench::stored; sessions are closed or
/// cancelled.
class UploadProbe {
public:
  explicit UploadProbe(ProbeBench& bench) : m_bench(bench) {}
  /// Ends at the first step where it turns out that nothing may be written.
  void run(std::stop_token stop);

private:
  bool streaming(std::stop_token stop); ///< false: nothing may be written
  void chunked(std::stop_token stop);
  void resume(std::stop_token stop);
  void monolithic(std::stop_token stop);
  void singlePost(std::stop_token stop);
  void mount(std::stop_token stop);

  struct Tried {
    std::optional<base::Error> error;
    int piece = 0; ///< which one it was about, from 1; 0: the opening or the commit
  };
  Tried inChunks(std::size_t first, std::stop_token stop);
  std::optional<base::ByteCount> standing(UploadSession& session, std::stop_token stop);
  UploadSession session(const std::string& repository) const;
  std::optional<UploadSession> open(std::string_view question, std::stop_token stop);
  void stored(std::string_view content);
  std::size_t fitting(std::size_t size) const;

  ProbeBench& m_bench;
};

} // namespace meridian::distribution
