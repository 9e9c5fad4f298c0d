// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// One registry: its address and what was found out about it, the certificate to decide on, the login, name and place.
FocusScope {
    id: form
    readonly property var region: Setup.region
    readonly property var inks: ({
            "looking": "running",
            "ready": "ok",
            "failed": "failed",
            "untrusted": "warning",
            "login": "warning"
        })
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        FormField {
            label: qsTr("Registry address")
            hint: form.region.phase === "empty" ? qsTr("registry.example.com, https://harbor.example.com:8443 or localhost:5000") : ""
            TextField {
                objectName: "setup-url"
                Layout.fillWidth: true
                focus: true
                spoken: qsTr("Registry address")
                placeholderText: "https://registry.example.com"
                text: form.region.form.url || ""
                invalid: form.region.phase === "failed"
                onTextEdited: form.region.put("url", text)
            }
        }
        RowLayout {
            visible: form.region.phase !== "empty"
            spacing: Theme.gap2
            Layout.topMargin: -Theme.gap2
            Icon {
                name: Status.icon(form.inks[form.region.phase] || "unknown")
                color: Status.color(form.inks[form.region.phase] || "unknown")
                Layout.alignment: Qt.AlignTop
            }
            ColumnLayout {
                spacing: 2
                Label {
                    objectName: "setup-found"
                    text: form.region.phase === "looking" ? qsTr("Looking at the registry…") : form.region.phase === "ready" ? form.region.found : form.region.error
                    color: Status.color(form.inks[form.region.phase] || "unknown")
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    Layout.fillWidth: true
                }
                Label {
                    visible: text !== "" && form.region.phase !== "untrusted"
                    text: form.region.advice
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    Layout.fillWidth: true
                }
                Label {
                    visible: form.region.address !== "" && form.region.address !== form.region.form.url
                    text: qsTr("Meant as %1").arg(form.region.address)
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
            }
            GhostButton {
                objectName: "lookAgain"
                visible: form.region.phase === "failed"
                text: qsTr("Try again")
                onClicked: form.region.look()
            }
        }
        SetupTrust {
            visible: form.region.phase === "untrusted"
            Layout.fillWidth: true
        }
        SetupLogin {
            visible: form.region.address !== "" && form.region.phase !== "untrusted"
            Layout.fillWidth: true
        }
        SetupSteplist {
            visible: ["failed", "login"].includes(form.region.phase) && form.region.check.done
            Layout.fillWidth: true
        }
        SetupPlace {
            visible: form.region.address !== "" && ["ready", "looking", "login"].includes(form.region.phase)
            Layout.fillWidth: true
        }
    }
}
