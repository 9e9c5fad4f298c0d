// SPDX-License-Identifier: GPL-3.0-or-later
// A blob that goes through the spool: read once as ranges, kept until every target has it, so that neither a cut nor a
// crash at either end makes a byte travel twice.
#include "transfer/assembly.h"
#include "transfer/blob_relay.h"
#include "transfer/counted.h"
#include "transfer/flows.h"

#include <algorithm>
#include <utility>

namespace meridian::transfer {

using base::Errc;
using base::fail;
using base::Result;

namespace {

/// Smaller ones are gone before a second connection would help, and a disk has better things to do.
constexpr std::uint64_t kFromFarSource = 1024 * 1024;
/// A near source is read again cheaply; what counts is the upload, and that one session for less is not worth.
constexpr std::uint64_t kToFarTarget = 8 * 1024 * 1024;

bool ofTheSpool(Errc code) { return code == Errc::DiskFull || code == Errc::IoFailed; }

/// A plain read into the assembly, from an offset on.
class Filler final : public ports::BodySink {
public:
  Filler(Assembly& assembly, std::uint64_t at, Progress& progress, ports::ByteGate* gate)
      : m_assembly(assembly), m_at(at), m_progress(progress), m_gate(gate) {}
  Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    if (m_gate != nullptr)
      if (auto passed = m_gate->pass({data.size()}, stop); !passed) return passed;
    m_progress.blobRead({data.size()});
    auto put = m_assembly.put(m_at, data);
    m_at += data.size();
    return put;
  }

private:
  Assembly& m_assembly;
  std::uint64_t m_at;
  Progress& m_progress;
  ports::ByteGate* m_gate;
};

} // namespace

bool BlobRelay::wantsSpool(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted) const {
  const auto size = transfer.blob.size.value;
  if (m_ends.spool == nullptr || size < kFromFarSource) return false;
  if (m_ends.source.far()) return true;
  if (size < kToFarTarget) return false;
  return std::any_of(wanted.begin(), wanted.end(), [this](const auto& one) { return m_ends.targets[one.target].far(); });
}

Result<void> BlobRelay::fetch(const plan::BlobTransfer& transfer, Assembly& assembly, std::stop_token stop) {
  if (assembly.complete()) return {};
  if (m_ends.source.far() && m_ends.flows != nullptr) {
    const Flows::Watch watch{[this](base::ByteCount bytes) { m_progress.blobRead(bytes); },
                             [this](std::string why) { m_progress.wait(std::move(why)); }};
    auto pulled = m_ends.flows->pull(transfer.source_repository, transfer.blob, assembly, watch, stop);
    if (pulled || pulled.error().code != Errc::Unsupported) return pulled;
  }
  // One stream, from the first byte that is missing; what lies behind it comes again.
  const auto missing = assembly.missing();
  if (missing.empty()) return {};
  const auto from = missing.ranges().front().first;
  Filler filler(assembly, from, m_progress, m_ends.source.gate);
  return m_ends.source.registry->getBlob(transfer.source_repository, transfer.blob.digest, {from}, filler, stop);
}

std::optional<std::vector<Result<void>>> BlobRelay::throughSpool(const plan::BlobTransfer& transfer,
                                                                 const std::vector<Wanted>& wanted,
                                                                 std::stop_token stop) {
  const auto notice = [&](const base::Error& error) {
    if (m_ends.tell)
      m_ends.tell("warning", transfer.blob.digest.shortText() + " (" + base::formatBytes(transfer.blob.size) +
                                 ") streams without a spool, and would start over after a crash: " + error.text());
  };
  auto opened = m_ends.spool->open(transfer.blob);
  if (!opened) {
    notice(opened.error());
    return std::nullopt;
  }
  std::vector<Result<void>> results(wanted.size());
  Assembly assembly(std::move(*opened), transfer.blob);
  m_progress.blobFound(transfer.blob.digest, assembly.resumed());
  base::TaskGroup uploads(m_writers);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    uploads.run([&, i] {
      Assembly::Reader reader(assembly);
      Counted source(reader, m_progress, wanted[i].target, transfer.blob.digest, m_ends.targets[wanted[i].target].gate);
      results[i] = upload(transfer, wanted[i], source, transfer.blob.size.value >= kToFarTarget, stop);
    });
  auto read = fetch(transfer, assembly, stop);
  auto broken = !read && ofTheSpool(read.error().code) ? std::optional(read.error()) : std::nullopt;
  if (!read && read.error().code != Errc::Cancelled)
    read = base::pass(std::move(read), "read " + transfer.source_repository + "@" + transfer.blob.digest.text() +
                                           " from the source");
  const auto verdict = assembly.finish(std::move(read));
  uploads.wait();
  if (!broken) broken = assembly.broken();
  if (broken) notice(*broken);
  // Bytes of an earlier run that do not fit are thrown away by now; the blob comes once more, in a stream.
  const bool stale = !verdict && verdict.error().code == Errc::ContentMismatch && assembly.resumed().value > 0;
  if (broken || stale) {
    if (broken) assembly.discard();
    for (const auto& one : wanted) m_progress.blobRestarted(one.target, transfer.blob.digest, {0});
    return std::nullopt;
  }
  if (std::all_of(results.begin(), results.end(), [](const auto& result) { return result.has_value(); })) assembly.discard();
  return results;
}

} // namespace meridian::transfer
