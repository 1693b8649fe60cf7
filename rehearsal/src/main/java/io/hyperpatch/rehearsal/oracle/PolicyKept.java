package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The promise of a policy: no start call that it, or what the services showed when the call was decided,
 * forbids.
 */
final class PolicyKept {
    /** Between the write that gives the right to call and the call itself lies no more. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

    private PolicyKept() {}

    static Invariant noForbiddenStartCall(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-start-call-that-the-policy-forbids");
        evidence.startCalls().forEach(call -> wrong(evidence, call)
                .ifPresentOrElse(
                        why -> count.that(false, "the start call at " + call.at() + " was made though " + why),
                        () -> count.that(true, "")));
        return count.told();
    }

    private static Optional<String> wrong(Evidence evidence, ApiCall call) {
        Optional<JsonNode> cluster = reading(evidence, call, "PlanIntent", "sagemaker:DescribeCluster");
        PolicyView policy = policy(evidence, call);
        return Stream.of(
                        switches(policy, evidence, call),
                        cluster.flatMap(shown -> named(policy, shown)),
                        age(evidence, call),
                        cluster.flatMap(shown -> PacedAsPromised.wrong(policy, call.request(), shown)),
                        cluster.flatMap(shown -> alarms(evidence, call, shown)),
                        cluster.flatMap(
                                shown -> ShownReady.wrong(policy, call.request(), shown, nodes(evidence, call))),
                        cluster.filter(shown -> isFirst(evidence, call))
                                .flatMap(shown -> PolicyFits.goesFirst(policy, shown)),
                        reading(evidence, call, "CheckReadiness", "sagemaker:DescribeCluster")
                                .filter(shown -> isFirst(evidence, call))
                                .flatMap(shown -> PolicyFits.namesFit(policy, shown)),
                        cluster.flatMap(shown -> ShownTwice.wrong(evidence, call, shown)),
                        cluster.flatMap(shown -> ShownRights.wrong(evidence, call, shown)),
                        cluster.flatMap(shown -> ShownImages.wrong(evidence, call, shown, images(evidence, call))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A policy is replaced by narrower ones only: what one of them allows, an earlier one allows. */
    private static PolicyView policy(Evidence evidence, ApiCall call) {
        return evidence.ownerOf(call.request(), call.at())
                .map(owner -> evidence.policiesOf(owner.run()).getFirst())
                .orElseGet(evidence::policy);
    }

    private static Optional<String> named(PolicyView policy, JsonNode cluster) {
        String name = cluster.path("ClusterName").asText();
        return policy.namesOthersOnly(name) ? Optional.of("the policy does not name " + name) : Optional.empty();
    }

    private static Optional<String> switches(PolicyView policy, Evidence evidence, ApiCall call) {
        if (policy.observes()) {
            return Optional.of("the policy only observes");
        }
        Instant before = call.at().minus(ON_ITS_WAY);
        List<Evidence.Turn> turns = evidence.ground().turns();
        boolean onBefore = turns.stream()
                .filter(turn -> !turn.at().isAfter(before))
                .reduce((first, last) -> last)
                .filter(Evidence.Turn::on)
                .isPresent();
        boolean turnedSince = turns.stream()
                .anyMatch(turn -> turn.at().isAfter(before) && !turn.at().isAfter(call.at()));
        return onBefore && !turnedSince ? Optional.of("the kill switch was on") : Optional.empty();
    }

    private static Optional<String> age(Evidence evidence, ApiCall call) {
        String image = call.request().path("ImageId").asText();
        return Optional.ofNullable(evidence.oldEnough().get(image))
                .filter(call.at()::isBefore)
                .map(from -> image + " is old enough only from " + from + " on");
    }

    /**
     * No earlier call was for the same run. A canary that has been proved may be emptied before the next
     * step.
     */
    private static boolean isFirst(Evidence evidence, ApiCall call) {
        Optional<String> run = evidence.ownerOf(call.request(), call.at()).map(Evidence.Owner::run);
        return evidence.startCalls()
                .filter(earlier -> earlier.at().isBefore(call.at()))
                .noneMatch(earlier -> run.isPresent()
                        && evidence.ownerOf(earlier.request(), earlier.at())
                                .map(Evidence.Owner::run)
                                .equals(run));
    }

    /** An alarm that was not there, or had gone off already, could not have guarded the update. */
    private static Optional<String> alarms(Evidence evidence, ApiCall call, JsonNode cluster) {
        List<String> names =
                evidence.policy().alarms(cluster.path("ClusterName").asText());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> shown = readings(evidence, call, "PlanIntent", "monitoring:DescribeAlarms")
                .flatMap(reading -> Stream.of("MetricAlarms", "CompositeAlarms")
                        .flatMap(kind -> reading.answer().path(kind).valueStream()))
                .toList();
        return names.stream()
                .filter(name -> shown.stream()
                        .filter(alarm -> alarm.path("AlarmName").asText().equals(name))
                        .reduce((first, last) -> last)
                        .filter(alarm -> !alarm.path("StateValue").asText().equals("ALARM"))
                        .isEmpty())
                .findFirst()
                .map(name -> "the alarm " + name + " was missing, or in ALARM");
    }

    /** The images as they were judged; what was shown last stands first. */
    private static List<JsonNode> images(Evidence evidence, ApiCall call) {
        return readings(evidence, call, "ValidateImages", "ec2:DescribeImages")
                .flatMap(reading -> reading.answer().path("imagesSet").valueStream())
                .toList()
                .reversed();
    }

    /** The nodes of the listing that the call was planned with, each once, however often a page was read. */
    private static Collection<JsonNode> nodes(Evidence evidence, ApiCall call) {
        Instant described = readings(evidence, call, "PlanIntent", "sagemaker:DescribeCluster")
                .map(Reading::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        readings(evidence, call, "PlanIntent", "sagemaker:ListClusterNodes")
                .filter(reading -> !reading.at().isBefore(described))
                .flatMap(
                        reading -> reading.answer().path("ClusterNodeSummaries").valueStream())
                .forEach(node -> nodes.put(
                        node.path("NodeLogicalId")
                                .asText(node.path("InstanceId").asText()),
                        node));
        return nodes.values();
    }

    private static Optional<JsonNode> reading(Evidence evidence, ApiCall call, String caller, String action) {
        return readings(evidence, call, caller, action)
                .reduce((first, last) -> last)
                .map(Reading::answer);
    }

    private static Stream<Reading> readings(Evidence evidence, ApiCall call, String caller, String action) {
        return evidence.readings(action, call.at())
                .filter(reading -> reading.caller().equals(caller))
                .filter(reading -> isOfTheSame(reading, call));
    }

    /** Of several clusters at work, each is judged by its own readings; images and alarms are nobody's. */
    private static boolean isOfTheSame(Reading reading, ApiCall call) {
        JsonNode cluster = reading.request().path("ClusterName");
        return cluster.isMissingNode() || cluster.equals(call.request().path("ClusterName"));
    }
}
