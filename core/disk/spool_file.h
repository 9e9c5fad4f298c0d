// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk/spool.h"

#include <filesystem>
#include <memory>
#include <string>

namespace meridian::disk {

/// One blob of a Spool; see ports::SpoolBlob.
class SpoolFile final : public ports::SpoolBlob {
public:
  /// `path` is without extension. What an earlier process left is used as far as its mark is believable.
  [[nodiscard]] static base::Result<std::unique_ptr<SpoolFile>> open(Spool& spool, const std::filesystem::path& path,
                                                                     std::string name, const oci::Descriptor& blob);
  ~SpoolFile() override;

  const ports::SpoolMark& found() const override { return m_found; }
  base::Result<void> write(std::uint64_t offset, std::span<const std::byte> data) override;
  base::Result<void> read(std::uint64_t offset, std::span<std::byte> buffer) override;
  base::Result<void> mark(const ports::SpoolMark& mark) override;
  void discard() override { m_discarded = true; }

private:
  SpoolFile(Spool& spool, std::string name, const oci::Descriptor& blob) : m_spool(spool), m_name(std::move(name)), m_blob(blob) {}

  Spool& m_spool;
  const std::string m_name;
  const oci::Descriptor m_blob;
  std::filesystem::path m_part, m_mark;
  int m_fd = -1;
  bool m_discarded = false;
  ports::SpoolMark m_found;
};

/// The text of a mark file; nullopt where it is damaged, of another blob, or promises what cannot be.
[[nodiscard]] std::string toText(const ports::SpoolMark& mark, const oci::Descriptor& blob);
[[nodiscard]] std::optional<ports::SpoolMark> parseMark(std::string_view text, const oci::Descriptor& blob);

} // namespace meridian::disk
