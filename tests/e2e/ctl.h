// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/free_port.h"
#include "support/registry_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

// The real meridianctl against real registries.
namespace meridian::test {

/// "repository:tag" -> digest, read from the registry's storage and not from the registry.
inline std::map<std::string, std::string> storedTags(const RegistryProcess& registry) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> tags;
  const auto root = registry.storage() / "docker/registry/v2/repositories";
  std::error_code error;
  for (fs::recursive_directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
    const auto current = it->path() / "current/link";
    if (it->path().parent_path().filename() != "tags" || !fs::exists(current)) continue;
    const auto repository = fs::relative(it->path().parent_path().parent_path().parent_path(), root);
    tags[repository.string() + ":" + it->path().filename().string()] = readFile(current);
  }
  return tags;
}

/// Images made of this machine's files, about 1 MB, in the storage of a registry that has ended.
inline bool makeCorpus(RegistryProcess& registry) {
  const auto made = run({"python3", MERIDIAN_SOURCE "/installer/demo/make_corpus.py", "--registry", registry.url(),
                         "--size", "tiny"},
                        std::chrono::seconds(100));
  return made && made->status == 0 && !storedTags(registry).empty();
}

/// A fleet file, a state folder and the tool that works on them.
class Ctl {
public:
  struct Region {
    std::string id, url, ca, credential;
  };
  /// The first region is the source of rule "all", the others are its targets.
  /// `more`: further keys of the rule, each with a comma in front.
  explicit Ctl(const std::vector<Region>& regions, const std::string& repositories = "\"**\"",
               const std::string& more = {}) {
    std::string list, targets;
    for (const auto& region : regions) {
      list += std::string(list.empty() ? "" : ",") + "{\"id\":\"" + region.id + "\",\"name\":\"" + region.id + "\",\"role\":\"" +
              (list.empty() ? "primary" : "replica") + "\",\"lat\":1,\"lon\":1,\"registry\":{\"url\":\"" + region.url + "\"" +
              (region.ca.empty() ? "" : ",\"ca\":\"" + region.ca + "\"") +
              (region.credential.empty() ? "" : ",\"credential\":\"" + region.credential + "\"") + "}}";
      if (&region != &regions.front()) targets += (targets.empty() ? "\"" : ",\"") + region.id + "\"";
    }
    writeFile(m_folder.file("fleet.json"), "{\"version\":1,\"regions\":[" + list + "],\"rules\":[{\"id\":\"all\",\"source\":\"" +
                                               regions.front().id + "\",\"targets\":[" + targets + "],\"repositories\":[" +
                                               repositories + "]" + more + "}]}");
  }

  [[nodiscard]] std::filesystem::path state() const { return m_folder.path() / "state"; }
  void environment(std::string entry) { m_environment.push_back(std::move(entry)); }

  [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }
  /// Starts the tool; stdout and stderr go to files of their own.
  base::Result<Process> start(const QStringList& arguments) {
    ++m_runs;
    return begin({"/bin/sh", "-c", "exec \"$0\" \"$@\" 2>" + file("err"), MERIDIAN_BIN "/meridianctl"}, arguments, file("out"));
  }
  /// Another program on the same fleet and state; what it says is appended to `output`.
  base::Result<Process> startProgram(const std::string& program, const std::string& output, const QStringList& arguments = {}) {
    return begin({program}, arguments, m_folder.file(output));
  }

private:
  base::Result<Process> begin(std::vector<std::string> argv, const QStringList& arguments, const std::string& output) const {
    for (const auto& word : {std::string("--fleet"), m_folder.file("fleet.json"), std::string("--state"), m_folder.file("state")})
      argv.push_back(word);
    for (const auto& argument : arguments) argv.push_back(argument.toStdString());
    auto environment = m_environment;
    // Nothing of the person who runs the tests.
    for (const auto* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG"})
      environment.push_back(std::string(name) + "=" + m_folder.path().string());
    return Process::start(argv, {environment, {}, output});
  }

public:
  struct Result {
    int status = -1;
    QString out, err;
    QJsonObject json;
    /// "tyo app/web:1 DENIED" of each error, sorted and without repeats; refs only where asked for.
    [[nodiscard]] QString errors(bool refs = false) const {
      QStringList lines;
      for (const auto& value : json["errors"].toArray()) {
        const auto error = value.toObject();
        lines << error["target"].toString() + (refs ? " " + error["ref"].toString() : "") + " " + error["code"].toString();
      }
      lines.sort();
      lines.removeDuplicates();
      return lines.join(", ");
    }
    [[nodiscard]] int tags(const char* what) const { return json["tags"].toObject()[what].toInt(-1); }
    [[nodiscard]] double bytes(const char* what) const { return json["bytes"].toObject()[what].toDouble(-1); }
  };
  Result end(Process& process, int seconds = 60) {
    Result result;
    result.status = process.wait(std::chrono::seconds(seconds)).value_or(-1);
    result.out = QString::fromStdString(readFile(file("out")));
    result.err = QString::fromStdString(readFile(file("err")));
    result.json = QJsonDocument::fromJson(result.out.toUtf8()).object();
    return result;
  }
  Result run(const QStringList& arguments) {
    auto process = start(arguments);
    if (!process) return {};
    return end(*process);
  }

private:
  std::string file(const char* name) const { return m_folder.file(name + std::to_string(m_runs)); }
  TemporaryFolder m_folder;
  std::vector<std::string> m_environment;
  int m_runs = 0;
};

} // namespace meridian::test
