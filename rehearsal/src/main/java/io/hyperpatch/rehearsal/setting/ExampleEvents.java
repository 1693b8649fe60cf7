package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.rehearsal.scenario.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** The examples in {@code events/in}, made to be about one cluster and one image. */
public final class ExampleEvents {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String BY_THE_CLOCK = "scheduled-event";

    private ExampleEvents() {}

    /** The example of this name as it stands; empty if there is none. */
    public static Optional<ObjectNode> find(String name) {
        try (InputStream in = ExampleEvents.class.getResourceAsStream("/events/in/" + name + ".example.json")) {
            return in == null ? Optional.empty() : Optional.of((ObjectNode) MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * The name of the example that announces what the policy tracks. Nothing announces HyperPod's own image: a look by the clock finds it.
     */
    static String announcing(FleetPolicy policy) {
        return policy.image().track().parts().stream()
                .map(ExampleEvents::announcing)
                .filter(example -> !example.equals(BY_THE_CLOCK))
                .findFirst()
                .orElse(BY_THE_CLOCK);
    }

    private static String announcing(ImageTrack part) {
        return switch (part) {
            // A public parameter sends no events to anybody: only the clock finds its new value.
            case ImageTrack.SsmParameter parameter -> parameter.isPublic() ? BY_THE_CLOCK : "parameter-store-change";
            case ImageTrack.ImageBuilderImage built -> "image-builder-image-state-change";
            case ImageTrack.AmiSearch search -> "ec2-ami-state-change";
            case ImageTrack.FixedAmi fixed -> "ec2-ami-state-change";
            case ImageTrack.HyperPodLatest latest -> BY_THE_CLOCK;
            case ImageTrack.ByArchitecture map ->
                throw new IllegalArgumentException("a map by architecture in another");
        };
    }

    /** The example, as if it came in at that time, and was about what the policy tracks. */
    public static ObjectNode about(ObjectNode example, Names names, FleetPolicy policy, Instant time) {
        ObjectNode event = example.deepCopy();
        event.put("account", names.account()).put("region", names.region());
        event.put(
                "time", time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
        ObjectNode detail = event.withObject("/detail");
        String arn = ":" + names.region() + ":" + names.account() + ":";
        switch (event.path("detail-type").asText()) {
            case "EC2 AMI State Change" -> {
                detail.put("ImageId", names.image());
                resource(event, "arn:aws:ec2:" + names.region() + "::image/" + names.image());
            }
            case "EC2 Image Builder Image State Change" ->
                policyTrack(policy, ImageTrack.ImageBuilderImage.class)
                        .ifPresent(track -> resource(event, BuiltArn.newest(track.arn())));
            case "Parameter Store Change" ->
                policyTrack(policy, ImageTrack.SsmParameter.class).ifPresent(track -> {
                    detail.put("name", track.name());
                    String path = track.name().startsWith("/") ? track.name() : "/" + track.name();
                    resource(event, "arn:aws:ssm" + arn + "parameter" + path);
                });
            case "Hyperpatch Operator Request" ->
                detail.withArray("/clusters").removeAll().add(names.cluster());
            default -> {
                // schedules, alarms and HyperPod's own events name no image
            }
        }
        return event;
    }

    private static void resource(ObjectNode event, String arn) {
        event.putArray("resources").add(arn);
    }

    private static <T extends ImageTrack> Optional<T> policyTrack(FleetPolicy policy, Class<T> type) {
        return policy.image().track().parts().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
