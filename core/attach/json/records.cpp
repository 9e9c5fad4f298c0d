// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

template <>
struct Words<ports::JobState> {
  static constexpr auto kWords = namedWords<ports::JobState::Interrupted, ports::name>();
  static constexpr std::optional kUnknown = ports::JobState::Interrupted; // an end: nobody waits for ever
};
template struct Codec<ports::JobState>;

template <>
struct Table<ports::JobRecord> {
  using T = ports::JobRecord;
  static constexpr auto kFields = std::tuple{Field{"id", &T::id},
                                             Field{"rule", &T::rule},
                                             Field{"state", &T::state},
                                             Field{"created", &T::created},
                                             Field{"started", &T::started},
                                             Field{"finished", &T::finished},
                                             Field{"tags_matched", &T::tags_matched},
                                             Field{"tags_copied", &T::tags_copied},
                                             Field{"tags_unchanged", &T::tags_unchanged},
                                             Field{"tags_failed", &T::tags_failed},
                                             Field{"bytes_total", &T::bytes_total},
                                             Field{"read", &T::read},
                                             Field{"written", &T::written},
                                             Field{"mounted", &T::mounted},
                                             Field{"skipped", &T::skipped},
                                             Field{"resumed", &T::resumed},
                                             Field{"source_requests", &T::source_requests},
                                             Field{"target_requests", &T::target_requests},
                                             Field{"error", &T::error},
                                             Field{"kind", &T::kind}};
};
template struct Codec<ports::JobRecord>;

template <>
struct Table<ports::OutcomeRecord> {
  using T = ports::OutcomeRecord;
  static constexpr auto kFields = std::tuple{Field{"job", &T::job},
                                             Field{"target", &T::target},
                                             Field{"ref", &T::ref},
                                             Field{"digest", &T::digest},
                                             Field{"result", &T::result},
                                             Field{"bytes", &T::bytes},
                                             Field{"seconds", &T::seconds},
                                             Field{"finished", &T::finished},
                                             Field{"error_code", &T::error_code},
                                             Field{"error_message", &T::error_message},
                                             Field{"http_status", &T::http_status},
                                             Field{"registry_code", &T::registry_code},
                                             Field{"retry_after_s", &T::retry_after}};
};
template struct Codec<ports::OutcomeRecord>;

template <>
struct Table<ports::EventRecord> {
  using T = ports::EventRecord;
  static constexpr auto kFields = std::tuple{Field{"seq", &T::seq}, Field{"job", &T::job}, Field{"time", &T::time},
                                             Field{"level", &T::level}, Field{"text", &T::text}};
};
template struct Codec<ports::EventRecord>;

template <>
struct Table<ports::ActionRecord> {
  using T = ports::ActionRecord;
  static constexpr auto kFields = std::tuple{Field{"seq", &T::seq},         Field{"time", &T::time},
                                             Field{"actor", &T::actor},     Field{"verb", &T::verb},
                                             Field{"subject", &T::subject}, Field{"detail", &T::detail},
                                             Field{"problem", &T::problem}};
};
template struct Codec<ports::ActionRecord>;

} // namespace meridian::attach
