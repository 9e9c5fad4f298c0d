// SPDX-License-Identifier: GPL-3.0-or-later
// A blob that streams: one read, fanned out, nothing kept. For ends that are near, and for small blobs.
#include "transfer/blob_relay.h"
#include "transfer/counted.h"
#include "transfer/fan_out.h"

#include <utility>

namespace meridian::transfer {

using base::Errc;
using base::fail;
using base::Result;

namespace {

/// Counts what the source delivers while it passes on to the fan-out.
class CountingSink final : public ports::BodySink {
public:
  CountingSink(FanOut& next, Progress& progress, ports::ByteGate* gate) : m_next(next), m_progress(progress), m_gate(gate) {}
  Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    if (m_gate != nullptr)
      if (auto passed = m_gate->pass({data.size()}, stop); !passed) return passed;
    m_progress.blobRead({data.size()});
    return m_next.write(data, stop);
  }

private:
  FanOut& m_next;
  Progress& m_progress;
  ports::ByteGate* m_gate;
};

/// A branch as an upload sees it: nothing was taken yet = the same stream serves a second try.
class OneWay final : public ports::BodySource {
public:
  explicit OneWay(FanOut::Branch& branch) : m_branch(branch) {}
  Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override { return m_branch.read(buffer, stop); }
  Result<void> verify(std::stop_token stop) override { return m_branch.verify(stop); }
  Result<void> rewind() override {
    if (!m_branch.touched()) return {};
    return fail(Errc::Unsupported, "this stream cannot start over");
  }

private:
  FanOut::Branch& m_branch;
};

} // namespace

std::vector<Result<void>> BlobRelay::stream(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted,
                                            std::stop_token stop) {
  FanOut fan_out(transfer.blob, wanted.size());
  std::vector<Result<void>> results(wanted.size());
  base::TaskGroup uploads(m_writers);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    uploads.run([&, i] {
      auto& branch = fan_out.branch(i);
      OneWay one_way(branch);
      Counted source(one_way, m_progress, wanted[i].target, transfer.blob.digest, m_ends.targets[wanted[i].target].gate);
      results[i] = upload(transfer, wanted[i], source, false, stop);
      branch.abandon();
    });
  CountingSink sink(fan_out, m_progress, m_ends.source.gate);
  auto read = m_ends.source.registry->getBlob(transfer.source_repository, transfer.blob.digest, {0}, sink, stop);
  if (!read && read.error().code != Errc::Cancelled)
    read = base::pass(std::move(read), "read " + transfer.source_repository + "@" + transfer.blob.digest.text() +
                                           " from the source");
  fan_out.finish(std::move(read), stop);
  uploads.wait();
  return results;
}

} // namespace meridian::transfer
