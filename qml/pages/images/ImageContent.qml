// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// The cards of an image's page.
Item {
    id: content
    ImageHead {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
        }
    }
    RowLayout {
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            topMargin: Theme.cardGap
        }
        spacing: Theme.cardGap
        ImagePlatforms {
            Layout.preferredWidth: Math.max(216, Math.min(300, content.width * 0.2))
            Layout.fillHeight: true
        }
        ImageLayers {
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        ColumnLayout {
            spacing: Theme.cardGap
            Layout.preferredWidth: Math.max(288, Math.min(384, content.width * 0.26))
            Layout.fillWidth: false
            ImagePlaces {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: 5
            }
            ImageReferrers {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: 2
            }
        }
    }
}
