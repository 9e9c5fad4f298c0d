// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

// Rules as values, not as the fleet file writes them: a draft that is not valid yet has to cross as well.
namespace meridian::attach {

template <>
struct Words<plan::IndexMode> {
  static constexpr std::array<std::string_view, 2> kWords{"sparse", "rewritten"};
  static constexpr std::optional kUnknown = plan::IndexMode::Sparse; // changes no digest
};
template <>
struct Words<plan::Promotion::Mode> {
  static constexpr std::array<std::string_view, 2> kWords{"each", "all-or-nothing"};
  static constexpr std::optional kUnknown = plan::Promotion::Mode::AllOrNothing;
};
template <>
struct Words<plan::Promotion::Group> {
  static constexpr std::array<std::string_view, 2> kWords{"tag", "release"};
  static constexpr std::optional kUnknown = plan::Promotion::Group::Release;
};
template <>
struct Words<plan::Promotion::Down> {
  static constexpr std::array<std::string_view, 3> kWords{"wait", "continue", "rollback"};
  static constexpr std::optional kUnknown = plan::Promotion::Down::Wait;
};
template <>
struct Words<plan::Promotion::Conflict> {
  static constexpr std::array<std::string_view, 3> kWords{"stop", "overwrite", "keep"};
  static constexpr std::optional kUnknown = plan::Promotion::Conflict::Stop;
};
template struct Codec<plan::Promotion::Conflict>;
template <>
struct Words<plan::AuditDepth> {
  static constexpr std::array<std::string_view, 4> kWords{"tags", "content", "sampled", "deep"};
  static constexpr std::optional kUnknown = plan::AuditDepth::Content; // reads no blobs
};
template struct Codec<plan::AuditDepth>;

template <>
struct Table<base::BandwidthWindow> {
  using T = base::BandwidthWindow;
  static constexpr auto kFields =
      std::tuple{Field{"days", &T::days}, Field{"from_min", &T::from}, Field{"to_min", &T::to}, Field{"zone", &T::zone},
                 Field{"limit", &T::limit}};
};
template <>
struct Table<base::Bandwidth> {
  using T = base::Bandwidth;
  static constexpr auto kFields = std::tuple{Field{"limit", &T::limit}, Field{"windows", &T::windows}};
};
template struct Codec<base::Bandwidth>;
template <>
struct Table<base::RequestLimits> {
  using T = base::RequestLimits;
  static constexpr auto kFields = std::tuple{Field{"per_second", &T::per_second}, Field{"at_once", &T::at_once}};
};
template struct Codec<base::RequestLimits>;

template <>
struct Table<oci::Platform> {
  using T = oci::Platform;
  static constexpr auto kFields =
      std::tuple{Field{"os", &T::os}, Field{"architecture", &T::architecture}, Field{"variant", &T::variant},
                 Field{"os_version", &T::os_version}, Field{"os_features", &T::os_features}};
};
template struct Codec<oci::Platform>;

template <>
struct Table<plan::TagSelection> {
  using T = plan::TagSelection;
  static constexpr auto kFields = std::tuple{Field{"include", &T::include},
                                             Field{"exclude", &T::exclude},
                                             Field{"semver", &T::semver},
                                             Field{"latest", &T::latest},
                                             Field{"latest_by_created", &T::latest_by_created},
                                             Field{"since_s", &T::since}};
};
template <>
struct Table<plan::ReferrerPolicy> {
  using T = plan::ReferrerPolicy;
  static constexpr auto kFields =
      std::tuple{Field{"copy", &T::copy}, Field{"types", &T::types}, Field{"require", &T::require}};
};
template <>
struct Table<plan::Schedule> {
  using T = plan::Schedule;
  static constexpr auto kFields = std::tuple{Field{"cron", &T::cron}, Field{"zone", &T::zone}, Field{"windows", &T::windows},
                                             Field{"poll_s", &T::poll}, Field{"on_push", &T::on_push}};
};
template <>
struct Table<plan::Promotion> {
  using T = plan::Promotion;
  static constexpr auto kFields = std::tuple{Field{"mode", &T::mode},
                                             Field{"group", &T::group},
                                             Field{"on_target_down", &T::on_target_down},
                                             Field{"wait_s", &T::wait},
                                             Field{"waves", &T::waves},
                                             Field{"observe_s", &T::observe},
                                             Field{"on_conflict", &T::on_conflict}};
};
template <>
struct Table<plan::Deletes> {
  using T = plan::Deletes;
  static constexpr auto kFields = std::tuple{Field{"propagate", &T::propagate}, Field{"quarantine_s", &T::quarantine},
                                             Field{"stop_above", &T::stop_above}};
};
template <>
struct Table<plan::AuditPolicy> {
  using T = plan::AuditPolicy;
  static constexpr auto kFields = std::tuple{Field{"cron", &T::cron}, Field{"zone", &T::zone}, Field{"depth", &T::depth},
                                             Field{"sample", &T::sample}, Field{"repair", &T::repair}};
};

template <>
struct Table<plan::Rule> {
  using T = plan::Rule;
  static constexpr auto kFields = std::tuple{Field{"id", &T::id},
                                             Field{"source", &T::source},
                                             Field{"targets", &T::targets},
                                             Field{"repositories", &T::repositories},
                                             Field{"tags", &T::tags},
                                             Field{"platforms", &T::platforms},
                                             Field{"bandwidth", &T::bandwidth},
                                             Field{"index", &T::index},
                                             Field{"referrers", &T::referrers},
                                             Field{"schedule", &T::schedule},
                                             Field{"promotion", &T::promotion},
                                             Field{"deletes", &T::deletes},
                                             Field{"audit", &T::audit}};
};
template struct Codec<plan::Rule>;

} // namespace meridian::attach
