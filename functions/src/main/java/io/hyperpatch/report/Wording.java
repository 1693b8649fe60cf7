package io.hyperpatch.report;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.text.Outside;
import java.util.ArrayList;
import java.util.List;

/** What is said about each outcome: what happened, and what, if anything, is to be done now. */
final class Wording {
    private Wording() {}

    /** The outcome's word; of a run that had been reported otherwise, both. */
    static String headline(RunReport report) {
        return report.firstOutcome()
                .map(first -> "Resolved, " + first.word() + " is now "
                        + report.outcome().word())
                .orElse(report.outcome().word());
    }

    static String happened(RunReport report) {
        String cluster = Outside.name(report.clusterName());
        String image = Outside.name(image(report));
        String nodes = count(report.nodes(), "node");
        return switch (report.outcome()) {
            case VERIFIED ->
                cluster + " is patched: " + patchedNodes(report) + " of " + groups(report) + " run " + image
                        + provedBy(report) + "." + others(report);
            case VERIFIED_WITH_SKIPS ->
                cluster + " is patched except for nodes that are named below: " + report.patched() + " of " + nodes
                        + " run " + image + ", "
                        + (report.skipped() == 1
                                ? "1 was skipped and keeps the image that it had."
                                : report.skipped() + " were skipped and keep the image that they had.")
                        + others(report);
            case UPDATED ->
                cluster + " is updated; which image the nodes run is not shown by the service. The update to " + image
                        + " ended well on " + patchedNodes(report) + " of " + groups(report) + provedBy(report) + "."
                        + others(report);
            case INTERRUPTED ->
                "The update of " + cluster + " to " + image + " was interrupted: " + report.patched() + " of " + nodes
                        + " have it, the rest was not begun or was left as it was. Nothing is wrong with the image, and"
                        + " nothing is blocked.";
            case ROLLED_BACK ->
                "The update of " + cluster + " to " + image
                        + " was undone: each group that was rolled back is wholly on the image that it had."
                        + kept(report);
            case ABORTED -> "The update of " + cluster + " to " + image + " was stopped because somebody asked for it.";
            case MIXED ->
                cluster + " is left mixed: " + report.patched() + " of " + nodes + " run " + image + ", "
                        + report.failed() + " failed, " + report.skipped() + " skipped.";
            case SUPERSEDED ->
                "No update of " + cluster + " to " + image + " was begun: another image is wanted by now.";
            case REFUSED ->
                "No update of " + cluster + " was begun: the run was refused, and the cluster is as it was.";
            case DEFERRED ->
                "No update of " + cluster + " was begun: " + image + " is younger than the policy wants"
                        + report.until()
                                .map(time -> ", until " + Times.toMinute(time))
                                .orElse("") + ".";
            case ALREADY_CURRENT ->
                "There was nothing to do on " + cluster + ": " + patchedNodes(report) + " of " + groups(report)
                        + " run "
                        + image
                        + " already"
                        + provedBy(report)
                        + "."
                        + others(report);
            case DUPLICATE ->
                "This run of " + cluster + " did nothing: the same work is being done, or was done, by another run.";
            case UNKNOWN ->
                "Nobody can tell what became of the update of " + cluster + " to " + image
                        + ": no reading of the cluster proves it.";
            case OBSERVED ->
                "The policy only observes: an update of " + cluster + " to " + image
                        + " was planned and checked, and not begun.";
            case QUIET -> throw new IllegalStateException("a quiet end is not reported");
        };
    }

