// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/secret_store.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaObject>
#include <qt6keychain/keychain.h>
#include <QtGlobal>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <memory>

namespace meridian::keychain {

using base::Errc;
using Found = std::optional<auth::Credential>;

namespace {

constexpr auto kAskAgain = std::chrono::seconds(30);
constexpr auto kProbePatience = std::chrono::seconds(15);
constexpr const char* kProbe = "meridian-probe";

/// qtkeychain queues all jobs of a process in one object that lives in the thread of its first job, so all
/// jobs need one thread that lasts as long as the process.
class Worker {
public:
  static Worker& instance() {
    static Worker worker;
    return worker;
  }
  void post(std::function<void()> task) {
    QMetaObject::invokeMethod(&m_context, std::move(task), Qt::QueuedConnection);
  }

private:
  Worker() {
    m_thread.setObjectName("keychain");
    m_context.moveToThread(&m_thread);
    m_thread.start();
  }
  ~Worker() {
    m_thread.quit();
    m_thread.wait();
  }
  QThread m_thread;
  QObject m_context;
};

struct Answer {
  QKeychain::Error error = QKeychain::NoError;
  std::string words;
  std::string text; ///< of a read
};

/// Shared by the caller, who may leave early, and the job.
struct Exchange {
  std::mutex mutex;
  std::condition_variable_any ready;
  std::optional<Answer> answer;
};

std::string textOf(const QKeychain::ReadPasswordJob& job) {
  return job.textData().toStdString();
}
std::string textOf(const QKeychain::Job&) {
  return {};
}

template <class Job>
base::Result<Answer> run(const std::string& service, std::string_view key,
                         const std::function<void(Job&)>& prepare, std::chrono::milliseconds patience,
                         std::stop_token stop) {
  const auto exchange = std::make_shared<Exchange>();
  Worker::instance().post([exchange, prepare, name = QString::fromStdString(service),
                           entry = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()))] {
    auto* job = new Job(name); // deletes itself when it is done
    job->setKey(entry);
    job->setInsecureFallback(false);
    if (prepare) prepare(*job);
    QObject::connect(job, &QKeychain::Job::finished, job, [exchange, job](QKeychain::Job*) {
      const std::lock_guard lock(exchange->mutex);
      exchange->answer = Answer{job->error(), job->errorString().toStdString(), textOf(*job)};
      exchange->ready.notify_all();
    });
    job->start();
  });
  std::unique_lock lock(exchange->mutex);
  const bool there =
      exchange->ready.wait_for(lock, stop, patience, [&] { return exchange->answer.has_value(); });
  if (there) return std::move(*exchange->answer);
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled while the keychain was asked");
  return base::fail(Errc::Timeout, "the keychain did not answer in time");
}

base::Unexpected failure(const Answer& answer) {
  const std::string words = answer.words.empty() ? std::string() : ": " + answer.words;
  switch (answer.error) {
  case QKeychain::AccessDeniedByUser:
    return base::fail(Errc::Denied, "access to the keychain was refused" + words);
  case QKeychain::AccessDenied:
    return base::fail(Errc::Denied, "the keychain is locked" + words);
  case QKeychain::NoBackendAvailable:
  case QKeychain::NotImplemented:
    return base::fail(Errc::Unsupported, "there is no keychain" + words);
  default:
    return base::fail(Errc::IoFailed, "the keychain failed" + words);
  }
}

/// A keyring that has to be unlocked or made asks in a window.
bool canAskTheUser() {
  return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

QString written(const auth::Credential& credential) {
  QJsonObject object;
  const std::pair<const char*, const std::string*> fields[] = {
      {"user", &credential.user},
      {"password", &credential.password},
      {"identity_token", &credential.identity_token}};
  for (const auto& [key, value] : fields)
    if (!value->empty()) object[key] = QString::fromStdString(*value);
  return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

base::Result<Found> read(const std::string& text) {
  const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
  auth::Credential out{object["user"].toString().toStdString(), object["password"].toString().toStdString(),
                       object["identity_token"].toString().toStdString()};
  if (out.empty()) return base::fail(Errc::ParseFailed, "the keychain's entry was not written by Meridian");
  return Found(std::move(out));
}

} // namespace

base::Result<void> SecretStore::available(std::stop_token stop) {
  const std::lock_guard lock(m_mutex);
  if (m_known_good) return {};
  const auto now = std::chrono::steady_clock::now();
  if (m_absent.empty() || now - m_asked >= kAskAgain) {
    const auto patience = std::min<std::chrono::milliseconds>(m_patience, kProbePatience);
    const auto answer = run<QKeychain::ReadPasswordJob>(m_service, kProbe, {}, patience, stop);
    if (!answer && answer.error().code == Errc::Cancelled) return base::fail(answer.error());
    m_asked = now;
    m_known_good =
        answer && (answer->error == QKeychain::NoError || answer->error == QKeychain::EntryNotFound);
    if (m_known_good) return {};
    m_absent = answer ? failure(*answer).error.message : answer.error().message;
  }
  return base::fail(Errc::Unsupported, "no keychain can be used here (" + m_absent + ")");
}

base::Result<Found> SecretStore::find(std::string_view name, std::string_view, std::stop_token stop) {
  if (name.empty()) return Found();
  if (auto there = available(stop); !there) {
    if (there.error().code == Errc::Unsupported) return Found();
    return base::pass(std::move(there));
  }
  auto answer = run<QKeychain::ReadPasswordJob>(m_service, name, {}, m_patience, stop);
  if (!answer) return base::pass(std::move(answer));
  if (answer->error == QKeychain::EntryNotFound) return Found();
  if (answer->error != QKeychain::NoError) return failure(*answer);
  return read(answer->text);
}

base::Result<void> SecretStore::put(std::string_view name, const auth::Credential& credential,
                                    std::stop_token stop) {
  if (name.empty() || credential.empty())
    return base::fail(Errc::ConfigInvalid, "a credential needs a name, and a user or a token");
  if (auto there = available(stop); !there) return there;
  const auto text = written(credential);
  auto answer = run<QKeychain::WritePasswordJob>(
      m_service, name, [text](QKeychain::WritePasswordJob& job) { job.setTextData(text); }, m_patience, stop);
  if (!answer) return base::pass(std::move(answer));
  if (answer->error == QKeychain::NoError) return {};
  auto failed = failure(*answer);
  // On a machine without a display a locked keychain is as good as none, and the next place may be used.
  if (!canAskTheUser() && failed.error.code != Errc::Unsupported)
    return base::fail(Errc::Unsupported,
                      "the keychain cannot be unlocked without a display (" + failed.error.message + ")");
  return failed;
}

base::Result<void> SecretStore::erase(std::string_view name, std::stop_token stop) {
  if (auto there = available(stop); !there) return there;
  auto answer = run<QKeychain::DeletePasswordJob>(m_service, name, {}, m_patience, stop);
  if (!answer) return base::pass(std::move(answer));
  if (answer->error != QKeychain::NoError && answer->error != QKeychain::EntryNotFound)
    return failure(*answer);
  return {};
}

} // namespace meridian::keychain
