// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/listing.h"

#include "distribution/link.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace meridian::distribution {

namespace {
using base::Errc;
using nlohmann::json;
} // namespace

base::Result<std::vector<std::string>> parseNames(std::string_view text, std::string_view key) {
  const auto document = json::parse(text, nullptr, false);
  if (!document.is_object())
    return base::fail(Errc::BadAnswer, "the list of " + std::string(key) + " is no JSON object");
  const auto list = document.find(key);
  std::vector<std::string> names;
  if (list == document.end() || list->is_null()) return names;
  if (!list->is_array()) return base::fail(Errc::BadAnswer, "\"" + std::string(key) + "\" is no list");
  for (const auto& name : *list) {
    if (!name.is_string())
      return base::fail(Errc::BadAnswer, "\"" + std::string(key) + "\" holds what is no name");
    names.push_back(name.get<std::string>());
  }
  return names;
}

base::Result<ports::NamePage> Listing::page(Call call, std::string_view key, std::string_view next,
                                            int page_size, std::stop_token stop) {
  const auto first = call.url;
  if (!next.empty())
    call.url = m_exchange.ownUrl(first, next);
  else if (page_size > 0)
    call.url += "?n=" + std::to_string(page_size);
  call.headers.add("Accept", "application/json");
  auto answer = m_exchange.run(call, stop);
  if (!answer) {
    // A registry may think our page too large (distribution: catalog.maxentries); then it may choose.
    if (next.empty() && page_size > 0 && answer.error().registry_code == "PAGINATION_NUMBER_INVALID") {
      call.url = first;
      return page(std::move(call), key, next, 0, stop);
    }
    return base::pass(std::move(answer));
  }
  auto names = parseNames(answer->text, key);
  if (!names) return base::pass(std::move(names), "GET " + call.what);
  ports::NamePage out{std::move(*names), {}};
  if (const auto target = nextTarget(answer->head.headers.all("Link")); !target.empty())
    out.next = m_exchange.ownUrl(call.url, target);
  return out;
}

base::Result<ports::NamePage> Listing::tags(std::string_view repository, std::string_view next,
                                            std::stop_token stop) {
  Call call;
  call.url = m_exchange.url("/v2/" + std::string(repository) + "/tags/list");
  call.what = "tags of " + std::string(repository);
  call.subject = Subject::Repository;
  call.scopes = {auth::Scope::repository(std::string(repository), {"pull"})};
  return page(std::move(call), "tags", next, m_exchange.options().tags_page, stop);
}

base::Result<ports::NamePage> Listing::repositories(std::string_view next, std::stop_token stop) {
  Call call;
  call.url = m_exchange.url("/v2/_catalog");
  call.what = "catalogue";
  call.subject = Subject::Registry;
  call.scopes = {auth::Scope::catalogue()};
  return page(std::move(call), "repositories", next, m_exchange.options().catalogue_page, stop);
}

} // namespace meridian::distribution
