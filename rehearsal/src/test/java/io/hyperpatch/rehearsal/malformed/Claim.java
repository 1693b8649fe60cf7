package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.event.Trigger;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which member of an event each component of its trigger is made of, written down apart from the parser. */
final class Claim {

    /** What a component is made of; {@code verbatim}: it is exactly that text. */
    private record Source(String component, boolean verbatim, List<String> members) {}

    /** What an id must look like, whole, to be passed on to AWS. */
    private static final Map<String, String> SHAPES = Map.of(
            "imageId", "ami-[0-9a-z]{8,17}",
            "imageArn", "arn:aws[a-z-]*:imagebuilder:[a-z0-9-]+:([0-9]{12}|aws):image/[a-zA-Z0-9_-]+/[0-9.]+/[0-9]+",
            "clusterArn", "arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:cluster/[a-zA-Z0-9-]+",
            "clusters", "\\[[a-zA-Z0-9-]+(, [a-zA-Z0-9-]+)*]|\\[]",
            "action", "start",
            "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final String EVENT = "/detail/EventDetails/";

    private static final Map<String, List<Source>> SOURCES = Map.of(
            "EC2 AMI State Change",
            List.of(exactly("imageId", "/detail/ImageId"), exactly("state", "/detail/State")),
            "EC2 Image Builder Image State Change",
            List.of(madeOf("imageArn", "/resources"), exactly("status", "/detail/state/status")),
            "Parameter Store Change",
            List.of(exactly("name", "/detail/name"), exactly("operation", "/detail/operation")),
            "CloudWatch Alarm State Change",
            List.of(
                    exactly("alarmName", "/detail/alarmName"),
                    exactly("state", "/detail/state/value"),
                    exactly("previousState", "/detail/previousState/value"),
                    exactly("reason", "/detail/state/reason"),
                    exactly("description", "/detail/configuration/description")),
            "Scheduled Event",
            List.of(madeOf("date", "/time")),
            "Hyperpatch Operator Request",
            List.of(
                    exactly("action", "/detail/action"),
                    madeOf("clusters", "/detail/clusters"),
                    exactly("reason", "/detail/reason"),
                    exactly("requestedBy", "/detail/requestedBy"),
                    madeOf("release", "/detail/release"),
                    madeOf("date", "/time")),
            "SageMaker HyperPod Cluster State Change",
            List.of(
                    exactly("clusterArn", "/detail/ClusterArn"),
                    exactly("clusterName", "/detail/ClusterName"),
                    madeOf("text", "/detail/ClusterStatus", "/detail/FailureMessage")),
            "SageMaker HyperPod Cluster Event",
            List.of(
                    exactly("clusterArn", EVENT + "ClusterArn"),
                    exactly("clusterName", EVENT + "ClusterName"),
                    madeOf("routine", EVENT + "ResourceType", EVENT + "Description"),
                    exactly("instanceGroup", EVENT + "InstanceGroupName"),
                    exactly("level", EVENT + "EventLevel"),
                    exactly("text", EVENT + "Description")),
            "SageMaker HyperPod Cluster Node Health Event",
            List.of(
                    exactly("clusterArn", "/detail/ClusterArn"),
                    exactly("clusterName", "/detail/ClusterName"),
                    exactly("instanceId", "/detail/InstanceId"),
                    madeOf("text", "/detail/HealthSummary")),
            "Step Functions Execution Status Change",
            List.of(
                    exactly("executionArn", "/detail/executionArn"),
                    exactly("stateMachineArn", "/detail/stateMachineArn"),
                    exactly("status", "/detail/status")));

    private Claim() {}

    private static Source exactly(String component, String member) {
        return new Source(component, true, List.of(member));
    }

    private static Source madeOf(String component, String... members) {
        return new Source(component, false, List.of(members));
    }

    static void requireSame(Mutant mutant, JsonNode event, Trigger original, Trigger claimed) {
        var sources = SOURCES.get(mutant.sample().tree().path("detail-type").asText());
        Arrays.stream(original.getClass().getRecordComponents()).forEach(component -> {
            var source = sources.stream()
                    .filter(each -> each.component().equals(component.getName()))
                    .findFirst();
            assertThat(text(component, claimed))
                    .as(component.getName())
                    .matches(SHAPES.getOrDefault(component.getName(), "(?s).*"));
            boolean mayDiffer =
                    source.isPresent() && source.get().members().stream().anyMatch(mutant::concerns);
            if (!mayDiffer) {
                assertThat(text(component, claimed)).as(component.getName()).isEqualTo(text(component, original));
            } else if (source.get().verbatim()) {
                assertThat(text(component, claimed))
                        .as(component.getName())
                        .isEqualTo(event.at(source.get().members().getFirst()).asText(""));
            }
        });
    }

    private static String text(RecordComponent component, Trigger trigger) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var value = accessor.invoke(trigger);
            return value instanceof Optional<?> optional
                    ? optional.map(Object::toString).orElse("")
                    : value.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.toString(), e);
        }
    }
}
