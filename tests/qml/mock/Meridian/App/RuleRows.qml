// SPDX-License-Identifier: GPL-3.0-or-later
// Rules in every state.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { ruleId: "base", traits: ["All or nothing", "every day at 02:00 (Europe/Berlin)", "on push", "with signatures", "deletes after 7 d"], nextText: "next 02:00", promotionText: "Conflict", promotionTone: "bad", promotionJob: "j6", conflicts: 2, reversible: false,
           source: "fra", sourceName: "Frankfurt",
          targets: ["Tokyo", "Silicon Valley", "Singapore", "São Paulo"], targetIds: ["tyo", "sjc", "sin", "gru"],
          repositories: ["base/*", "!base/scratch"], include: ["*"], exclude: ["*-rc*"], semver: ">=1.2 <3",
          latest: 5, since: "30d",
          summary: "base/*, without base/scratch; the 5 latest versions >=1.2 <3 of the last 30 days", status: "ok",
          statusText: "Done", lastRunText: "09:00, 24 tags, 3 min", json: "{\n  \"id\": \"base\"\n}",
          cli: "meridianctl sync base" },
        { ruleId: "platform", traits: ["All or nothing"], nextText: "", promotionText: "Done", promotionTone: "ok", promotionJob: "j6", conflicts: 0, reversible: true,
           source: "fra", sourceName: "Frankfurt", targets: ["Tokyo", "Silicon Valley"],
          targetIds: ["tyo", "sjc"], repositories: ["platform/*"], include: ["*"], exclude: ["*-rc*"], semver: "",
          latest: 0, since: "", summary: "platform/*; every tag", status: "running", statusText: "Running, 64 %",
          lastRunText: "running since 09:02", json: "{\n  \"id\": \"platform\"\n}", cli: "meridianctl sync platform" },
        { ruleId: "legacy", traits: [], nextText: "", promotionText: "Done", promotionTone: "ok", promotionJob: "j1", conflicts: 0, reversible: true,
           source: "fra", sourceName: "Frankfurt", targets: ["São Paulo"], targetIds: ["gru"],
          repositories: ["legacy/*"], include: ["*"], exclude: ["*-rc*"], semver: "", latest: 0, since: "",
          summary: "legacy/*; every tag", status: "failed", statusText: "2 tags failed",
          lastRunText: "08:41, 2 failed", json: "{\n  \"id\": \"legacy\"\n}", cli: "meridianctl sync legacy" },
        { ruleId: "ml", traits: ["on push"], nextText: "", promotionText: "", promotionTone: "", promotionJob: "", conflicts: 0, reversible: false,
           source: "fra", sourceName: "Frankfurt", targets: ["Tokyo"], targetIds: ["tyo"],
          repositories: ["ml/inference-gpu"], include: ["*"], exclude: ["*-rc*"], semver: "", latest: 3, since: "",
          summary: "ml/inference-gpu; the 3 latest tags", status: "idle", statusText: "Not run yet", lastRunText: "",
          json: "{\n  \"id\": \"ml\"\n}", cli: "meridianctl sync ml" }
    ]
}
