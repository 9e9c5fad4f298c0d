// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "cli/verbs.h"
#include "engine/support.h"
#include "manual/version.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace meridian::cli {

namespace {

/// "meridian-support-20261123T091200Z.json", beside whoever asks.
std::filesystem::path freshName(base::Timestamp now) {
  std::string name = "meridian-support-";
  for (const char c : base::formatTimestamp(now).substr(0, 19))
    if (c != '-' && c != ':') name += c;
  return name + "Z.json";
}

base::Result<void> writeNew(const std::filesystem::path& file, const std::string& text) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST) return base::fail(base::Errc::AlreadyExists, file.string() + " exists already and is not overwritten");
  std::FILE* out = fd < 0 ? nullptr : ::fdopen(fd, "w");
  const bool written = out != nullptr && std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (out == nullptr || std::fclose(out) != 0 || !written)
    return base::fail(base::Errc::IoFailed, file.string() + " cannot be written: " + std::strerror(errno));
  return {};
}

} // namespace

int support(const Options& options, std::shared_ptr<ports::SecretStore> keychain) {
  const Interrupt interrupt;
  const auto now = base::SystemClock().now();
  const bool shown = options.json || options.output == "-";
  if (!shown && !options.quiet) {
    std::fputs("What is in it, and no passwords, tokens or other secrets:\n", stderr);
    for (const auto sentence : engine::kSupportContent) std::fprintf(stderr, "  %s\n", std::string(sentence).c_str());
  }
  engine::SupportRequest request;
  request.places = {options.fleet, options.state};
  request.programs = {{"meridianctl", std::string(manual::version())}};
  request.keychain = std::move(keychain);
  request.systemd = true;
  const auto text = engine::supportText(request, now, interrupt.token());
  if (shown) return std::fputs(text.c_str(), stdout), kDone;
  const auto file = options.output.empty() ? freshName(now) : options.output;
  if (const auto written = writeNew(file, text); !written) return complain(options, written.error());
  std::printf("%s: %s; read it before you send it\n", file.c_str(), base::formatBytes({text.size()}).c_str());
  return kDone;
}

} // namespace meridian::cli
