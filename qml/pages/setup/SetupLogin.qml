// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The login: one that this machine has already, or one that is typed and tried at once.
ColumnLayout {
    id: part
    readonly property var region: Setup.region
    readonly property bool typing: region.login === "typed"
    spacing: Theme.gap3
    Layout.fillHeight: false
    FormField {
        label: qsTr("Login")
        Select {
            objectName: "setup-login"
            Layout.fillWidth: true
            spoken: qsTr("Login")
            textRole: "label"
            valueRole: "key"
            model: part.region.logins
            choice: part.region.login
            onActivated: part.region.chooseLogin(currentValue)
        }
    }
    RowLayout {
        visible: part.typing
        spacing: Theme.gap3
        FormField {
            label: qsTr("User")
            TextField {
                id: user
                objectName: "setup-user"
                Layout.fillWidth: true
                spoken: qsTr("User")
                text: part.region.form.user || ""
                onTextEdited: part.region.put("user", text)
            }
        }
        FormField {
            label: qsTr("Password or token")
            TextField {
                objectName: "setup-password"
                Layout.fillWidth: true
                spoken: qsTr("Password or token")
                echoMode: TextInput.Password
                onTextEdited: part.region.typeSecret(text)
            }
        }
        GhostButton {
            objectName: "signIn"
            text: qsTr("Test")
            iconName: "plug-zap"
            Layout.alignment: Qt.AlignBottom
            onClicked: part.region.signIn()
        }
    }
    Connections {
        target: part.region
        function onAsksForLogin() {
            user.forceActiveFocus(Qt.TabFocusReason);
        }
    }
}
