package io.hyperpatch.report;

import io.hyperpatch.text.Outside;

/**
 * The subject of a notification: the outcome, the cluster, and the one fact that matters most.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish: a subject is ASCII, begins with a
 *     letter, digit or punctuation mark, has no line break and fewer than 100 characters</a>
 */
final class Subject {
    private static final int LONGEST = 99;
    private static final String CUT = "...";

    private Subject() {}

    static String of(RunReport report) {
        return safe(Wording.headline(report) + ": " + report.clusterName() + fact(report));
    }

    static String of(StalledReport report) {
        return safe("Stalled: " + report.clusterName() + ", no progress for " + Times.duration(report.without())
                + ", deadline " + Times.toMinute(report.deadline()));
    }

    static String of(UnresolvedReport report) {
        return safe("Unknown: " + report.clusterName() + ", reconcile has failed " + report.rounds() + " times since "
                + Times.toMinute(report.since()));
    }

    static String of(FleetNotice notice) {
        return safe(
                switch (notice.kind()) {
                    case EVENT -> ofEvent(notice);
                    case ENDED -> "Unknown: patch-fleet ended early, please look at its execution";
                    case STOPPED -> "Stopped: no further cluster of policy " + notice.policy() + " is begun";
                });
    }

    private static String ofEvent(FleetNotice notice) {
        if (notice.run().isPresent()) {
            return "Unknown: run " + notice.run().get() + " failed without a report, please look";
        }
        return notice.leavesOut()
                ? "Refused: clusters of policy " + notice.policy() + " could not be read"
                : "Refused: an event for policy " + notice.policy() + " could not be admitted";
    }

    private static String fact(RunReport report) {
        String image = Wording.image(report);
        String share = report.patched() + " of " + Wording.count(report.nodes(), "node");
        return switch (report.outcome()) {
            case VERIFIED -> " runs " + image + " on " + share;
            case VERIFIED_WITH_SKIPS -> " runs " + image + " on " + share + ", " + report.skipped() + " skipped";
            case UPDATED -> " is updated on " + share + "; the service does not show their image";
            case INTERRUPTED -> ", the update to " + image + " was interrupted and can be resumed";
            case ROLLED_BACK -> ", the update to " + image + " was undone";
            case ABORTED -> ", the update to " + image + " was stopped";
            case MIXED -> " runs " + image + " on " + share + ", " + report.failed() + " failed";
            case SUPERSEDED -> " stays as it is, another image is wanted by now";
            case REFUSED -> " stays as it is, nothing was begun";
            case DEFERRED ->
                " waits for " + image
                        + report.until()
                                .map(time -> " until " + Times.toMinute(time))
                                .orElse("");
            case ALREADY_CURRENT -> " runs " + image + " already, nothing was to be done";
            case DUPLICATE -> ", another run has this work in hand";
            case UNKNOWN -> ", nobody can tell what became of the update, please look";
            case OBSERVED -> " would be brought to " + image + ", nothing was begun";
            case QUIET -> throw new IllegalStateException("a quiet end is not reported");
        };
    }

    private static String safe(String text) {
        String ascii = Outside.ascii(text);
        return ascii.length() <= LONGEST
                ? ascii
                : ascii.substring(0, LONGEST - CUT.length()).strip() + CUT;
    }
}
