// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

using engine::JobStatus;
using engine::LinkStatus;
using engine::RegionStatus;

template <>
struct Words<engine::RegionState> {
  static constexpr std::array<std::string_view, 6> kWords{"unknown", "in_sync", "syncing", "drift", "failed", "offline"};
  static constexpr std::optional kUnknown = engine::RegionState::Unknown;
};
template <>
struct Table<RegionStatus> {
  using T = RegionStatus;
  static constexpr auto kFields = std::tuple{Field{"region", &T::region},
                                             Field{"state", &T::state},
                                             Field{"problem", &T::problem},
                                             Field{"tags_total", &T::tags_total},
                                             Field{"tags_equal", &T::tags_equal},
                                             Field{"last_check", &T::last_check},
                                             Field{"last_in_sync", &T::last_in_sync},
                                             Field{"in", &T::in},
                                             Field{"out", &T::out},
                                             Field{"history", &T::history},
                                             Field{"done", &T::done},
                                             Field{"total", &T::total},
                                             Field{"held", &T::held},
                                             Field{"held_until", &T::held_until}};
};
template struct Codec<RegionStatus>;

template <>
struct Table<LinkStatus> {
  using T = LinkStatus;
  static constexpr auto kFields = std::tuple{Field{"from", &T::from},
                                             Field{"to", &T::to},
                                             Field{"rate", &T::rate},
                                             Field{"active", &T::active},
                                             Field{"state", &T::state},
                                             Field{"transfers", &T::transfers},
                                             Field{"waiting", &T::waiting},
                                             Field{"from_round_trip_us", &T::from_round_trip},
                                             Field{"to_round_trip_us", &T::to_round_trip},
                                             Field{"p95", &T::p95},
                                             Field{"copied", &T::copied},
                                             Field{"failed", &T::failed},
                                             Field{"history", &T::history}};
};
template struct Codec<LinkStatus>;

template <>
struct Words<engine::JobPhase> {
  static constexpr std::array<std::string_view, 5> kWords{"waiting", "planning", "comparing", "copying", "done"};
  static constexpr std::optional kUnknown = engine::JobPhase::Waiting;
};
template <>
struct Table<JobStatus::Share> {
  using T = JobStatus::Share;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target}, Field{"done", &T::done}, Field{"total", &T::total}};
};
template <>
struct Table<JobStatus> {
  using T = JobStatus;
  static constexpr auto kFields = std::tuple{Field{"record", &T::record},
                                             Field{"targets", &T::targets},
                                             Field{"phase", &T::phase},
                                             Field{"paused", &T::paused},
                                             Field{"done", &T::done},
                                             Field{"total", &T::total},
                                             Field{"shares", &T::shares},
                                             Field{"rate", &T::rate},
                                             Field{"left", &T::left},
                                             Field{"tags_done", &T::tags_done},
                                             Field{"tags_total", &T::tags_total},
                                             Field{"blobs_done", &T::blobs_done},
                                             Field{"blobs_total", &T::blobs_total},
                                             Field{"waiting", &T::waiting}};
};
template struct Codec<JobStatus>;

template <>
struct Table<engine::Figure> {
  using T = engine::Figure;
  static constexpr auto kFields =
      std::tuple{Field{"value", &T::value}, Field{"change", &T::change}, Field{"history", &T::history}};
};
template <>
struct Table<engine::Figures> {
  using T = engine::Figures;
  static constexpr auto kFields = std::tuple{Field{"success_rate", &T::success_rate},
                                             Field{"transfer_p95", &T::transfer_p95},
                                             Field{"throughput", &T::throughput},
                                             Field{"throughput_peak", &T::throughput_peak},
                                             Field{"consistency", &T::consistency},
                                             Field{"regions_drifted", &T::regions_drifted},
                                             Field{"tags_mirrored", &T::tags_mirrored}};
};
template struct Codec<engine::Figures>;

} // namespace meridian::attach
