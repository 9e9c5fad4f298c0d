// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/engine_home.h"

#include "base/log.h"

#include <QMetaObject>
#include <QThreadPool>

namespace meridian::console {

using base::Errc;

EngineHome::EngineHome(engine::EngineOptions options, std::string release, bool lasting)
    : m_options(std::move(options)), m_release(std::move(release)), m_lasting(lasting) {}

EngineHome::~EngineHome() {
  if (m_leaving) QThreadPool::globalInstance()->waitForDone();
}

attach::Identity EngineHome::self() const { return {"meridian", m_release, m_options.fleet_file, m_options.state_dir}; }

base::Result<std::unique_ptr<EngineHome>> EngineHome::open(engine::EngineOptions options, std::string release, bool lasting) {
  std::unique_ptr<EngineHome> home(new EngineHome(std::move(options), std::move(release), lasting));
  if (auto settled = home->settle(); !settled) return base::pass(std::move(settled));
  return home;
}

base::Result<void> EngineHome::settle() {
  auto running = attach::reach(self(), {});
  if (running) {
    m_remote = std::move(*running);
    m_link = std::make_unique<EngineLink>(*m_remote);
    return {};
  }
  if (running.error().code != Errc::NotFound) return base::pass(std::move(running));
  auto own = engine::Engine::open(m_options);
  if (!own) return base::pass(std::move(own));
  m_own = std::move(*own);
  m_link = std::make_unique<EngineLink>(*m_own);
  serve();
  return {};
}

void EngineHome::serve() {
  if (!m_lasting) return;
  // A listener that cannot listen has its line among the engine's events.
  (void)m_own->startServices();
  auto door = attach::openDoor(*m_own, self());
  if (door)
    m_door = std::move(*door);
  else
    base::log("attach", base::LogLevel::Warning, door.error().text());
}

void EngineHome::release() {
  if (!m_own) return;
  m_remote = attach::await(self(), m_own->snapshot());
  m_link->use(*m_remote);
  m_leaving = true;
  // Jobs take their time to end in order, and the window goes on meanwhile.
  QThreadPool::globalInstance()->start([this, door = std::shared_ptr(std::move(m_door)), own = std::shared_ptr(std::move(m_own))]() mutable {
    door.reset();
    own.reset();
    QMetaObject::invokeMethod(
        this,
        [this] {
          m_leaving = false;
          emit moved();
        },
        Qt::QueuedConnection);
  });
}

base::Result<void> EngineHome::embed() {
  if (m_own) return {};
  if (m_leaving) return base::fail(Errc::Busy, "the engine of this window is still ending");
  auto own = engine::Engine::open(m_options);
  if (!own) return base::pass(std::move(own));
  m_own = std::move(*own);
  m_link->use(*m_own);
  m_remote.reset();
  serve();
  emit moved();
  return {};
}

} // namespace meridian::console
