// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

template <>
struct Words<ports::Ability> {
  static constexpr auto kWords = namedWords<ports::Ability::No, ports::name>();
  static constexpr std::optional kUnknown = ports::Ability::Unknown;
};
template <>
struct Table<ports::RegistryProfile> {
  using T = ports::RegistryProfile;
  static constexpr auto kFields = std::tuple{Field{"probed", &T::probed},
                                             Field{"server", &T::server},
                                             Field{"auth", &T::auth},
                                             Field{"streaming", &T::streaming},
                                             Field{"chunked", &T::chunked},
                                             Field{"monolithic", &T::monolithic},
                                             Field{"single_post", &T::single_post},
                                             Field{"chunk_min", &T::chunk_min},
                                             Field{"chunk_max", &T::chunk_max},
                                             Field{"resume", &T::resume},
                                             Field{"cut_kept", &T::cut_kept},
                                             Field{"own_offset", &T::own_offset},
                                             Field{"mount", &T::mount},
                                             Field{"mount_anonymous", &T::mount_anonymous},
                                             Field{"range", &T::range},
                                             Field{"redirects", &T::redirects},
                                             Field{"referrers", &T::referrers},
                                             Field{"tag_delete", &T::tag_delete},
                                             Field{"sparse_index", &T::sparse_index},
                                             Field{"http_versions", &T::http_versions},
                                             Field{"http_version", &T::http_version},
                                             Field{"round_trip_us", &T::round_trip},
                                             Field{"read_rate", &T::read_rate},
                                             Field{"remarks", &T::remarks}};
};
template struct Codec<ports::RegistryProfile>;

template <>
struct Table<ports::ProbeRequest> {
  using T = ports::ProbeRequest;
  static constexpr auto kFields = std::tuple{Field{"repository", &T::repository}, Field{"readable", &T::readable}};
};
template struct Codec<ports::ProbeRequest>;

template <>
struct Table<auth::Credential> {
  using T = auth::Credential;
  static constexpr auto kFields =
      std::tuple{Field{"user", &T::user}, Field{"password", &T::password}, Field{"identity_token", &T::identity_token}};
};
template struct Codec<auth::Credential>;

} // namespace meridian::attach
