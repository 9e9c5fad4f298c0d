// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/control_box.h"

#include "base/json_depth.h"
#include "disk/dir_lock.h"
#include "disk/file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace meridian::disk {

using base::Errc;
using base::fail;
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::string_view kRequest = ".request", kAnswer = ".answer";
constexpr std::size_t kLargestFile = 4096, kLongestText = 1000;
constexpr std::chrono::milliseconds kLook{20};
constexpr std::array<std::string_view, 4> kVerbs{"pause", "resume", "cancel", "top"};

/// Unique among the user's processes; begins with the time, so that names sort by age and tell it.
std::string newTicket(base::Timestamp now) {
  static std::atomic<unsigned> count{0};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%013lld-%ld-%u",
                static_cast<long long>(now.time_since_epoch().count()), static_cast<long>(::getpid()),
                count++);
  return text.data();
}

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// A small file of this user's, or null.
Json readOwn(const fs::path& file) {
  struct stat info {};
  if (::lstat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != ::geteuid()) return {};
  const auto text = readFile(file, kLargestFile);
  if (!text || base::nestsDeeper(*text)) return {};
  auto json = Json::parse(*text, nullptr, false);
  return json.is_object() ? json : Json();
}

/// nullopt where there is no such member or another kind of one.
template <class T>
std::optional<T> member(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) return std::nullopt;
  const auto* value = found->get_ptr<const T*>();
  return value != nullptr ? std::optional<T>(*value) : std::nullopt;
}

} // namespace

std::string_view name(ControlVerb verb) {
  return kVerbs[static_cast<std::size_t>(verb)];
}

std::optional<ControlVerb> controlVerb(std::string_view name) {
  const auto found = std::find(kVerbs.begin(), kVerbs.end(), name);
  if (found == kVerbs.end()) return std::nullopt;
  return static_cast<ControlVerb>(found - kVerbs.begin());
}

bool ControlBox::isStale(const fs::path& file) const {
  const auto name = file.filename().string();
  const auto* const begin =
      name.data() + (name.starts_with('.') ? 1 : 0); // a neighbour that was never renamed
  std::int64_t time = 0;
  if (std::from_chars(begin, name.data() + name.size(), time).ec != std::errc{}) return false; // not ours
  const auto age = m_clock.now() - base::Timestamp(std::chrono::milliseconds(time));
  return age > kStale || age < -kStale; // or the clock was set back
}

std::vector<ControlRequest> ControlBox::take() {
  std::vector<ControlRequest> requests;
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator at(m_folder, error), end; !error && at != end; at.increment(error))
    files.push_back(at->path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const bool stale = isStale(file);
    if (file.extension() == kRequest && !stale) {
      const auto json = readOwn(file);
      const auto job = member<std::string>(json, "job");
      const auto verb = controlVerb(member<std::string>(json, "verb").value_or(""));
      // Whoever removes it has it: a request that its sender took back meanwhile is not carried out.
      if (::unlink(file.c_str()) == 0 && job && !job->empty() && verb)
        requests.push_back({file.stem().string(), *job, *verb});
    } else if (stale) {
      ::unlink(file.c_str());
    }
  }
  return requests;
}

base::Result<void> ControlBox::answer(const ControlRequest& request, bool done, std::string_view text) {
  const Json json{{"done", done}, {"text", std::string(text.substr(0, kLongestText))}};
  return writeFileAtomically(m_folder / (request.ticket + std::string(kAnswer)), written(json), 0600);
}

base::Result<std::string> ControlBox::ask(std::string_view job, ControlVerb verb,
                                          std::chrono::milliseconds timeout, std::stop_token stop) {
  const auto holder = DirLock::holder(m_state);
  if (!holder) return fail(Errc::NotFound, "no engine is running on " + m_state.string());
  if (auto made = makePrivateFolder(m_folder); !made) return base::pass(std::move(made));

  const auto ticket = newTicket(m_clock.now());
  const auto request = m_folder / (ticket + std::string(kRequest)),
             answer = m_folder / (ticket + std::string(kAnswer));
  const Json json{{"job", std::string(job)}, {"verb", std::string(name(verb))}};
  if (auto sent = writeFileAtomically(request, written(json), 0600); !sent)
    return base::pass(std::move(sent));

  const auto deadline = m_clock.steady() + timeout;
  const auto heard = [&]() -> std::optional<base::Result<std::string>> {
    const auto words = readOwn(answer);
    const auto done = member<bool>(words, "done");
    if (!done) return std::nullopt;
    ::unlink(answer.c_str());
    auto text = member<std::string>(words, "text").value_or("");
    if (*done) return base::Result<std::string>(std::move(text));
    return base::Result<std::string>(fail(Errc::Denied, std::move(text)));
  };
  while (true) {
    if (auto words = heard()) return std::move(*words);
    const bool over = m_clock.steady() >= deadline;
    if (!over && m_clock.sleep(kLook, stop)) continue;
    const bool taken_back = ::unlink(request.c_str()) == 0;
    if (auto words = heard()) return std::move(*words);
    if (stop.stop_requested()) return fail(Errc::Cancelled, "stopped while waiting for the engine");
    if (taken_back)
      return fail(Errc::NotFound, "the engine on " + m_state.string() + ", " + *holder + ", runs no job");
    return fail(Errc::Timeout, *holder + " has taken the request but does not answer");
  }
}

} // namespace meridian::disk
