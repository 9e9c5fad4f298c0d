// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/registry.h"

#include <cstdint>
#include <vector>

namespace meridian::test {

/// A journal in memory that counts what it is told.
class NotedJournal final : public ports::UploadJournal {
public:
  ports::UploadMark load() override { return mark; }
  void save(const ports::UploadMark& now) override {
    mark = now;
    saved.push_back(now);
  }
  void resumed(base::ByteCount offset) override { resumes.push_back(offset.value); }

  ports::UploadMark mark;
  std::vector<ports::UploadMark> saved;
  std::vector<std::uint64_t> resumes;
};

} // namespace meridian::test
