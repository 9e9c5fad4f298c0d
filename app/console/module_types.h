// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/catalog/image_search.h"
#include "console/catalog/image_state.h"
#include "console/catalog/repository_list.h"
#include "console/check_state.h"
#include "console/consistency_state.h"
#include "console/lines/line_state.h"
#include "console/match_state.h"
#include "console/plan_state.h"
#include "console/profile_state.h"
#include "models/catalog_rows.h"
#include "models/row_model.h"
#include "models/tag_matrix_rows.h"
#include "models/throughput.h"

#include <QQmlEngine>

/// Names that QML has for what hangs on Bridge; the types themselves do not know QML.
namespace meridian::console {

struct ForeignRowModel {
  Q_GADGET
  QML_FOREIGN(meridian::models::RowModel)
  QML_NAMED_ELEMENT(RowModel)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignThroughput {
  Q_GADGET
  QML_FOREIGN(meridian::models::Throughput)
  QML_NAMED_ELEMENT(Throughput)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignLineState {
  Q_GADGET
  QML_FOREIGN(meridian::console::LineState)
  QML_NAMED_ELEMENT(LineState)
  QML_UNCREATABLE("hangs on Lines")
};
struct ForeignPlanState {
  Q_GADGET
  QML_FOREIGN(meridian::console::PlanState)
  QML_NAMED_ELEMENT(PlanState)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignProfileState {
  Q_GADGET
  QML_FOREIGN(meridian::console::ProfileState)
  QML_NAMED_ELEMENT(ProfileState)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignConsistencyState {
  Q_GADGET
  QML_FOREIGN(meridian::console::ConsistencyState)
  QML_NAMED_ELEMENT(ConsistencyState)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignRepositoryList {
  Q_GADGET
  QML_FOREIGN(meridian::console::RepositoryList)
  QML_NAMED_ELEMENT(RepositoryList)
  QML_UNCREATABLE("hangs on Catalog")
};
struct ForeignImageState {
  Q_GADGET
  QML_FOREIGN(meridian::console::ImageState)
  QML_NAMED_ELEMENT(ImageState)
  QML_UNCREATABLE("hangs on Catalog")
};
struct ForeignImageSearch {
  Q_GADGET
  QML_FOREIGN(meridian::console::ImageSearch)
  QML_NAMED_ELEMENT(ImageSearch)
  QML_UNCREATABLE("hangs on Prewarm")
};
struct ForeignCatalogRows {
  Q_GADGET
  QML_FOREIGN(meridian::models::CatalogRows)
  QML_NAMED_ELEMENT(CatalogRows)
  QML_UNCREATABLE("hangs on Catalog")
};
struct ForeignTagMatrixRows {
  Q_GADGET
  QML_FOREIGN(meridian::models::TagMatrixRows)
  QML_NAMED_ELEMENT(TagMatrixRows)
  QML_UNCREATABLE("hangs on Catalog")
};
struct ForeignMatrixRows {
  Q_GADGET
  QML_FOREIGN(meridian::models::MatrixRows)
  QML_NAMED_ELEMENT(MatrixRows)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignMatchState {
  Q_GADGET
  QML_FOREIGN(meridian::console::MatchState)
  QML_NAMED_ELEMENT(MatchState)
  QML_UNCREATABLE("hangs on Bridge")
};
struct ForeignCheckState {
  Q_GADGET
  QML_FOREIGN(meridian::console::CheckState)
  QML_NAMED_ELEMENT(CheckState)
  QML_UNCREATABLE("hangs on Bridge")
};

} // namespace meridian::console
