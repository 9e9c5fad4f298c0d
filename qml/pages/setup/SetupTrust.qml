// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// A certificate that this system does not trust, for somebody to compare and decide.
Rectangle {
    id: card
    readonly property var region: Setup.region
    readonly property var certificate: region.certificate
    implicitHeight: body.implicitHeight + 28
    radius: Theme.radiusField
    color: Theme.bg
    border {
        width: 1
        color: Theme.warn
    }
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("A certificate to decide on")

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 14
        }
        spacing: Theme.gap3
        Label {
            text: qsTr("This system does not know who signed the registry's certificate. Compare the fingerprint with whoever runs the registry, over another way than this connection.")
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        GridLayout {
            columns: 2
            columnSpacing: Theme.gap4
            rowSpacing: 5
            Layout.fillWidth: true
            Repeater {
                model: (card.certificate.chain || []).map(link => ({
                                "name": link.title,
                                "value": link.text
                            })).concat([{
                            "name": qsTr("Issued by"),
                            "value": card.certificate.issuer || ""
                        }, {
                            "name": qsTr("For hosts"),
                            "value": card.certificate.names || ""
                        }, {
                            "name": qsTr("Valid"),
                            "value": card.certificate.validText || ""
                        }]).filter(row => row.value !== "").reduce((cells, row) => cells.concat([row.name, row.value]), [])
                Label {
                    required property string modelData
                    required property int index
                    text: modelData
                    color: index % 2 === 0 ? Theme.text2 : Theme.text
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    Layout.fillWidth: index % 2 === 1
                    Layout.alignment: Qt.AlignTop
                }
            }
        }
        Label {
            text: qsTr("SHA-256 fingerprint of what would be trusted")
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        Label {
            objectName: "fingerprint"
            text: (card.certificate.fingerprint || "").replace(/^(.{47}):/, "$1\n") // two lines of sixteen
            font {
                family: Theme.mono
                pixelSize: Theme.small
            }
            wrapMode: Text.WrapAnywhere
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
        InlineError {
            visible: card.certificate.expired === true
            text: qsTr("It has expired: trusting it does not help. The registry needs a new one.")
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: Theme.gap3
            GhostButton {
                objectName: "trust"
                text: qsTr("Trust this certificate")
                iconName: "shield-check"
                onClicked: card.region.trust()
            }
            TextField {
                objectName: "setup-ca"
                Layout.fillWidth: true
                spoken: qsTr("PEM file of the authority")
                placeholderText: qsTr("or the authority's PEM file: /etc/ssl/ca.pem")
                text: card.region.form.ca || ""
                onEditingFinished: if (text !== (card.region.form.ca || ""))
                    card.region.trustFile(text)
            }
        }
    }
}
