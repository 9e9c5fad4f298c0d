// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/json/codec_json.h"
#include "auth/credential.h"
#include "base/error.h"
#include "base/limits.h"
#include "engine/answers.h"
#include "engine/findings.h"
#include "engine/fleet.h"
#include "engine/image_detail.h"
#include "engine/line_history.h"
#include "engine/snapshot.h"
#include "engine/trust.h"
#include "plan/plan.h"
#include "plan/rule.h"
#include "ports/action_log.h"
#include "ports/registry_profile.h"
#include "ports/state_store.h"

// What crosses between an engine and a window on it, beside numbers, text and lists of these.
namespace meridian::attach {

// errors.cpp
extern template struct Codec<base::Errc>;
extern template struct Codec<base::Error>;

// rules.cpp
extern template struct Codec<base::Bandwidth>;
extern template struct Codec<base::RequestLimits>;
extern template struct Codec<oci::Platform>;
extern template struct Codec<plan::AuditDepth>;
extern template struct Codec<plan::Promotion::Conflict>;
extern template struct Codec<plan::Rule>;

// fleets.cpp
extern template struct Codec<engine::Region>;
extern template struct Codec<engine::Fleet>;

// records.cpp
extern template struct Codec<ports::JobState>;
extern template struct Codec<ports::JobRecord>;
extern template struct Codec<ports::OutcomeRecord>;
extern template struct Codec<ports::EventRecord>;
extern template struct Codec<ports::ActionRecord>;

// findings.cpp
extern template struct Codec<engine::PromotionStatus>;
extern template struct Codec<engine::AuditStatus>;
extern template struct Codec<engine::DeletedTag>;

// jobs.cpp
extern template struct Codec<engine::JobRequest>;
extern template struct Codec<engine::JobSummary>;
extern template struct Codec<engine::ImageStatus>;
extern template struct Codec<engine::BlobStatus>;
extern template struct Codec<engine::ReportFormat>;

// statuses.cpp
extern template struct Codec<engine::RegionStatus>;
extern template struct Codec<engine::LinkStatus>;
extern template struct Codec<engine::JobStatus>;
extern template struct Codec<engine::Figures>;

// answers.cpp
extern template struct Codec<engine::RegionCheck>;
extern template struct Codec<engine::RuleMatches>;
extern template struct Codec<engine::TagMatrix>;
extern template struct Codec<engine::ImageDetail>;
extern template struct Codec<engine::LineHistory>;
extern template struct Codec<engine::ServerCertificate>;
extern template struct Codec<engine::CredentialHint>;

// registries.cpp
extern template struct Codec<ports::RegistryProfile>;
extern template struct Codec<ports::ProbeRequest>;
extern template struct Codec<auth::Credential>; ///< with its secrets: for a socket that nobody else can open

// plans.cpp
extern template struct Codec<plan::Plan>;

} // namespace meridian::attach
