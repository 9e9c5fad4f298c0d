// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Messages on show, one above the other; the newest stands lowest.
Column {
    id: stack
    spacing: Theme.gap2
    Repeater {
        model: Notices.toasts
        Item {
            id: place
            required property string toastId
            required property string tone
            required property string text
            required property string detail
            required property string actionText
            required property int times
            required property int seconds
            anchors.horizontalCenter: stack.horizontalCenter
            width: toast.implicitWidth
            height: toast.implicitHeight
            Toast {
                id: toast
                objectName: "toast"
                anchors.fill: parent
                status: place.tone
                title: place.text
                detail: place.detail
                actionText: place.actionText
                times: place.times
                seconds: place.seconds
                onActed: Notices.act(place.toastId)
                onDismissed: Notices.dismiss(place.toastId)
            }
        }
    }
}
