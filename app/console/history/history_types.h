// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_list.h"
#include "models/row_view.h"

#include <QQmlEngine>

/// Names that QML has for what hangs on History and others; the types themselves do not know QML.
namespace meridian::console {

struct ForeignJobList {
  Q_GADGET
  QML_FOREIGN(meridian::models::JobList)
  QML_NAMED_ELEMENT(JobList)
  QML_UNCREATABLE("hangs on History")
};
struct ForeignRowView {
  Q_GADGET
  QML_FOREIGN(meridian::models::RowView)
  QML_NAMED_ELEMENT(RowView)
  QML_UNCREATABLE("hangs on a singleton")
};

} // namespace meridian::console
