// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "engine/fleet.h"

#include <QStringList>
#include <QVariantMap>

#include <optional>

/// Forms of the console as maps, and the values that they stand for. Pure.
///
/// Region: id, name, role ("primary"|"replica"), lat, lon, url, credential, ca, limits and bandwidth (limit_forms.h);
/// and, only on the way in, user and password (typed, kept nowhere but in a secret store).
/// Rule: id, source, targets (ids), repositories, include, exclude, semver, latest, since, platforms, bandwidth, and
/// what it asks for beside that (policy_forms.h).
namespace meridian::console {

[[nodiscard]] engine::Region regionOf(const QVariantMap& form);
[[nodiscard]] std::optional<auth::Credential> credentialOf(const QVariantMap& form);
[[nodiscard]] QVariantMap mapOf(const engine::Region& region);

/// Text fields that do not parse (since, platforms, bandwidth, lengths of time) are told in `errors`. Policies that the
/// form has no field for stay as they are in `before`.
[[nodiscard]] plan::Rule ruleOf(const QVariantMap& form, QStringList& errors, plan::Rule before = {});
[[nodiscard]] QVariantMap mapOf(const plan::Rule& rule);

/// `fleet` with the region put in the place of `old_id`, at the end when that is empty or unknown; rules follow a
/// changed id.
[[nodiscard]] engine::Fleet withRegion(engine::Fleet fleet, const engine::Region& region, const std::string& old_id);
[[nodiscard]] engine::Fleet withRule(engine::Fleet fleet, const plan::Rule& rule, const std::string& old_id);
/// Without the region, and without it as a target; a rule that has no target or no source left goes as well.
[[nodiscard]] engine::Fleet withoutRegion(engine::Fleet fleet, const std::string& id);
[[nodiscard]] engine::Fleet withoutRule(engine::Fleet fleet, const std::string& id);
[[nodiscard]] QStringList rulesUsing(const engine::Fleet& fleet, const std::string& region);

/// What is wrong with a region's form, by the form's field ("" for what belongs to no field). `old_id` is the region
/// that the form edits; without it the form's own id is taken, so that an id that is there already is no problem.
[[nodiscard]] QVariantMap regionProblems(const engine::Fleet& fleet, const QVariantMap& form,
                                         const std::optional<std::string>& old_id);
/// All problems of a fleet in one text; empty when it is good.
[[nodiscard]] QString problemText(const engine::Fleet& fleet);

} // namespace meridian::console
