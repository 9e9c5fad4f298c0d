// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/registry.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace meridian::test {

/// Passes everything on to another registry and keeps what was asked, in order: "get-blob app/web sha256:..".
/// Writes are noted when they have succeeded, reads when they begin. Any thread.
class RecordingRegistry : public ports::Registry {
public:
  /// Called before a request is passed on, with its line; may block or cancel.
  using Before = std::function<void(const std::string& line)>;

  explicit RecordingRegistry(ports::Registry& next) : m_next(next) {}
  void before(Before before) { m_before = std::move(before); }

  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(m_mutex);
    return m_lines;
  }
  /// How many lines begin so.
  [[nodiscard]] std::size_t count(std::string_view prefix) const {
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(
        std::count_if(m_lines.begin(), m_lines.end(), [&](const auto& line) { return line.starts_with(prefix); }));
  }
  /// Place of the first line that is exactly so; npos when there is none.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t place(std::string_view line) const {
    const std::lock_guard lock(m_mutex);
    const auto found = std::find(m_lines.begin(), m_lines.end(), line);
    return found == m_lines.end() ? npos : static_cast<std::size_t>(found - m_lines.begin());
  }

  base::Result<ports::PingAnswer> ping(std::stop_token stop) override {
    begin("ping");
    return m_next.ping(stop);
  }
  base::Result<std::optional<ports::ManifestHead>> headManifest(std::string_view repository, std::string_view reference,
                                                                std::stop_token stop) override {
    begin(line("head-manifest", repository, reference));
    return m_next.headManifest(repository, reference, stop);
  }
  base::Result<oci::Manifest> getManifest(std::string_view repository, std::string_view reference,
                                          std::stop_token stop) override {
    begin(line("get-manifest", repository, reference));
    return m_next.getManifest(repository, reference, stop);
  }
  base::Result<void> putManifest(std::string_view repository, std::string_view reference, const oci::Manifest& manifest,
                                 std::stop_token stop) override {
    const auto what = line("put-manifest", repository, reference);
    if (m_before) m_before(what);
    auto done = m_next.putManifest(repository, reference, manifest, stop);
    if (done) note(what);
    return done;
  }
  base::Result<void> deleteManifest(std::string_view repository, std::string_view reference,
                                    std::stop_token stop) override {
    const auto what = line("delete-manifest", repository, reference);
    if (m_before) m_before(what);
    auto done = m_next.deleteManifest(repository, reference, stop);
    if (done) note(what);
    return done;
  }
  base::Result<std::optional<ports::BlobHead>> headBlob(std::string_view repository, const oci::Digest& digest,
                                                        std::stop_token stop) override {
    begin(line("head-blob", repository, digest.text()));
    return m_next.headBlob(repository, digest, stop);
  }
  base::Result<void> getBlob(std::string_view repository, const oci::Digest& digest, base::ByteCount offset,
                             ports::BodySink& sink, std::stop_token stop) override {
    begin(line("get-blob", repository, digest.text()));
    return m_next.getBlob(repository, digest, offset, sink, stop);
  }
  base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest, ports::ByteRange range,
                                  ports::BodySink& sink, std::stop_token stop) override {
    begin(line("get-range", repository, digest.text()));
    return m_next.getBlobRange(repository, digest, range, sink, stop);
  }
  base::Result<void> putBlob(std::string_view repository, const oci::Descriptor& blob, ports::BodySource& source,
                             ports::UploadJournal* journal, std::stop_token stop) override {
    const auto what = line("put-blob", repository, blob.digest.text());
    if (m_before) m_before(what);
    auto done = m_next.putBlob(repository, blob, source, journal, stop);
    note(done ? what : "failed " + what);
    return done;
  }
  base::Result<bool> mountBlob(std::string_view repository, const oci::Digest& digest, std::string_view from_repository,
                               std::stop_token stop) override {
    const auto what = line("mount-blob", repository, digest.text());
    if (m_before) m_before(what);
    auto done = m_next.mountBlob(repository, digest, from_repository, stop);
    if (done && *done) note(what);
    return done;
  }
  base::Result<ports::NamePage> listTags(std::string_view repository, std::string_view next,
                                         std::stop_token stop) override {
    begin(line("list-tags", repository, next));
    return m_next.listTags(repository, next, stop);
  }
  base::Result<ports::NamePage> listRepositories(std::string_view next, std::stop_token stop) override {
    begin(line("list-repositories", {}, next));
    return m_next.listRepositories(next, stop);
  }
  base::Result<std::vector<oci::Descriptor>> listReferrers(std::string_view repository, const oci::Digest& subject,
                                                           std::stop_token stop) override {
    begin(line("list-referrers", repository, subject.text()));
    return m_next.listReferrers(repository, subject, stop);
  }
  base::Result<ports::RegistryProfile> probe(const ports::ProbeRequest& request, std::stop_token stop) override {
    begin(line("probe", request.repository, {}));
    return m_next.probe(request, stop);
  }
  const ports::Traffic& traffic() const override { return m_next.traffic(); }

private:
  static std::string line(std::string_view operation, std::string_view repository, std::string_view reference) {
    return std::string(operation) + " " + std::string(repository) + " " + std::string(reference);
  }
  void begin(const std::string& what) {
    if (m_before) m_before(what);
    note(what);
  }
  void note(std::string what) {
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(std::move(what));
  }

  ports::Registry& m_next;
  Before m_before;
  mutable std::mutex m_mutex;
  std::vector<std::string> m_lines;
};

} // namespace meridian::test
