// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// Jobs of all times, and the one that is looked at.
WindowTest {
    id: test
    name: "Jobs"

    function test_promotionShowsInTheJob() {
        Bridge.promotion = Bridge.somePromotion("flipping")
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        tryVerify(() => find("promotionHeadline").visible)
        verify(!find("decide").visible)
        Bridge.promotion = Bridge.somePromotion("conflict")
        tryVerify(() => find("decide").visible)
        Bridge.promotion = ({})
        tryVerify(() => !find("promotionHeadline").visible)
    }
    function test_cancelJob() {
        Bridge.selectedJob = ""
        Bridge.page = "jobs"
        tryCompare(Bridge, "selectedJob", "j6")
        tryVerify(() => find("cancelJob").x > find("pauseJob").x)
        click(find("cancelJob"))
        const sure = find("stopJob")
        tryVerify(() => sure.opened)
        keyClick(Qt.Key_Return) // the focus is on Cancel
        tryVerify(() => !sure.visible)
        compare(Bridge.calls, [])
        click(find("cancelJob"))
        tryVerify(() => sure.opened)
        click(search(sure.contentItem, "confirm"))
        compare(Bridge.calls, ["cancelJob j6"])
        tryVerify(() => !sure.visible)
        find("jobs").forceActiveFocus()
        keyClick(Qt.Key_Down)
        compare(Bridge.selectedJob, "j5")
    }
    function test_pauseResumeAndMove() {
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        tryVerify(() => find("moveToTop").x > find("pauseJob").x)
        click(find("pauseJob"))
        click(find("moveToTop"))
        compare(Bridge.calls, ["pauseJob j6", "moveJobToTop j6"])
        Bridge.selectedJob = "j5"
        tryCompare(find("pauseJob"), "text", "Resume")
        const button = find("pauseJob")
        button.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Bridge.calls[2], "resumeJob j5")
        Bridge.selectedJob = "j1"
        tryVerify(() => !find("pauseJob").visible)
    }
    function test_blobsStandBesideImagesAndEvents() {
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        const blobs = find("jobBlobs")
        tryVerify(() => blobs.visible && blobs.count === 500)
        blobs.positionViewAtEnd()
        waitForRendering(window.contentItem)
        verify(blobs.contentItem.children.length < 80, "rows are reused")
        const first = find("tab-blobs")
        first.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Right)
        tryVerify(() => find("jobImages").visible && !blobs.visible)
        keyClick(Qt.Key_Right)
        tryVerify(() => find("jobEvents").visible)
        click(find("tab-blobs"))
        Bridge.selectedJob = "j1" // it has ended: no blobs any more
        tryVerify(() => find("jobImages").visible && !search(window.contentItem, "tab-blobs"))
    }
    function test_findsAJobOfLongAgo() {
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        const list = find("jobs")
        fill("jobSearch", "legacy")
        tryVerify(() => list.count === 2)
        compare(History.row, -1, "the job on show is not among them")
        compare(History.job.jobId, "j6", "and stays")
        list.forceActiveFocus()
        keyClick(Qt.Key_End)
        compare(Bridge.selectedJob, "j1")
        fill("jobSearch", "nothing like it")
        tryVerify(() => list.count === 0)
        click(find("allJobs"))
        tryVerify(() => list.count === 6)
    }
    function test_triesAgainWhatFailed() {
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        verify(!find("retryFailed").visible)
        Bridge.selectedJob = "j1"
        tryVerify(() => find("retryFailed").visible && find("jobFix").visible && find("jobCompared").visible)
        History.calls = []
        click(find("retryFailed"))
        compare(History.calls, ["retryFailed j1"])
        click(find("jobCli"))
        compare(Bridge.calls, ["copy"])
    }
    function test_sortsAndFiltersImages() {
        Bridge.selectedJob = "j1"
        Bridge.page = "jobs"
        const images = find("jobImages")
        tryVerify(() => images.visible && images.count === 5)
        const status = search(images.parent, "sort-rank")
        click(status)
        compare(History.images.sortKey, "rank")
        compare(History.images.get(0).status, "failed")
        status.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        verify(History.images.descending)
        compare(History.images.get(0).status, "unchanged")
        fill("viewSearch", "507")
        tryVerify(() => images.count === 1)
        const row = images.itemAtIndex(0)
        verify(row.spoken.includes("Make room"), "says what to do")
        row.clicked()
        compare(Bridge.page, "image")
        compare(Bridge.subject, "platform/api:4.12.0")
        History.images.text = ""
    }
}
