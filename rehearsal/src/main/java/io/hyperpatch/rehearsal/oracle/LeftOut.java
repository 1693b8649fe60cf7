package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.Reading;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;

/** The groups that a run has to name and not to patch. */
final class LeftOut {
    private LeftOut() {}

    /**
     * Returns true for a group that the policy leaves out: by its name, by the status that it has at the
     * report, or by one that was shown to the run while it was at work. A group that others have mended
     * since is in service at the report, and the run has not touched it.
     */
    static boolean is(Evidence evidence, Evidence.Report report, Truth.Group group) {
        return evidence.policiesOf(report.run()).stream().anyMatch(policy -> is(policy, evidence, report, group));
    }

    private static boolean is(PolicyView policy, Evidence evidence, Evidence.Report report, Truth.Group group) {
        return policy.leavesOut(group.name(), group.status())
                || evidence.readings("sagemaker:DescribeCluster", time(report, "endedAt"))
                        .filter(reading -> !reading.at().isBefore(time(report, "startedAt")))
                        .map(Reading::answer)
                        .filter(answer ->
                                answer.path("ClusterArn").equals(report.detail().at("/cluster/arn")))
                        .flatMap(answer -> answer.path("InstanceGroups").valueStream())
                        .filter(shown -> ShownReady.name(shown).equals(group.name()))
                        .map((JsonNode shown) -> shown.path("Status").asText())
                        .anyMatch(status -> policy.leavesOut(group.name(), status));
    }

    private static Instant time(Evidence.Report report, String name) {
        return Instant.parse(report.detail().path(name).asText());
    }
}
