// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator does to running traffic, and what is known of the registries that it goes to.
#include "console/bridge.h"

#include "models/text.h"

namespace meridian::console {

using models::errorText;
using models::fromStd;

void Bridge::pauseJob(const QString& job) {
  if (const auto done = m_link.pause(job.toStdString(), true); !done)
    say(Tone::Bad, tr("The job was not paused"), errorText(done.error()));
}

void Bridge::resumeJob(const QString& job) {
  if (const auto done = m_link.pause(job.toStdString(), false); !done)
    say(Tone::Bad, tr("The job does not go on"), errorText(done.error()));
}

void Bridge::moveJobToTop(const QString& job) {
  if (const auto done = m_link.moveToTop(job.toStdString()); !done)
    say(Tone::Bad, tr("The job was not moved"), errorText(done.error()));
  else
    say(Tone::Info, tr("Its blobs go first now"));
}

QString Bridge::setSlowMode(const QString& rate) {
  const auto text = rate.trimmed();
  const auto order = [this](base::RateLimit wanted) {
    const auto done = m_link.setSlowMode(wanted);
    return done ? QString() : errorText(done.error());
  };
  if (text.isEmpty()) return order({});
  const auto limit = base::parseRateLimit(text.toStdString());
  if (!limit) return fromStd(limit.error().message);
  if (!*limit) return tr("Write a rate, such as 8 Mbit/s, or switch slow mode off");
  if ((*limit)->value <= 0) return tr("Nothing would move at all; pause the jobs instead");
  return order(*limit);
}

void Bridge::showProfile(const QString& region) {
  cancelProbe();
  m_profile.show(region);
  m_profile_question =
      m_link.knownProfile(region.toStdString(), [this](std::optional<ports::RegistryProfile> profile) {
        m_profile_question = 0;
        m_profile.know(std::move(profile));
      });
}

void Bridge::probeRegion(const QString& region) {
  m_link.drop(m_profile_question);
  m_profile.begin(region);
  m_profile_question =
      m_link.probe(region.toStdString(), [this](base::Result<ports::RegistryProfile> profile) {
        m_profile_question = 0;
        m_profile.finish(std::move(profile));
      });
}

void Bridge::cancelProbe() {
  m_link.drop(m_profile_question);
  m_profile_question = 0;
  m_profile.stop();
}

} // namespace meridian::console
