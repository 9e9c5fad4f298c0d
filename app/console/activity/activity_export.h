// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/activity/activity_rows.h"

#include <QByteArray>

namespace meridian::console {

/// Lines as a table for spreadsheets (RFC 4180, UTF-8 with its mark, times in UTC). A cell that a spreadsheet would take
/// for a formula begins with an apostrophe.
[[nodiscard]] QByteArray toCsv(const std::vector<ActivityLine>& lines);
/// The same for programs: a list of {seq, time, actor, verb, subject, detail, problem}, values as they were kept.
[[nodiscard]] QByteArray toJson(const std::vector<ActivityLine>& lines);

} // namespace meridian::console
