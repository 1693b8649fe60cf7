package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.setting.ExampleEvents;
import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Draws who asks once more: the same event again, an operator at the same time, or another image that is released meanwhile. */
final class TriggerHazards {
    private static final String OTHER_IMAGE = "ami-0feed00000000000";
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofHours(30);

    private TriggerHazards() {}

    static Hazard draw(Draw draw, Setting setting) {
        Duration after = draw.time(SOONEST, LATEST);
        if (draw.chance(0.3) && setting.policy().image().track() instanceof ImageTrack.SsmParameter parameter) {
            return release(draw, setting, after, parameter);
        }
        if (draw.chance(0.4)) {
            return again(draw, setting, after);
        }
        ObjectNode request = operator(setting, setting.start().plus(after));
        request.withObject("/detail").put("release", draw.chance(0.3));
        return new Hazard.OfTrigger("operatorAsks", incoming(after, request));
    }

    /** The first event once more, under another id. */
    static Hazard again(Draw draw, Setting setting, Duration after) {
        Setting.Incoming first = setting.triggers().getFirst();
        ObjectNode again = first.event().deepCopy();
        again.put("id", "0000ffff-0000-4000-8000-00000000000" + draw.between(0, 9));
        return new Hazard.OfTrigger("announcedAgain", incoming(after, again));
    }

    private static Hazard release(Draw draw, Setting setting, Duration after, ImageTrack.SsmParameter parameter) {
        Image announced = setting.images().stream()
                .filter(image -> image.imageId().equals(setting.names().image()))
                .findFirst()
                .orElseGet(() -> Image.of(OTHER_IMAGE, setting.names().account(), setting.start()));
        ObjectNode example = ExampleEvents.find("parameter-store-change").orElseThrow();
        ObjectNode event = ExampleEvents.about(
                example, setting.names(), setting.policy(), setting.start().plus(after));
        String image = OTHER_IMAGE + draw.between(0, 9);
        return new Hazard.OfRelease(
                new Setting.Incoming(after, event, Optional.empty(), Map.of(parameter.name(), image)),
                announced.under(image));
    }

    static ObjectNode operator(Setting setting, Instant at) {
        ObjectNode example = ExampleEvents.find("operator-request").orElseThrow();
        ObjectNode request = ExampleEvents.about(example, setting.names(), setting.policy(), at);
        request.withObject("/detail").putArray("clusters").add(setting.names().cluster());
        return request;
    }

    private static Setting.Incoming incoming(Duration after, ObjectNode event) {
        return new Setting.Incoming(after, event, Optional.empty());
    }
}
