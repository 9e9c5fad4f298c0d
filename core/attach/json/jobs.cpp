// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

using engine::BlobStatus;
using engine::ImageStatus;
using engine::JobSummary;

template <>
struct Words<engine::JobKind> {
  static constexpr auto kWords = namedWords<engine::JobKind::Prewarm, engine::name>();
  static constexpr std::optional<engine::JobKind> kUnknown = std::nullopt; // nothing else is done in its place
};
template <>
struct Table<engine::JobRequest> {
  using T = engine::JobRequest;
  static constexpr auto kFields = std::tuple{Field{"rule", &T::rule},
                                             Field{"targets", &T::targets},
                                             Field{"tags", &T::tags},
                                             Field{"kind", &T::kind},
                                             Field{"cause", &T::cause},
                                             Field{"on_conflict", &T::on_conflict},
                                             Field{"depth", &T::depth},
                                             Field{"sample", &T::sample},
                                             Field{"repair", &T::repair},
                                             Field{"fresh", &T::fresh},
                                             Field{"once", &T::once}};
};
template struct Codec<engine::JobRequest>;

template <>
struct Words<engine::ReportFormat> {
  static constexpr std::array<std::string_view, 2> kWords{"json", "html"};
  static constexpr std::optional<engine::ReportFormat> kUnknown = std::nullopt;
};
template struct Codec<engine::ReportFormat>;

template <>
struct Table<JobSummary::Target> {
  using T = JobSummary::Target;
  static constexpr auto kFields =
      std::tuple{Field{"id", &T::id}, Field{"result", &T::result}, Field{"tags_copied", &T::tags_copied}};
};
template <>
struct Table<JobSummary> {
  using T = JobSummary;
  static constexpr auto kFields = std::tuple{Field{"record", &T::record}, Field{"outcomes", &T::outcomes},
                                             Field{"targets", &T::targets}, Field{"promotion", &T::promotion}};
};
template struct Codec<JobSummary>;

template <>
struct Words<ImageStatus::State> {
  static constexpr std::array<std::string_view, 6> kWords{"waiting", "copying", "copied", "unchanged", "failed", "cancelled"};
  static constexpr std::optional kUnknown = ImageStatus::State::Waiting;
};
template <>
struct Table<ImageStatus> {
  using T = ImageStatus;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target},
                                             Field{"ref", &T::ref},
                                             Field{"digest", &T::digest},
                                             Field{"state", &T::state},
                                             Field{"done", &T::done},
                                             Field{"total", &T::total},
                                             Field{"error_code", &T::error_code},
                                             Field{"error_message", &T::error_message}};
};
template struct Codec<ImageStatus>;

template <>
struct Words<BlobStatus::State> {
  static constexpr std::array<std::string_view, 4> kWords{"waiting", "moving", "done", "failed"};
  static constexpr std::optional kUnknown = BlobStatus::State::Waiting;
};
template <>
struct Table<BlobStatus> {
  using T = BlobStatus;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target}, Field{"repository", &T::repository},
                                             Field{"digest", &T::digest}, Field{"state", &T::state},
                                             Field{"origin", &T::origin}, Field{"size", &T::size},
                                             Field{"done", &T::done},     Field{"resumed", &T::resumed}};
};
template struct Codec<BlobStatus>;

} // namespace meridian::attach
