// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/user_name.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace meridian::base {

std::string userAtHost(uid_t user) {
  std::array<char, 4096> room{};
  passwd entry{};
  passwd* found = nullptr;
  std::string name = ::getpwuid_r(user, &entry, room.data(), room.size(), &found) == 0 && found != nullptr
                         ? std::string(found->pw_name)
                         : "user " + std::to_string(user);
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) == 0 && host[0] != '\0') name.append("@").append(host.data());
  return name;
}

} // namespace meridian::base
