// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

using engine::AuditStatus;
using engine::DriftFinding;
using engine::PromotionStatus;

template <>
struct Table<engine::TagConflict> {
  using T = engine::TagConflict;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target}, Field{"ref", &T::ref},
                                             Field{"recorded", &T::recorded}, Field{"found", &T::found},
                                             Field{"wanted", &T::wanted}};
};

template <>
struct Words<PromotionStatus::Phase> {
  static constexpr auto kWords = namedWords<PromotionStatus::Phase::Mixed, engine::name>();
  static constexpr std::optional kUnknown = PromotionStatus::Phase::Mixed; // somebody has to look
};
template <>
struct Table<PromotionStatus::Region> {
  using T = PromotionStatus::Region;
  static constexpr auto kFields =
      std::tuple{Field{"id", &T::id},           Field{"wave", &T::wave},   Field{"staged", &T::staged},
                 Field{"flipped", &T::flipped}, Field{"total", &T::total}, Field{"lagging", &T::lagging},
                 Field{"text", &T::text}};
};
template <>
struct Table<PromotionStatus> {
  using T = PromotionStatus;
  static constexpr auto kFields = std::tuple{Field{"job", &T::job},
                                             Field{"rule", &T::rule},
                                             Field{"phase", &T::phase},
                                             Field{"time", &T::time},
                                             Field{"until", &T::until},
                                             Field{"regions", &T::regions},
                                             Field{"conflicts", &T::conflicts},
                                             Field{"skew_ms", &T::skew},
                                             Field{"reversible", &T::reversible}};
};
template struct Codec<PromotionStatus>;

template <>
struct Words<DriftFinding::Cause> {
  static constexpr auto kWords = namedWords<DriftFinding::Cause::Unreadable, engine::name>();
  static constexpr std::optional kUnknown = DriftFinding::Cause::Unreadable;
};
template <>
struct Table<DriftFinding> {
  using T = DriftFinding;
  static constexpr auto kFields =
      std::tuple{Field{"region", &T::region}, Field{"ref", &T::ref},       Field{"cause", &T::cause},
                 Field{"wanted", &T::wanted}, Field{"found", &T::found},   Field{"detail", &T::detail},
                 Field{"repairable", &T::repairable}, Field{"repair", &T::repair}};
};
template <>
struct Table<AuditStatus::Region> {
  using T = AuditStatus::Region;
  static constexpr auto kFields = std::tuple{Field{"id", &T::id}, Field{"tags", &T::tags}, Field{"good", &T::good},
                                             Field{"findings", &T::findings}, Field{"problem", &T::problem}};
};
template <>
struct Table<AuditStatus> {
  using T = AuditStatus;
  static constexpr auto kFields = std::tuple{Field{"rule", &T::rule},
                                             Field{"job", &T::job},
                                             Field{"finished", &T::finished},
                                             Field{"depth", &T::depth},
                                             Field{"regions", &T::regions},
                                             Field{"findings", &T::findings},
                                             Field{"findings_total", &T::findings_total},
                                             Field{"mended", &T::mended},
                                             Field{"pass_rate", &T::pass_rate},
                                             Field{"history", &T::history},
                                             Field{"requests", &T::requests},
                                             Field{"read", &T::read},
                                             Field{"seconds", &T::seconds}};
};
template struct Codec<AuditStatus>;

template <>
struct Table<engine::DeletedTag> {
  using T = engine::DeletedTag;
  static constexpr auto kFields =
      std::tuple{Field{"rule", &T::rule},     Field{"target", &T::target}, Field{"ref", &T::ref},
                 Field{"digest", &T::digest}, Field{"time", &T::time},     Field{"manifests", &T::manifests}};
};
template struct Codec<engine::DeletedTag>;

} // namespace meridian::attach
