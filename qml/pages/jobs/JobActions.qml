// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What can be done with a job now.
RowLayout {
    id: actions
    property var job
    spacing: 6
    GhostButton {
        objectName: "pauseJob"
        visible: actions.job.canCancel
        text: actions.job.paused ? qsTr("Resume") : qsTr("Pause")
        iconName: actions.job.paused ? "play" : "pause"
        onClicked: actions.job.paused ? Bridge.resumeJob(actions.job.jobId) : Bridge.pauseJob(actions.job.jobId)
    }
    GhostButton {
        objectName: "moveToTop"
        visible: actions.job.canCancel
        enabled: Bridge.runningJobs > 1
        text: qsTr("Move to top")
        iconName: "arrow-up-to-line"
        why: qsTr("Its blobs go before those of all other jobs")
        onClicked: Bridge.moveJobToTop(actions.job.jobId)
    }
    GhostButton {
        objectName: "cancelJob"
        visible: actions.job.canCancel
        text: qsTr("Stop…")
        iconName: "circle-stop"
        onClicked: sure.open()
    }
    GhostButton {
        objectName: "retryFailed"
        visible: actions.job.retryable
        text: qsTr("Retry failed")
        iconName: "rotate-ccw"
        why: qsTr("A job over the tags and regions that failed, and nothing else")
        onClicked: History.retryFailed(actions.job.jobId)
    }
    IconButton {
        objectName: "jobRuleLink"
        iconName: "workflow"
        iconSize: 16
        text: qsTr("Show its rule")
        visible: actions.job.kind !== "prewarm"
        onClicked: Bridge.open("rules", actions.job.ruleId)
    }
    IconButton {
        objectName: "jobCli"
        iconName: "terminal"
        iconSize: 16
        text: qsTr("Copy as command: %1").arg(actions.job.cli)
        onClicked: Bridge.copy(actions.job.cli)
    }
    ConfirmDialog {
        id: sure
        objectName: "stopJob"
        title: qsTr("Stop \"%1\"?").arg(actions.job.title)
        text: qsTr("What has been copied stays. What is under way is kept, and the next run goes on where this one stops. To go on later, pause it instead.")
        confirmText: qsTr("Stop the job")
        onConfirmed: Bridge.cancelJob(actions.job.jobId)
    }
}
