// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

template <>
struct Words<base::Errc> {
  static inline const auto kWords = namedWords<base::Errc::Internal, base::name>();
  static constexpr std::optional kUnknown = base::Errc::Internal; // the message still says what happened
};
template struct Codec<base::Errc>;

template <>
struct Table<base::Error> {
  using T = base::Error;
  static constexpr auto kFields = std::tuple{Field{"code", &T::code},
                                             Field{"message", &T::message},
                                             Field{"trail", &T::trail},
                                             Field{"http_status", &T::http_status},
                                             Field{"registry_code", &T::registry_code},
                                             Field{"request_id", &T::request_id},
                                             Field{"retry_after_s", &T::retry_after}};
};
template struct Codec<base::Error>;

} // namespace meridian::attach
