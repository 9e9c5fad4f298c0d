// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/service/hand_over.h"

#include "models/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QSaveFile>
#include <QStandardPaths>

namespace meridian::console {

namespace {

const QString kService = QStringLiteral("meridiand.service");

QString userFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/systemd/user/");
}

QString programPath() {
  const auto beside = QCoreApplication::applicationDirPath() + QStringLiteral("/meridiand");
  return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(QStringLiteral("meridiand"));
}

bool isPackaged() { return QFile::exists(QStringLiteral("/usr/lib/systemd/user/meridiand.service")) && QFile::exists(QStringLiteral("/usr/bin/meridiand")); }

} // namespace

HandOver::HandOver(QObject* parent) : QObject(parent) {
  const auto over = [this](bool done) {
    if (!m_then) return;
    const auto then = std::exchange(m_then, {});
    then(done, QString::fromUtf8(m_process.readAllStandardError()).trimmed().section(QLatin1Char('\n'), 0, 0));
  };
  connect(&m_process, &QProcess::finished, this, [over](int code, QProcess::ExitStatus status) { over(code == 0 && status == QProcess::NormalExit); });
  connect(&m_process, &QProcess::errorOccurred, this, [over](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart) over(false);
  });
}

HandOver::~HandOver() {
  m_process.disconnect(this);
  if (m_process.state() == QProcess::NotRunning) return;
  m_process.kill();
  m_process.waitForFinished(1000);
}

void HandOver::use(EngineHome* home, QString fleet, QString state, QString systemctl) {
  if (m_home != nullptr) m_home->disconnect(this);
  m_home = home;
  m_fleet = QFileInfo(fleet).absoluteFilePath();
  m_state = QFileInfo(state).absoluteFilePath();
  m_systemctl = std::move(systemctl);
  if (m_home != nullptr)
    connect(m_home, &EngineHome::moved, this, [this] {
      if (m_step == Step::Leaving) start();
    });
  emit changed();
}

QStringList HandOver::lostCredentials() {
  QStringList names;
  for (const auto& name : QProcessEnvironment::systemEnvironment().keys())
    if (name.startsWith(QStringLiteral("MERIDIAN_CREDENTIAL_"))) names.append(name);
  names.sort();
  return names;
}

void HandOver::toService() {
  if (!isEmbedded() || m_step != Step::Idle) return;
  if (!QFile::exists(m_fleet)) return end(tr("There is no fleet file yet: add a region first."));
  if (const auto problem = writeFiles(); !problem.isEmpty()) return end(problem);
  set(Step::Preparing);
  run({QStringLiteral("daemon-reload")}, [this](bool done, const QString& words) {
    if (!done) return end(words.isEmpty() ? tr("No systemd of this user answers.") : words);
    set(Step::Leaving);
    m_home->release();
  });
}

void HandOver::start() {
  set(Step::Starting);
  run({QStringLiteral("enable"), QStringLiteral("--now"), kService}, [this](bool done, const QString& words) {
    if (done) return end({});
    // What does not start now would be in the way of the engine here later.
    run({QStringLiteral("disable"), QStringLiteral("--now"), kService}, [this, words](bool, const QString&) { comeBack(tr("The service did not start: %1").arg(words)); });
  });
}

void HandOver::toWindow() {
  if (m_home == nullptr || m_home->isEmbedded() || m_step != Step::Idle) return;
  set(Step::Stopping);
  run({QStringLiteral("disable"), QStringLiteral("--now"), kService}, [this](bool done, const QString& words) {
    done ? comeBack({}) : end(tr("The service did not stop: %1").arg(words));
  });
}

QString HandOver::runHere() {
  if (m_home == nullptr || m_home->isEmbedded() || m_step != Step::Idle) return {};
  const auto here = m_home->embed();
  end({});
  return here ? QString() : models::fromStd(here.error().text());
}

void HandOver::comeBack(const QString& problem) {
  const auto back = m_home->embed();
  end(back ? problem : problem.isEmpty() ? models::fromStd(back.error().text()) : problem + QLatin1Char('\n') + models::fromStd(back.error().text()));
}

void HandOver::run(const QStringList& arguments, Then then) {
  m_then = std::move(then);
  m_process.start(m_systemctl, QStringList{QStringLiteral("--user")} + arguments);
  m_process.closeWriteChannel();
}

void HandOver::set(Step step) {
  m_step = step;
  m_problem.clear();
  emit changed();
}

void HandOver::end(const QString& problem) {
  m_step = Step::Idle;
  m_problem = problem;
  emit changed();
}

ServiceGround HandOver::ground() const {
  ServiceGround out{programPath(), m_fleet, m_state, QDir::homePath(), isPackaged(), {}};
  // Where credentials are found; the credentials themselves stay where they are.
  for (const auto* name : {"DOCKER_CONFIG", "MERIDIAN_KEYCHAIN"})
    if (const auto value = qgetenv(name); !value.isEmpty()) out.environment.append(name + ("=" + value));
  return out;
}

QString HandOver::writeFiles() const {
  const auto where = ground();
  if (!where.packaged && where.program.isEmpty()) return tr("meridiand is not installed.");
  QFile shipped(QStringLiteral(":/meridian/systemd/meridiand.service"));
  if (!shipped.open(QFile::ReadOnly)) return shipped.errorString();
  for (const auto& file : unitFiles(shipped.readAll(), where)) {
    const auto path = userFolder() + file.name;
    if (file.text.isEmpty()) {
      QFile::remove(path);
      continue;
    }
    QSaveFile out(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !out.open(QFile::WriteOnly) || out.write(file.text) != file.text.size() || !out.commit())
      return path + QStringLiteral(": ") + out.errorString();
  }
  return {};
}

} // namespace meridian::console
