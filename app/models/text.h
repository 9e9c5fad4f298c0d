// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "engine/answers.h"
#include "engine/snapshot.h"

#include <QString>
#include <QStringList>

/// Words and figures as the console shows them, in the language that is installed (translation context "Text",
/// numbers by QLocale()). Pure apart from that; any thread.
namespace meridian::models {

[[nodiscard]] QString fromStd(std::string_view text);
[[nodiscard]] QStringList fromStd(const std::vector<std::string>& texts);

/// The first twelve digits of a digest: how much of it tells contents apart at a glance.
[[nodiscard]] QString shortDigest(std::string_view digest);

/// "3.1 GB"; 1 decimal below 100, none from there; decimal units.
[[nodiscard]] QString bytesText(base::ByteCount bytes);
/// "3.1 of 7.4 GB", in the unit of `total`.
[[nodiscard]] QString bytesText(base::ByteCount done, base::ByteCount total);
[[nodiscard]] QString rateText(base::BytesPerSecond rate);
/// "0.4 s", "42 s", "1 min 20 s", "6 min", "2 h 5 min", "3 d 4 h".
[[nodiscard]] QString durationText(base::Seconds duration);
/// "just now", "2 min ago", "3 h ago", "4 d ago"; empty for never.
[[nodiscard]] QString agoText(base::Timestamp then, base::Timestamp now);
/// "09:12" on the same day as `now`, else "21 Nov 09:12", in the zone of showing.h; empty for never.
[[nodiscard]] QString clockText(base::Timestamp then, base::Timestamp now);
/// "09:12:07", in the zone of showing.h.
[[nodiscard]] QString secondsText(base::Timestamp then);
/// 0.9962 -> "99.62"; never rounds up to 100 what is less.
[[nodiscard]] QString percentFigure(double ratio, int decimals);
/// 0.42 -> "42 %".
[[nodiscard]] QString percentText(double ratio, int decimals = 0);
[[nodiscard]] QString numberText(std::uint64_t number);
/// `text` with the first letter for the start of a sentence ...: what failed in words, then the registry's own words.
[[nodiscard]] QString errorText(const base::Error& error);
/// What an error code means to an operator: "The registry limits requests".
[[nodiscard]] QString errorMeaning(base::Errc code);

[[nodiscard]] QString roleText(engine::Role role);
[[nodiscard]] QString stateWord(engine::RegionState state);
/// Stable word for QML: "insync" ...
[[nodiscard]] QString stateKey(engine::RegionState state);
/// "Syncing 42 %, 3.1 of 7.4 GB, 6 min", "Drift: 3 tags" ...
[[nodiscard]] QString stateText(const engine::RegionStatus& region);
/// What holds a region back: "waits until 12:04: ...", "waits: ..."; empty when nothing does.
[[nodiscard]] QString heldText(const engine::RegionStatus& region, base::Timestamp now);
[[nodiscard]] QString jobWord(ports::JobState state);
[[nodiscard]] QString jobKey(ports::JobState state);
[[nodiscard]] QString imageWord(engine::ImageStatus::State state);
[[nodiscard]] QString imageKey(engine::ImageStatus::State state);
[[nodiscard]] QString blobWord(engine::BlobStatus::State state);
[[nodiscard]] QString blobKey(engine::BlobStatus::State state);
/// Stable word and localized name of a step of looking at a registry.
[[nodiscard]] QString stepKey(engine::CheckStep::Kind kind);
[[nodiscard]] QString stepLabel(engine::CheckStep::Kind kind);

/// Seconds as the fleet file writes them ("30d", "12h", "90m", "45s") and back; nullopt where it is no such text.
[[nodiscard]] QString sinceText(std::chrono::seconds since);
[[nodiscard]] std::optional<std::chrono::seconds> parseSince(QStringView text);

} // namespace meridian::models
