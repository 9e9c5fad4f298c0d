// SPDX-License-Identifier: GPL-3.0-or-later
// What an audit found.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { region: "tyo", regionName: "Tokyo", ref: "base/alpine:3.19.1", cause: "different", causeText: "Different",
          wanted: "sha256:9f2c1e77ab01c2", wantedText: "9f2c1e77ab01", found: "sha256:10b7aa99de3412", foundText: "10b7aa99de34",
          detail: "somebody pushed another image", repairable: true, repairText: "Copies the source's image and sets the tag" },
        { region: "tyo", regionName: "Tokyo", ref: "base/debian:12.5-slim", cause: "corrupt", causeText: "Corrupt",
          wanted: "sha256:77d0e3aa11bb22", wantedText: "77d0e3aa11bb", found: "", foundText: "",
          detail: "blob 5c8ed0c2fe01 has other content than its digest says", repairable: false,
          repairText: "The registry refuses to take a blob again that it thinks it has" },
        { region: "sjc", regionName: "Silicon Valley", ref: "base/golang:1.22", cause: "missing", causeText: "Missing",
          wanted: "sha256:c0ffee12345678", wantedText: "c0ffee123456", found: "", foundText: "", detail: "", repairable: true,
          repairText: "Copies the source's image and sets the tag" },
        { region: "sjc", regionName: "Silicon Valley", ref: "base/old:1", cause: "extra", causeText: "Extra", wanted: "", wantedText: "",
          found: "sha256:deadbeef123456", foundText: "deadbeef1234", detail: "", repairable: false, repairText: "Extra tags stay" }
    ]
}
