// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The rule as it stands in the fleet file, to be typed in; what is wrong is marked where it stands.
ColumnLayout {
    id: view
    property string cli
    readonly property var problems: RuleDraft.problems
    function show() {
        if (code.text !== RuleDraft.json)
            code.text = RuleDraft.json;
    }
    function goTo(problem) {
        code.cursorPosition = Math.min(code.length, problem.start);
        code.forceActiveFocus();
    }
    spacing: 0
    Component.onCompleted: show()
    Connections {
        target: RuleDraft
        function onChanged() {
            view.show();
        }
    }

    RowLayout {
        Layout.leftMargin: Theme.gap4
        Layout.rightMargin: Theme.gap3
        Layout.minimumHeight: 40
        spacing: Theme.gap2
        Label {
            text: qsTr("In the fleet file")
            font {
                pixelSize: Theme.small
                weight: Font.DemiBold
            }
            Layout.fillWidth: true
        }
        Icon {
            name: Status.icon(view.problems.length > 0 ? "failed" : "ok")
            color: Status.color(view.problems.length > 0 ? "failed" : "ok")
            size: 14
        }
        Label {
            objectName: "jsonState"
            text: view.problems.length > 0 ? qsTr("%n mistakes", "", view.problems.length) : qsTr("Valid")
            color: Status.color(view.problems.length > 0 ? "failed" : "ok")
            font.pixelSize: Theme.small
        }
        IconButton {
            iconName: "copy"
            iconSize: 15
            text: qsTr("Copy the JSON")
            onClicked: Bridge.copy(RuleDraft.json)
        }
        IconButton {
            objectName: "ruleCli"
            iconName: "terminal"
            iconSize: 15
            text: qsTr("Copy as command: %1").arg(view.cli)
            onClicked: Bridge.copy(view.cli)
        }
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.fillHeight: true
        color: Theme.bg
        border {
            width: 1
            color: code.activeFocus ? Theme.accent : Theme.border
        }
        Flickable {
            id: flick
            anchors {
                fill: parent
                margins: 1
            }
            contentWidth: Math.max(width, code.x + code.implicitWidth + 12)
            contentHeight: Math.max(height, code.implicitHeight + 16)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {
            }
            T.ScrollBar.horizontal: ScrollBar {
            }
            function follow(at) {
                contentY = Math.max(0, Math.min(Math.max(contentY, at.y + at.height + 24 - height), at.y));
                contentX = Math.max(0, Math.min(Math.max(contentX, at.x + code.x + 24 - width), at.x));
            }
            Repeater {
                model: code.lineCount
                Label {
                    required property int index
                    readonly property bool wrong: view.problems.some(problem => problem.line === index + 1)
                    y: 8 + index * code.contentHeight / Math.max(1, code.lineCount)
                    width: 30
                    horizontalAlignment: Text.AlignRight
                    text: index + 1
                    color: wrong ? Theme.bad : Theme.text3
                    font {
                        family: Theme.mono
                        pixelSize: Theme.small
                        weight: wrong ? Font.Bold : Font.Normal
                    }
                    Accessible.ignored: true
                }
            }
            Repeater {
                model: view.problems
                Rectangle {
                    required property var modelData
                    readonly property rect from: code.text === "" ? Qt.rect(0, 0, 0, 0) : code.positionToRectangle(Math.min(code.length, modelData.start))
                    readonly property rect to: code.text === "" ? from : code.positionToRectangle(Math.min(code.length, modelData.start + modelData.length))
                    x: code.x + from.x
                    y: code.y + from.y
                    width: Math.max(8, to.y === from.y ? to.x - from.x : 8)
                    height: from.height
                    color: Theme.tinted(Theme.bad)
                    Rectangle {
                        anchors {
                            left: parent.left
                            right: parent.right
                            bottom: parent.bottom
                        }
                        height: 2
                        color: Theme.bad
                    }
                }
            }
            TextEdit {
                id: code
                objectName: "ruleJson"
                x: 40
                y: 8
                width: Math.max(implicitWidth, flick.width - x)
                color: Theme.text
                font {
                    family: Theme.mono
                    pixelSize: Theme.small
                }
                selectByMouse: true
                selectionColor: Theme.primary
                selectedTextColor: Theme.primaryInk
                textFormat: TextEdit.PlainText
                activeFocusOnTab: true
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("The rule as JSON")
                onTextChanged: if (activeFocus)
                    RuleDraft.type(text)
                onCursorRectangleChanged: flick.follow(cursorRectangle)
                Keys.onTabPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
        }
    }
    Repeater {
        model: view.problems.slice(0, 4)
        T.AbstractButton {
            id: line
            required property var modelData
            required property int index
            objectName: "jsonProblem-" + index
            Layout.fillWidth: true
            implicitHeight: told.implicitHeight + 10
            leftPadding: 10
            rightPadding: 10
            focusPolicy: Qt.StrongFocus
            text: qsTr("Line %1, column %2: %3").arg(modelData.line).arg(modelData.column).arg(modelData.text)
            Accessible.name: text
            onClicked: view.goTo(modelData)
            Keys.onReturnPressed: clicked()
            background: Rectangle {
                color: line.hovered ? Theme.surface2 : "transparent"
                FocusRing {
                    shown: line.visualFocus
                }
            }
            contentItem: InlineError {
                id: told
                text: line.text
            }
        }
    }
    RowLayout {
        visible: view.problems.length > 0
        Layout.margins: Theme.gap2
        Layout.leftMargin: Theme.gap3
        spacing: Theme.gap2
        Label {
            text: qsTr("The form waits until the JSON can be read.")
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        GhostButton {
            objectName: "takeForm"
            text: qsTr("Back to the form")
            onClicked: RuleDraft.takeForm()
        }
    }
}
