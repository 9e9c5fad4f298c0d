// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token.h"
#include "fuzz/check.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::Timestamp now{std::chrono::milliseconds{1'700'000'000'000}};
  const auto token = auth::parseToken(fuzz::text(data, size), now);
  if (!token) {
    fuzz::check(!token.error().message.empty(), "a refusal has words");
    return 0;
  }
  fuzz::check(!token->value.empty(), "a token has a value");
  for (const char c : token->value)
    fuzz::check(c > 0x20 && c < 0x7f, "a token fits into a header line");
  fuzz::check(token->expires >= now, "a token lives");
  auth::TokenCache cache;
  cache.put({auth::Scope::catalogue()}, *token, now);
  const auto found = cache.find({auth::Scope::catalogue()}, now);
  fuzz::check(!found || *found == token->value, "the cache gives what was put");
  fuzz::check(!cache.find({auth::Scope::catalogue()}, token->expires), "never after its end");
  return 0;
}
