// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

template <>
struct Words<engine::Role> {
  static constexpr std::array<std::string_view, 2> kWords{"primary", "replica"};
  static constexpr std::optional kUnknown = engine::Role::Replica;
};

template <>
struct Table<engine::Region> {
  using T = engine::Region;
  static constexpr auto kFields = std::tuple{Field{"id", &T::id},
                                             Field{"name", &T::name},
                                             Field{"role", &T::role},
                                             Field{"lat", &T::lat},
                                             Field{"lon", &T::lon},
                                             Field{"registry_url", &T::registry_url},
                                             Field{"credential", &T::credential},
                                             Field{"ca", &T::ca},
                                             Field{"limits", &T::limits},
                                             Field{"bandwidth", &T::bandwidth}};
};
template struct Codec<engine::Region>;

template <>
struct Table<engine::WebhookSource> {
  using T = engine::WebhookSource;
  static constexpr auto kFields = std::tuple{Field{"id", &T::id}, Field{"region", &T::region}, Field{"kind", &T::kind},
                                             Field{"auth", &T::auth}, Field{"credential", &T::credential}};
};
template <>
struct Table<engine::Webhooks> {
  using T = engine::Webhooks;
  static constexpr auto kFields = std::tuple{Field{"listen", &T::listen}, Field{"certificate", &T::certificate},
                                             Field{"key", &T::key}, Field{"sources", &T::sources}};
};

template <>
struct Table<engine::Fleet> {
  using T = engine::Fleet;
  static constexpr auto kFields = std::tuple{Field{"regions", &T::regions}, Field{"rules", &T::rules},
                                             Field{"webhooks", &T::webhooks}, Field{"schema", &T::schema}};
};
template struct Codec<engine::Fleet>;

} // namespace meridian::attach
