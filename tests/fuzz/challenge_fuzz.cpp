// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/challenge.h"
#include "auth/scope.h"
#include "auth/token.h"
#include "fuzz/check.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  for (const auto& challenge : auth::parseChallenges(text)) {
    fuzz::check(!challenge.scheme.empty(), "a challenge has a scheme");
    fuzz::check(challenge.scheme.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ \",=\r\n") == std::string::npos,
                "a scheme is a token in lower case");
    for (const auto& [key, value] : challenge.parameters)
      fuzz::check(!key.empty() &&
                      key.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ \",=\r\n") == std::string::npos,
                  "a parameter's name is a token in lower case");
    const auto request = auth::tokenRequest(challenge, {}, {"user", "hunter2", {}}, "meridian");
    fuzz::check(request.url.find("hunter2") == std::string::npos || text.find("hunter2") != text.npos,
                "no password in a URL");
    const auto realm = challenge.parameters.find("realm");
    const auto added = request.url.substr(
        realm == challenge.parameters.end() ? 0 : std::min(realm->second.find('#'), realm->second.size()));
    fuzz::check(added.find_first_of(std::string(" \r\n\"\0", 5)) == std::string::npos,
                "the query is encoded");
  }
  for (const auto& scope : auth::parseScopes(text)) {
    const auto again = auth::parseScopes(scope.text());
    fuzz::check(again.size() == 1 && again.front() == scope, "a scope's text is a scope");
    fuzz::check(scope.covers(scope), "a scope covers itself");
  }
  return 0;
}
