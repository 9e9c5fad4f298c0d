// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/file_secrets.h"

#include "base/json_depth.h"
#include "disk/file.h"
#include "disk/places.h"

#include <cerrno>
#include <fcntl.h>
#include <map>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace meridian::disk {

using base::Errc;
using Json = nlohmann::ordered_json;
using Credentials = std::map<std::string, auth::Credential, std::less<>>;

namespace {

constexpr std::size_t kLargestFile = 1u << 20;
constexpr mode_t kMode = 0600;

// Never quotes the file: it holds secrets.
base::Unexpected broken(const std::filesystem::path& file, const std::string& why) {
  return base::fail(Errc::ConfigInvalid, "the credentials file " + file.string() + " cannot be used: " + why);
}

bool readText(const Json& entry, const char* key, std::string& into) {
  const auto found = entry.find(key);
  if (found == entry.end()) return true;
  if (!found->is_string()) return false;
  into = found->get<std::string>();
  return true;
}

base::Result<Credentials> parse(const std::filesystem::path& file, const std::string& text) {
  if (base::nestsDeeper(text)) return broken(file, "it nests too deep");
  const auto document = Json::parse(text, nullptr, false);
  if (!document.is_object()) return broken(file, "it is not a JSON object");
  if (document.value("version", Json()) != 1) return broken(file, "its \"version\" is not 1");
  const auto entries = document.find("credentials");
  if (entries == document.end() || !entries->is_object())
    return broken(file, "it has no object \"credentials\"");
  Credentials out;
  for (const auto& [name, entry] : entries->items()) {
    auth::Credential credential;
    if (!entry.is_object() || !readText(entry, "user", credential.user) ||
        !readText(entry, "password", credential.password) ||
        !readText(entry, "identity_token", credential.identity_token) || credential.empty())
      return broken(file, "an entry is not of the form {\"user\": ..., \"password\": ...}");
    out.emplace(name, std::move(credential));
  }
  return out;
}

std::string written(const Credentials& credentials) {
  Json document = {{"version", 1}, {"credentials", Json::object()}};
  for (const auto& [name, credential] : credentials) {
    auto& entry = document["credentials"][name] = Json::object();
    if (!credential.user.empty()) entry["user"] = credential.user;
    if (!credential.password.empty()) entry["password"] = credential.password;
    if (!credential.identity_token.empty()) entry["identity_token"] = credential.identity_token;
  }
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Refuses what others may read or have written; missing is fine.
base::Result<void> checkPrivate(const std::filesystem::path& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return failErrno(errno, "cannot look at " + file.string());
  }
  if (info.st_uid != ::geteuid() && info.st_uid != 0)
    return base::fail(Errc::Denied, "the credentials file " + file.string() + " belongs to another user");
  if ((info.st_mode & 077) != 0)
    return base::fail(Errc::Denied, "the credentials file " + file.string() +
                                        " is open to others; run: chmod 600 " + file.string());
  return {};
}

base::Result<Credentials> load(const std::filesystem::path& file) {
  if (auto checked = checkPrivate(file); !checked) return base::pass(std::move(checked));
  const auto text = readFile(file, kLargestFile);
  if (!text && text.error().code == Errc::NotFound) return Credentials();
  if (!text) return base::fail(text.error());
  return parse(file, *text);
}

/// Held by whoever changes a file of the folder; ends with the object.
class FolderLock {
public:
  explicit FolderLock(const std::filesystem::path& folder)
      : m_fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    while (m_fd >= 0 && ::flock(m_fd, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  ~FolderLock() {
    if (m_fd >= 0) ::close(m_fd);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

private:
  int m_fd;
};

} // namespace

std::filesystem::path FileSecrets::defaultFile() {
  return configFolder() / "credentials.json";
}

base::Result<std::optional<auth::Credential>> FileSecrets::find(std::string_view name, std::string_view,
                                                                std::stop_token) {
  const auto all = load(m_file);
  if (!all) return base::fail(all.error());
  const auto found = all->find(name);
  return found == all->end() ? std::optional<auth::Credential>() : std::optional(found->second);
}

base::Result<void> FileSecrets::change(std::string_view name, const auth::Credential* credential) {
  const std::lock_guard lock(m_mutex);
  if (credential != nullptr)
    if (auto made = makePrivateFolder(m_file.parent_path()); !made) return made;
  const FolderLock others(m_file.parent_path());
  auto all = load(m_file);
  if (!all) return base::pass(std::move(all));
  const auto found = all->find(name);
  if (credential != nullptr)
    all->insert_or_assign(std::string(name), *credential);
  else if (found != all->end())
    all->erase(found);
  else
    return {};
  return writeFileAtomically(m_file, written(*all), kMode);
}

base::Result<void> FileSecrets::put(std::string_view name, const auth::Credential& credential,
                                    std::stop_token) {
  if (name.empty() || credential.empty())
    return base::fail(Errc::ConfigInvalid, "a credential needs a name, and a user or a token");
  return change(name, &credential);
}

base::Result<void> FileSecrets::erase(std::string_view name, std::stop_token) {
  return change(name, nullptr);
}

} // namespace meridian::disk
