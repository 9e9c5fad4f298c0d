// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/text.h"

#include <QCoreApplication>

namespace meridian::models {

using engine::RegionState;
using ports::JobState;

namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(Text)
};

/// The engine's sentences tell the time once more; what they begin with is the reason.
QString heldReason(std::string_view held) {
  if (held == "its bandwidth window is closed") return Text::tr("its bandwidth window is closed");
  if (held.starts_with("the registry has had too many requests")) return Text::tr("its registry has had too many requests");
  if (held.starts_with("the quota")) return Text::tr("its quota of pulls is used up");
  return fromStd(held);
}

} // namespace

QString roleText(engine::Role role) {
  return role == engine::Role::Primary ? Text::tr("Primary") : Text::tr("Replica");
}

QString stateWord(RegionState state) {
  switch (state) {
  case RegionState::InSync: return Text::tr("In sync");
  case RegionState::Syncing: return Text::tr("Syncing");
  case RegionState::Drift: return Text::tr("Drift");
  case RegionState::Failed: return Text::tr("Failed");
  case RegionState::Offline: return Text::tr("Offline");
  case RegionState::Unknown: break;
  }
  return Text::tr("Not checked");
}

QString stateKey(RegionState state) {
  switch (state) {
  case RegionState::InSync: return QStringLiteral("insync");
  case RegionState::Syncing: return QStringLiteral("syncing");
  case RegionState::Drift: return QStringLiteral("drift");
  case RegionState::Failed: return QStringLiteral("failed");
  case RegionState::Offline: return QStringLiteral("offline");
  case RegionState::Unknown: break;
  }
  return QStringLiteral("unknown");
}

QString stateText(const engine::RegionStatus& region) {
  if (region.state == RegionState::Syncing && region.total.value > 0) {
    const double ratio = static_cast<double>(region.done.value) / static_cast<double>(region.total.value);
    auto text = Text::tr("Syncing %1, %2", "percent, bytes done of all")
                    .arg(percentText(std::min(1.0, ratio)), bytesText(region.done, region.total));
    const auto left = base::timeLeft(region.done, region.total, region.in);
    return left.count() > 0 ? text + Text::tr(", %1", "time left, after bytes").arg(durationText(left)) : text;
  }
  if (region.state == RegionState::Drift) {
    const auto missing = region.tags_total > region.tags_equal ? region.tags_total - region.tags_equal : 0;
    return missing == 1 ? Text::tr("Drift: 1 tag") : Text::tr("Drift: %1 tags").arg(missing);
  }
  if ((region.state == RegionState::Failed || region.state == RegionState::Offline) && region.problem)
    return Text::tr("%1: %2", "state, reason").arg(stateWord(region.state), errorMeaning(region.problem->code));
  return stateWord(region.state);
}

QString heldText(const engine::RegionStatus& region, base::Timestamp now) {
  if (region.held.empty()) return {};
  const auto why = heldReason(region.held);
  const auto until = clockText(region.held_until, now);
  return until.isEmpty() ? Text::tr("waits: %1", "why").arg(why)
                         : Text::tr("waits until %1: %2", "time, why").arg(until, why);
}

QString jobWord(JobState state) {
  switch (state) {
  case JobState::Queued: return Text::tr("Queued");
  case JobState::Running: return Text::tr("Running");
  case JobState::Succeeded: return Text::tr("Succeeded");
  case JobState::Partial: return Text::tr("Partly failed");
  case JobState::Failed: return Text::tr("Failed");
  case JobState::Cancelled: return Text::tr("Cancelled");
  case JobState::Interrupted: return Text::tr("Interrupted");
  }
  return {};
}

QString jobKey(JobState state) {
  static constexpr const char* kKeys[] = {"queued", "running", "succeeded", "partial",
                                          "failed", "cancelled", "interrupted"};
  return QString::fromLatin1(kKeys[static_cast<int>(state)]);
}

QString imageWord(engine::ImageStatus::State state) {
  using State = engine::ImageStatus::State;
  switch (state) {
  case State::Waiting: return Text::tr("Waiting");
  case State::Copying: return Text::tr("Copying");
  case State::Copied: return Text::tr("Copied");
  case State::Unchanged: return Text::tr("Unchanged");
  case State::Failed: return Text::tr("Failed");
  case State::Cancelled: return Text::tr("Cancelled");
  }
  return {};
}

QString imageKey(engine::ImageStatus::State state) {
  static constexpr const char* kKeys[] = {"waiting", "copying", "copied", "unchanged", "failed", "cancelled"};
  return QString::fromLatin1(kKeys[static_cast<int>(state)]);
}

QString blobWord(engine::BlobStatus::State state) {
  using State = engine::BlobStatus::State;
  switch (state) {
  case State::Waiting: return Text::tr("Waiting");
  case State::Moving: return Text::tr("Moving");
  case State::Done: return Text::tr("Done");
  case State::Failed: return Text::tr("Failed");
  }
  return {};
}

QString blobKey(engine::BlobStatus::State state) {
  static constexpr const char* kKeys[] = {"waiting", "copying", "copied", "failed"};
  return QString::fromLatin1(kKeys[static_cast<int>(state)]);
}

QString stepKey(engine::CheckStep::Kind kind) {
  static constexpr const char* kKeys[] = {"address", "connection", "trust", "protocol", "credential"};
  return QString::fromLatin1(kKeys[static_cast<int>(kind)]);
}

QString stepLabel(engine::CheckStep::Kind kind) {
  using Kind = engine::CheckStep::Kind;
  switch (kind) {
  case Kind::Address: return Text::tr("Address");
  case Kind::Connection: return Text::tr("Connection");
  case Kind::Trust: return Text::tr("Certificate");
  case Kind::Protocol: return Text::tr("Registry protocol");
  case Kind::Credential: return Text::tr("Credential");
  }
  return {};
}

} // namespace meridian::models
