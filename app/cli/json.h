// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "engine/engine.h"

#include <string>
#include <vector>

namespace meridian::cli {

// The objects of the command line contract as JSON text, key order as there. Bytes that are no UTF-8 (a registry's
// message) are replaced, never a failure.
[[nodiscard]] std::string jsonText(const engine::JobSummary& summary);
[[nodiscard]] std::string jsonText(const engine::JobSummary& summary, const std::vector<ports::EventRecord>& events);
[[nodiscard]] std::string jsonText(const std::vector<ports::JobRecord>& jobs);
/// The audit trail.
[[nodiscard]] std::string jsonText(const std::vector<ports::ActionRecord>& actions);
[[nodiscard]] std::string jsonText(const plan::Plan& plan);
[[nodiscard]] std::string jsonText(const engine::TagMatrix& matrix);
[[nodiscard]] std::string jsonText(const engine::ImageDetail& image);
/// `kept`: the file that a region trusts from now on; may be empty.
[[nodiscard]] std::string jsonText(const std::string& url, const engine::ServerCertificate& certificate, const std::string& kept);
/// What deletes took away and can be brought back.
[[nodiscard]] std::string jsonText(const std::vector<engine::DeletedTag>& tags);
[[nodiscard]] std::string jsonText(const std::string& fleet_file, const engine::Fleet& fleet,
                                   const std::vector<engine::RegionCheck>& checks);
/// What the probe of a region found; keys as in distribution/profile_json, zero: not measured.
[[nodiscard]] std::string jsonText(const std::string& region, const ports::RegistryProfile& profile);
/// Several audits in one object; each is an audit's report as the engine writes it.
[[nodiscard]] std::string auditsText(const std::vector<std::string>& reports);
/// What a running engine did with a job.
[[nodiscard]] std::string jsonText(const std::string& job, const std::string& verb, const std::string& message);
/// For a verb that could not begin: {"result": "failed", "errors": [...]}.
[[nodiscard]] std::string jsonText(const base::Error& error);

} // namespace meridian::cli
