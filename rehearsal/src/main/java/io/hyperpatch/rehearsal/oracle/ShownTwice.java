package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The things that one reading of a cluster cannot tell: an earlier one must have shown the same before a start call is made. */
final class ShownTwice {
    /** Nodes that could be had would have begun to come by then. */
    private static final Duration SHORTAGE = Duration.ofMinutes(15);

    /** A word that nobody knows may mean work or an end; no update shows one and the same for so long. */
    private static final Duration UNKNOWN_STATUS = Duration.ofDays(1);

    /** The readings of a call and of its decision are not taken in one moment. */
    private static final Duration ABOUT = Duration.ofMinutes(1);

    private static final Set<String> KNOWN =
            Set.of("", "Pending", "InProgress", "Succeeded", "Failed", "RollbackInProgress", "RollbackComplete");

    private ShownTwice() {}

    /** The first thing that was shown too short a time. */
    static Optional<String> wrong(Evidence evidence, ApiCall call, JsonNode cluster) {
        List<String> asked = StartCalls.groups(call.request());
        return cluster.path("InstanceGroups")
                .valueStream()
                .flatMap(group -> wrong(evidence, call, group, asked.contains(ShownReady.name(group))).stream())
                .findFirst();
    }

    private static Optional<String> wrong(Evidence evidence, ApiCall call, JsonNode group, boolean asked) {
        String status = status(group);
        boolean lacks = group.path("CurrentCount").asInt()
                        < group.path("TargetCount").asInt()
                && (asked || group.path("ActiveOperations").path("Scaling").asInt() > 0);
        if (!KNOWN.contains(status)
                && !before(evidence, call, group, UNKNOWN_STATUS, same -> status(same)
                        .equals(status))) {
            return Optional.of(
                    "group " + ShownReady.name(group) + " had not shown the status " + status + " for a day");
        }
        return lacks
                        && !before(evidence, call, group, SHORTAGE, same -> counts(same)
                                .equals(counts(group)))
                ? Optional.of(
                        "group " + ShownReady.name(group) + " had not shown its counts " + counts(group) + " before")
                : Optional.empty();
    }

    private static boolean before(
            Evidence evidence, ApiCall call, JsonNode group, Duration ago, Predicate<JsonNode> alike) {
        return evidence.ground().readings().stream()
                .filter(reading -> reading.action().equals("sagemaker:DescribeCluster"))
                .filter(reading -> reading.at().isBefore(call.at().minus(ago).plus(ABOUT)))
                .map(Reading::answer)
                .filter(Objects::nonNull)
                .flatMap(answer -> answer.path("InstanceGroups").valueStream())
                .anyMatch(each -> ShownReady.name(each).equals(ShownReady.name(group)) && alike.test(each));
    }

    private static String status(JsonNode group) {
        return group.path("SoftwareUpdateStatus").asText();
    }

    private static String counts(JsonNode group) {
        return group.path("CurrentCount").asInt() + "/"
                + group.path("TargetCount").asInt();
    }
}
