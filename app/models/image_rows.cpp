// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/error_fix.h"
#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <algorithm>
#include <array>

namespace meridian::models {

using State = engine::ImageStatus::State;

namespace {

struct In {
  const engine::ImageStatus& image;
  const engine::Fleet& fleet;
};

QString bytes(const engine::ImageStatus& image) {
  if (image.state == State::Copying && image.total.value > 0) return bytesText(image.done, image.total);
  return image.total.value > 0 ? bytesText(image.total) : QString();
}

double progress(const engine::ImageStatus& image) {
  if (image.state == State::Copied || image.state == State::Unchanged) return 1;
  if (image.total.value == 0) return 0;
  return std::min(1.0, static_cast<double>(image.done.value) / static_cast<double>(image.total.value));
}

int rank(State state) {
  constexpr State kOrder[] = {State::Failed, State::Copying, State::Waiting, State::Cancelled, State::Copied, State::Unchanged};
  return static_cast<int>(std::ranges::find(kOrder, state) - kOrder);
}

const std::array<Column<In>, 12> kImages{{
    {"target", [](const In& in) -> QVariant { return fromStd(in.image.target); }},
    {"targetName", [](const In& in) -> QVariant { return regionName(in.fleet, in.image.target); }},
    {"ref", [](const In& in) -> QVariant { return fromStd(in.image.ref); }},
    {"digestText", [](const In& in) -> QVariant { return shortDigest(in.image.digest); }},
    {"status", [](const In& in) -> QVariant { return imageKey(in.image.state); }},
    {"statusText", [](const In& in) -> QVariant { return imageWord(in.image.state); }},
    {"bytesText", [](const In& in) -> QVariant { return bytes(in.image); }},
    {"progress", [](const In& in) -> QVariant { return progress(in.image); }},
    {"error", [](const In& in) -> QVariant { return fromStd(in.image.error_message); }},
    {"fix", [](const In& in) -> QVariant { return fixOf(in.image.error_code); }},
    {"size", [](const In& in) -> QVariant { return static_cast<double>(in.image.total.value); }},
    {"rank", [](const In& in) -> QVariant { return rank(in.image.state); }},
}};

const std::array<Column<ports::EventRecord>, 3> kEvents{{
    {"timeText", [](const ports::EventRecord& e) -> QVariant { return secondsText(e.time); }},
    {"level", [](const ports::EventRecord& e) -> QVariant { return fromStd(e.level); }},
    {"text", [](const ports::EventRecord& e) -> QVariant { return fromStd(e.text); }},
}};

} // namespace

QList<QByteArray> imageRoles() { return rolesOf<In>(kImages); }

QList<Row> imageRows(const std::vector<engine::ImageStatus>& images, const engine::Fleet& fleet) {
  QList<Row> rows;
  for (const auto& image : images)
    rows.append(rowOf<In>(kImages, fromStd(image.target + '|' + image.ref), In{image, fleet}));
  return rows;
}

QList<QByteArray> eventRoles() { return rolesOf<ports::EventRecord>(kEvents); }

QList<Row> eventRows(const std::vector<ports::EventRecord>& events) {
  QList<Row> rows;
  for (const auto& event : events)
    rows.append(rowOf<ports::EventRecord>(kEvents, QString::number(event.seq), event));
  return rows;
}

} // namespace meridian::models
