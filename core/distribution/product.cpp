// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/product.h"

#include "auth/challenge.h"
#include "base/json_depth.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace meridian::distribution {

using ports::RegistryProduct;

namespace {

constexpr std::size_t kMostText = 64 * 1024;
constexpr std::size_t kLongestVersion = 60;

struct Known {
  std::string_view sign; ///< a host name with what comes before it, or what a header begins with
  std::string_view name, text;
};

/// Whose registries stand under one name of their own.
constexpr std::array kHosts{
    Known{"docker.io", "dockerhub", "Docker Hub"},
    Known{"ghcr.io", "ghcr", "GitHub Container Registry"},
    Known{"quay.io", "quay", "Quay"},
    Known{"azurecr.io", "acr", "Azure Container Registry"},
    Known{"azurecr.cn", "acr", "Azure Container Registry"},
    Known{"pkg.dev", "gar", "Google Artifact Registry"},
    Known{"gcr.io", "gar", "Google Container Registry"},
    Known{"ecr.aws", "ecr", "Amazon ECR Public"},
    Known{"registry.gitlab.com", "gitlab", "GitLab Container Registry"},
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string hostOf(std::string_view url) {
  auto origin = ports::originOf(url);
  origin.erase(0, std::min(origin.size(), origin.find("://") + 3));
  const auto colon = origin.rfind(':');
  if (colon != std::string::npos && origin.find(']', colon) == std::string::npos) origin.resize(colon);
  return origin;
}

bool isOf(std::string_view host, std::string_view domain) {
  return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

/// One printable line of a header that anybody may have written.
std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kLongestVersion))
    if (c >= 0x20 && c < 0x7f) out += c;
  return out;
}

std::optional<RegistryProduct> byHost(std::string_view url) {
  const auto host = hostOf(url);
  if (host.find(".dkr.ecr") != std::string::npos && host.find(".amazonaws.com") != std::string::npos)
    return RegistryProduct{"ecr", "Amazon ECR", {}};
  for (const auto& known : kHosts)
    if (isOf(host, known.sign)) return RegistryProduct{std::string(known.name), std::string(known.text), {}};
  return std::nullopt;
}

/// "Nexus/3.70.1-02 (OSS)" -> "3.70.1-02".
std::string versionBehind(std::string_view header, std::string_view product) {
  if (!header.starts_with(product)) return {};
  header.remove_prefix(product.size());
  return tidy(header.substr(0, header.find(' ')));
}

std::string joined(std::string_view text, const std::string& version) {
  return version.empty() ? std::string(text) : std::string(text) + " " + version;
}

std::optional<RegistryProduct> byHeaders(const ports::HttpHeaders& headers) {
  const auto server = headers.get("Server");
  if (server.starts_with("Nexus/"))
    return RegistryProduct{"nexus", joined("Sonatype Nexus", versionBehind(server, "Nexus/")), {}};
  if (server.starts_with("AzureContainerRegistry")) return RegistryProduct{"acr", "Azure Container Registry", {}};
  const auto frog = headers.get("X-JFrog-Version");
  if (!frog.empty() || !headers.get("X-Artifactory-Id").empty() || server.starts_with("Artifactory/"))
    return RegistryProduct{"artifactory", joined("JFrog Artifactory", versionBehind(frog, "Artifactory/")), {}};
  return std::nullopt;
}

std::optional<RegistryProduct> byChallenge(const auth::Challenge& challenge) {
  const auto value = [&](const char* key) {
    const auto found = challenge.parameters.find(key);
    return found == challenge.parameters.end() ? std::string() : lower(found->second);
  };
  const auto realm = value("realm"), service = value("service");
  if (service == "harbor-registry") return RegistryProduct{"harbor", "Harbor", {}};
  if (realm.ends_with("/jwt/auth")) return RegistryProduct{"gitlab", "GitLab Container Registry", {}};
  if (service == "container_registry" && realm.ends_with("/v2/token")) return RegistryProduct{"gitea", "Gitea or Forgejo", {}};
  if (challenge.scheme == "bearer" && realm.ends_with("/v2/auth")) return RegistryProduct{"quay", "Quay", {}};
  if (realm.find("artifactory") != std::string::npos) return RegistryProduct{"artifactory", "JFrog Artifactory", {}};
  if (realm.find("sonatype nexus") != std::string::npos) return RegistryProduct{"nexus", "Sonatype Nexus", {}};
  return std::nullopt;
}

RegistryProduct byAnswer(std::string_view url, const ports::HttpHeaders& headers,
                         const std::vector<auth::Challenge>& challenges) {
  if (auto found = byHost(url)) return *found;
  if (auto found = byHeaders(headers)) return *found;
  for (const auto& challenge : challenges)
    if (auto found = byChallenge(challenge)) return *found;
  if (headers.get("Docker-Distribution-Api-Version").starts_with("registry/2"))
    return {"distribution", "CNCF Distribution, or one like it", {}};
  return {"unknown", tidy(headers.get("Server")), {}};
}

struct Fetched {
  ports::HttpResponse head;
  std::string text;
};

std::optional<Fetched> fetch(ports::Http& http, const std::string& url, const ports::HttpRoute& route,
                             const std::stop_token& stop) {
  ports::HttpRequest request;
  request.url = url;
  request.route = route;
  request.follow_redirects = false;
  ports::StringSink body(kMostText);
  auto answer = http.send(
      request, [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &body; }, stop);
  if (!answer) return std::nullopt;
  return Fetched{std::move(*answer), std::move(body.text())};
}

/// https://zotregistry.dev/latest/articles/mgmt: answered without a login, so that its own web page can ask.
std::optional<RegistryProduct> asZot(const std::string& text) {
  if (base::nestsDeeper(text)) return std::nullopt;
  const auto document = nlohmann::json::parse(text, nullptr, false);
  if (!document.is_object() || !document.contains("distSpecVersion")) return std::nullopt;
  const auto tag = document.find("releaseTag");
  return RegistryProduct{"zot", joined("zot", tag != document.end() && tag->is_string() ? tidy(tag->get<std::string>()) : ""), {}};
}

} // namespace

RegistryProduct productOf(std::string_view url, const ports::HttpResponse& answer) {
  std::vector<auth::Challenge> challenges;
  for (const auto line : answer.headers.all("WWW-Authenticate"))
    for (auto& one : auth::parseChallenges(line)) challenges.push_back(std::move(one));
  auto product = byAnswer(url, answer.headers, challenges);
  const auto offers = [&](std::string_view scheme) {
    return std::any_of(challenges.begin(), challenges.end(), [&](const auto& one) { return one.scheme == scheme; });
  };
  if (answer.status == 401) product.auth = offers("bearer") ? "bearer" : offers("basic") ? "basic" : "";
  if (answer.status >= 200 && answer.status < 300) product.auth = "none";
  return product;
}

RegistryProduct recogniseProduct(ports::Http& http, const std::string& url, const ports::HttpRoute& route,
                                 std::stop_token stop) {
  auto base = url;
  while (base.ends_with('/')) base.pop_back();
  const auto root = fetch(http, base + "/v2/", route, stop);
  if (!root) return {};
  auto product = productOf(url, root->head);
  if (product.name != "distribution" && product.name != "unknown") return product;
  const auto told = fetch(http, base + "/v2/_zot/ext/mgmt", route, stop);
  if (!told || told->head.status != 200) return product;
  auto zot = asZot(told->text);
  if (!zot) return product;
  zot->auth = product.auth;
  return *zot;
}

} // namespace meridian::distribution
