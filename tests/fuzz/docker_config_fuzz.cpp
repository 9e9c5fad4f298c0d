// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/base64.h"
#include "auth/docker_config.h"
#include "fuzz/check.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  if (const auto config = auth::DockerConfig::parse(text)) {
    for (const auto& [host, credential] : config->auths) {
      fuzz::check(!credential.empty(), "an entry holds a credential");
      fuzz::check(host.find('/') == std::string::npos, "a host has no path");
    }
    for (const auto& [host, helper] : config->helpers)
      fuzz::check(helper.find_first_of(std::string("/\\ \n\0", 5)) == std::string::npos,
                  "a helper leads nowhere else");
    fuzz::check(config->default_helper.find('/') == std::string::npos, "a helper leads nowhere else");
  }
  if (const auto credential = auth::parseHelperReply(text))
    fuzz::check(!credential->identity_token.empty() || !credential->user.empty() ||
                    !credential->password.empty(),
                "a reply holds something");
  fuzz::check(auth::normaliseHost(text).find('/') == std::string::npos, "a host has no path");
  fuzz::check(auth::decodeBase64(auth::encodeBase64(text)) == text, "base64 comes back");
  if (const auto plain = auth::decodeBase64(text))
    fuzz::check(auth::decodeBase64(auth::encodeBase64(*plain)) == plain, "what was decoded can be encoded");
  return 0;
}
