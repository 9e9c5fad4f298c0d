// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adopt/adopt.h"

#include <QStringList>
#include <string>

// What came out of a set-up, in lines that a table can hold.
namespace meridian::adopt {

std::string fixture(const std::string& name);
/// "alpine: docker-hub > mirror repositories=["library/alpine"] tags={...}", further keys in the file's
/// order.
QStringList rules(const Adopted& adopted);
/// "mirror replica https://mirror.example.com credential=mirror".
QStringList regions(const Adopted& adopted);
/// Places; "~" in front where nothing is left out. Without the one about lat and lon.
QStringList gaps(const Adopted& adopted);
QString allText(const Adopted& adopted);

} // namespace meridian::adopt
