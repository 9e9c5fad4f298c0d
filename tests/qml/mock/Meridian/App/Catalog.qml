// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Catalog`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick

QtObject {
    id: catalog
    property var calls: []
    property string repository: "base/alpine"
    property bool busy: false
    property string error: ""
    readonly property string cli: "meridianctl tags " + repository
    property var problems: []
    signal changed()
    onRepositoryChanged: changed()
    function log(what) { calls = calls.concat([what]) }
    function refresh() { log("refresh") }
    function refreshTags() { log("refreshTags") }
    function refAt(row) { const tag = tags.tagAt(row); return tag === "" ? "" : repository + ":" + tag }
    function openRow(row) { log("open " + refAt(row)) }

    readonly property QtObject repositories: QtObject {
        readonly property RepositoryRows rows: RepositoryRows {}
        property int waiting: 0
        property int regions: 5
        property var problems: ["São Paulo: This credential may not do that: catalogue is for administrators"]
    }
    readonly property MatrixTags tags: MatrixTags {}
    readonly property QtObject image: QtObject {
        id: image
        property string ref: "base/alpine:3.20"
        readonly property string repository: "base/alpine"
        readonly property string reference: "3.20"
        property bool busy: false
        property bool known: true
        property bool nowhere: false
        property bool lacking: true
        property string error: ""
        property var remarks: []
        property int platform: 0
        function refresh() { catalog.log("image.refresh") }
        readonly property string digest: "sha256:9f2c1e77ab0142d3c0ffee123456789abcdef0123456789abcdef0123456789a"
        property var facts: ({ digest: digest, digestText: "9f2c1e77ab01", typeText: "Index of several platforms",
            mediaType: "application/vnd.oci.image.index.v1+json", sizeText: "128 MB", createdText: "4 d ago", platformsText: "2", regionText: "Frankfurt" })
        readonly property var names: ["Frankfurt", "Tokyo", "Silicon Valley", "Singapore", "São Paulo"]
        property var places: names.map((name, at) => ({ regionId: "r" + at, name: name, seriesIndex: at,
            status: ["same", "same", "different", "missing", "failed"][at], statusText: ["Same", "Same", "Another image", "Missing", "Not read"][at],
            share: [1, 1, 0.78, 0, 0][at], shareText: ["all there", "all there", "78 % there, 28 MB missing", "0 % there, 128 MB missing", ""][at],
            digest: at < 3 ? digest : "", digestText: at < 3 ? "9f2c1e77ab01" : "", spokenText: name,
            problem: at === 4 ? "Nothing answers at this address: connection refused" : "" }))
        property var platforms: ["linux/amd64", "linux/arm64/v8"].map((name, at) => ({ child: at, title: name, icon: "server", sizeText: "64 MB",
            createdText: "4 d ago", digest: digest, digestText: "9f2c1e77ab01", noteText: at === 0 ? "with attestation" : "not in Singapore",
            whole: at === 0, spokenText: name }))
        readonly property var layers: Array.from({ length: platform === 0 ? 12 : 4 }, (none, at) => ({ digest: digest, digestText: "9f2c1e77ab01",
            kindText: at === 0 ? "Configuration" : "Layer", mediaType: "", sizeText: (40 - at * 3) + " MB", share: 1 - at / 13,
            createdBy: at === 0 ? "" : "RUN /bin/sh -c apk add --no-cache package-" + at, whole: at % 3 > 0,
            placesText: at % 3 > 0 ? "in all regions" : "not in Singapore", spokenText: "layer " + at,
            dots: names.slice(0, 4).map((name, region) => ({ name: name, has: at % 3 > 0 || region < 3 })) }))
        property var referrers: [{ digest: digest, digestText: "9f2c1e77ab01", icon: "shield-check", typeText: "Signature", type: "cosign", sizeText: "2.1 kB", spokenText: "Signature" },
                                 { digest: digest, digestText: "10b7aa99de34", icon: "list-checks", typeText: "SBOM, SPDX", type: "spdx", sizeText: "84 kB", spokenText: "SBOM, SPDX" }]
        property var commands: [{ label: "Show this image", text: "meridianctl image base/alpine:3.20" },
                                { label: "Pull it from Tokyo", text: "podman pull registry.tyo.example.com/base/alpine@" + digest }]
    }
}