    static List<String> now(RunReport report) {
        return switch (report.outcome()) {
            case VERIFIED, UPDATED, ALREADY_CURRENT ->
                report.nodesCameLater()
                        ? List.of(
                                "The nodes that came later are named above. To have them patched as well, ask for another"
                                        + " run as an operator: events do not repeat this one.")
                        : List.of("Nothing.");
            case INTERRUPTED ->
                List.of(
                        "Remove the cause given above. The next event about this image, the clock, or an operator's request"
                                + " goes on with what is left undone; the image is not blocked.");
            case VERIFIED_WITH_SKIPS ->
                List.of(
                        "The skipped nodes work, on the image that they had. Let the pods that hold them move away"
                                + " (kubectl get pdb --all-namespaces shows the budgets),",
                        "then ask for another run as an operator: events do not repeat this one.");
            case ROLLED_BACK ->
                List.of(
                        report.patched() == 0
                                ? "The cluster needs nothing. Find the cause in the reason above before this image is"
                                        + " tried again."
                                : "Each group stands on one image, and not all on the same: see the table. Find the cause"
                                        + " in the reason above before this image is tried again.",
                        blocked(report));
            case ABORTED ->
                List.of(
                        "See in the table which groups run which image, and decide which they should run.",
                        blocked(report));
            case MIXED ->
                List.of(
                        "Keep jobs that span several nodes off this cluster until its nodes agree.",
                        "Look at each node named above; one that stays Failed for 90 minutes will not heal by itself:"
                                + " replace it (BatchReplaceClusterNodes) or ask AWS Support.",
                        blocked(report));
            case SUPERSEDED -> List.of("Nothing. The image that is wanted now has a run of its own.");
            case REFUSED ->
                List.of("Remove the cause given above. The next event about this image, or an operator's request,"
                        + " tries again at once; the clock alone does so after a day, then more and more seldom, at"
                        + " least once a week.");
            case DEFERRED ->
                List.of(
                        "Nothing. Once the image is old enough the update begins by itself, unless by then another image"
                                + " has taken its place.");
            case DUPLICATE -> List.of("Nothing. The other run tells its own end.");
            case UNKNOWN -> report.resolved() ? nobodyWillTell(report) : untilSomebodyKnows(report);
            case OBSERVED -> List.of("Read the plan. If it is what you want, set the policy's mode to act.");
            case QUIET -> throw new IllegalStateException("a quiet end is not reported");
        };
    }

    /** A person may say in the end what became of a call that is open. */
    private static List<String> untilSomebodyKnows(RunReport report) {
        List<String> lines = new ArrayList<>(List.of(
                "Look at the cluster before anything else is done to it:",
                "  " + describe(report),
                "Until somebody knows, the cluster is kept from all other runs."));
        if (report.parked().isPresent()) {
            lines.add("Should nothing tell for a day, say what you found:");
            lines.add("  ./hyperpatch adopt " + report.run() + " --as never-began|ended --reason TEXT");
        }
        return lines;
    }

    /** Each group may have an image of its own: then only status can name what is blocked. */
    private static String blocked(RunReport report) {
        List<String> pins = report.groups().stream()
                .map(group -> group.pin().text())
                .distinct()
                .toList();
        String image = pins.size() == 1 ? Outside.name(pins.getFirst()) : "IMAGE";
        return "The image is blocked in each group that it did harm to, or is held back from: nothing begins it there"
                + " again until somebody runs `./hyperpatch unblock " + Outside.name(report.clusterName()) + " " + image
                + " --reason TEXT`. `./hyperpatch status` lists what is blocked. Another image is not affected.";
    }

    private static List<String> nobodyWillTell(RunReport report) {
        return List.of(
                "Look at the cluster, and decide which image its groups should run:",
                "  " + describe(report),
                "What that call did can no longer be told. It begins nothing any more, and other runs may begin.");
    }

    /** The pinned image, or how many different ones there are. */
    static String image(RunReport report) {
        List<Pin> pins =
                report.groups().stream().map(GroupReport::pin).distinct().toList();
        return switch (pins.size()) {
            case 0 -> "the pinned image";
            case 1 ->
                pins.getFirst() instanceof Pin.Newest
                        ? "the default image"
                        : pins.getFirst().text();
            default -> "its " + pins.size() + " pinned images";
        };
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Counted, not taken from the outcome: the sentence must not claim more than the table shows. */
    private static String patchedNodes(RunReport report) {
        String nodes = count(report.nodes(), "node");
        return report.patched() == report.nodes() ? "all " + nodes : report.patched() + " of " + nodes;
    }

    private static String groups(RunReport report) {
        return count(report.groups().size() + report.untouched().size(), "instance group");
    }

    private static String provedBy(RunReport report) {
        return report.evidence()
                .filter(Evidence::showsImage)
                .map(rung -> ", proved node by node (" + rung.words() + ")")
                .or(() -> report.evidence().map(rung -> ", proved by " + rung.words()))
                .orElse("");
    }

    /** The headline counts every node of the cluster: what is neither patched nor skipped is said at once. */
    private static String others(RunReport report) {
        int rest = report.nodes() - report.patched() - report.skipped();
        return rest <= 0 ? "" : " The other " + (rest == 1 ? "node is" : rest + " nodes are") + " named below.";
    }

    /** Groups that had finished keep the pin: the service undoes only what it was at work on. */
    private static String kept(RunReport report) {
        return report.patched() == 0
                ? ""
                : " Groups that had finished before keep the new one: " + report.patched() + " of "
                        + count(report.nodes(), "node") + ".";
    }

    /** Safe to paste into a shell: an ARN holds nothing that a shell interprets. */
    private static String describe(RunReport report) {
        return "aws sagemaker describe-cluster --region " + report.cluster().region() + " --cluster-name "
                + report.cluster();
    }
}
