package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The right of the groups' execution roles to see alarms, as IAM showed it before a start call that lists some. */
final class ShownRights {
    private ShownRights() {}

    /** The first group whose role was denied the right. */
    static Optional<String> wrong(Evidence evidence, ApiCall call, JsonNode cluster) {
        List<String> asked = StartCalls.groups(call.request());
        boolean watched = !call.request()
                .at("/DeploymentConfig/AutoRollbackConfiguration")
                .isEmpty();
        var denied = evidence.readings("iam:SimulatePrincipalPolicy", call.at())
                .filter(reading -> reading.answer()
                        .path("EvaluationResults")
                        .valueStream()
                        .anyMatch(
                                result -> !result.path("EvalDecision").asText().equals("allowed")))
                .map(reading -> reading.request().path("PolicySourceArn").asText())
                .collect(Collectors.toSet());
        return cluster.path("InstanceGroups")
                .valueStream()
                .filter(group -> watched
                        && asked.contains(ShownReady.name(group))
                        && denied.contains(group.path("ExecutionRole").asText()))
                .findFirst()
                .map(group -> "the execution role of group " + ShownReady.name(group) + " may not see its alarms");
    }
}
