// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace meridian::models {

using engine::BlobStatus;
using State = BlobStatus::State;

namespace {

struct Blobs {
  Q_DECLARE_TR_FUNCTIONS(Blobs)
};

struct In {
  const BlobStatus& blob;
  const engine::Fleet& fleet;
};

/// Where the bytes come from is known once they move, or once they need not.
bool hasOrigin(const BlobStatus& blob) { return blob.state != State::Waiting || blob.origin != "pulled"; }

QString originText(const BlobStatus& blob) {
  if (!hasOrigin(blob)) return {};
  if (blob.origin == "mounted") return Blobs::tr("mounted");
  if (blob.origin == "there already") return Blobs::tr("there already");
  if (blob.origin == "resumed")
    return blob.resumed.value > 0 ? Blobs::tr("resumed at %1", "bytes").arg(bytesText(blob.resumed)) : Blobs::tr("resumed");
  return Blobs::tr("pulled");
}

QString bytes(const BlobStatus& blob) {
  return blob.state == State::Moving ? bytesText(blob.done, blob.size) : bytesText(blob.size);
}

double progress(const BlobStatus& blob) {
  if (blob.state == State::Done) return 1;
  if (blob.size.value == 0) return 0;
  return std::min(1.0, static_cast<double>(blob.done.value) / static_cast<double>(blob.size.value));
}

int rank(State state) {
  constexpr State kOrder[] = {State::Failed, State::Moving, State::Waiting, State::Done};
  return static_cast<int>(std::ranges::find(kOrder, state) - kOrder);
}

const std::array<Column<In>, 14> kColumns{{
    {"digest", [](const In& in) -> QVariant { return fromStd(in.blob.digest); }},
    {"digestText", [](const In& in) -> QVariant { return shortDigest(in.blob.digest); }},
    {"targetName", [](const In& in) -> QVariant { return regionName(in.fleet, in.blob.target); }},
    {"repository", [](const In& in) -> QVariant { return fromStd(in.blob.repository); }},
    {"sizeText", [](const In& in) -> QVariant { return bytesText(in.blob.size); }},
    {"bytesText", [](const In& in) -> QVariant { return bytes(in.blob); }},
    {"progress", [](const In& in) -> QVariant { return progress(in.blob); }},
    {"moving", [](const In& in) -> QVariant { return in.blob.state == State::Moving; }},
    {"origin", [](const In& in) -> QVariant { return hasOrigin(in.blob) ? fromStd(in.blob.origin) : QString(); }},
    {"originText", [](const In& in) -> QVariant { return originText(in.blob); }},
    {"status", [](const In& in) -> QVariant { return blobKey(in.blob.state); }},
    {"statusText", [](const In& in) -> QVariant { return blobWord(in.blob.state); }},
    {"size", [](const In& in) -> QVariant { return static_cast<double>(in.blob.size.value); }},
    {"rank", [](const In& in) -> QVariant { return rank(in.blob.state); }},
}};

} // namespace

QList<QByteArray> blobRoles() { return rolesOf<In>(kColumns); }

QList<Row> blobRows(const std::vector<BlobStatus>& blobs, const engine::Fleet& fleet) {
  QList<Row> rows;
  rows.reserve(static_cast<qsizetype>(blobs.size()));
  for (const auto& blob : blobs)
    rows.append(rowOf<In>(kColumns, fromStd(blob.target + '|' + blob.repository + '|' + blob.digest), In{blob, fleet}));
  return rows;
}

} // namespace meridian::models
