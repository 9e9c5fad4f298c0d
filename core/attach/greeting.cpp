// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/greeting.h"

#include "attach/frames.h"
#include "attach/json/message_json.h"

#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace meridian::attach {

using base::Errc;
using base::fail;

namespace {

constexpr auto kProtocol = "attach";

/// As others see it, who stand in another folder.
std::string placeOf(const std::filesystem::path& path) {
  std::error_code error;
  const auto whole = std::filesystem::absolute(path, error);
  return path.empty() || error ? path.string() : whole.lexically_normal().string();
}

std::string written(const Identity& self) {
  return text(Json::object_t{{"meridian", kProtocol},
               {"version", kVersion},
               {"oldest", kOldestVersion},
               {"program", self.program},
               {"release", self.release},
               {"process", static_cast<std::int64_t>(::getpid())},
               {"fleet", placeOf(self.fleet_file)},
               {"state", placeOf(self.state_dir)}});
}

template <class T>
T at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? T{} : decode<T>(*found);
}

base::Result<Greeting> taken(const std::string& message) {
  try {
    const auto parsed = parse(message);
    const auto json = parsed ? *parsed : Json();
    if (!json.is_object() || at<std::string>(json, "meridian") != kProtocol)
      return fail(Errc::BadAnswer, "what answers there is no Meridian");
    Greeting greeting;
    greeting.who = {at<std::string>(json, "program"), at<std::string>(json, "release"), at<std::string>(json, "fleet"),
                    at<std::string>(json, "state")};
    greeting.process = at<std::int64_t>(json, "process");
    greeting.version = at<int>(json, "version");
    greeting.oldest = at<int>(json, "oldest");
    return greeting;
  } catch (const std::exception&) {
    return fail(Errc::BadAnswer, "what answers there is no Meridian");
  }
}

} // namespace

base::Result<Greeting> greet(ports::ByteStream& stream, const Identity& self, bool came, std::stop_token stop) {
  if (came)
    if (auto sent = writeFrame(stream, written(self), kGreetingTime, stop); !sent) return base::pass(std::move(sent));
  auto message = readFrame(stream, kGreetingTime, stop);
  if (!message) return base::pass(std::move(message), "greet the engine");
  auto theirs = taken(*message);
  if (!theirs) return theirs;
  // The one who was visited always answers: a newer or older one has to be told who this is.
  if (!came)
    if (auto sent = writeFrame(stream, written(self), kGreetingTime, stop); !sent) return base::pass(std::move(sent));
  if (theirs->oldest > kVersion || theirs->version < kOldestVersion)
    return fail(Errc::Unsupported, theirs->who.program + " " + theirs->who.release + " (process " + std::to_string(theirs->process) +
                                       ") and " + self.program + " " + self.release +
                                       " are too far apart to work together; start the older one again after its update");
  return theirs;
}

} // namespace meridian::attach
