package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The group cpu goes first, by update 1; then a call is made for gpu. */
class CanariesTest {

    private final Left left = Left.verified();

    @BeforeEach
    void cpuGoesFirst() {
        left.policy.putObject("rollout").putArray("canary").add("cpu");
        left.truthCalls.clear();
        left.updates.clear();
        left.updates.add(update(1, false, Left.at(1)));
        left.truthCalls.add(call(Left.at(1), "cpu", 1, group("cpu", Left.OLD), group("gpu", Left.OLD)));
    }

    @Test
    void acceptsACanaryOfWhichOneNodeRanTheImage() {
        left.truthCalls.add(call(Left.at(4), "gpu", 2, group("cpu", Left.OLD, Left.PIN), group("gpu", Left.OLD)));

        assertThat(broken()).isEmpty();
    }

    @Test
    void noticesACanaryOfWhichNoNodeRanTheImage() {
        left.truthCalls.add(call(Left.at(4), "gpu", 2, group("cpu", Left.OLD, Left.OLD), group("gpu", Left.OLD)));

        assertThat(broken())
                .singleElement()
                .asString()
                .contains("called for [gpu]", "no node of its canary step ran " + Left.PIN);
    }

    @Test
    void leavesWhatWasScaledAwayToTheReadiness() {
        left.truthCalls.add(call(Left.at(4), "gpu", 2, group("cpu"), group("gpu", Left.OLD)));

        assertThat(broken()).isEmpty();
    }

    @Test
    void blamesNoRunForWhatOthersDidToTheCanaryAfterwards() {
        left.updates.add(update(2, true, Left.at(3)));
        left.truthCalls.add(call(Left.at(4), "gpu", 3, group("cpu", Left.OTHER), group("gpu", Left.OLD)));

        assertThat(broken()).isEmpty();
    }

    @Test
    void noticesARestThatBeginsBeforeAnyCanary() {
        left.updates.clear();
        left.truthCalls.clear();
        left.truthCalls.add(call(Left.at(4), "gpu", 1, group("cpu", Left.OLD), group("gpu", Left.OLD)));

        assertThat(broken()).singleElement().asString().contains("its canary groups had not been updated");
    }

    @Test
    void acceptsACanaryThatWasOnTheImageBefore() {
        left.updates.clear();
        left.truthCalls.clear();
        left.truthCalls.add(call(Left.at(4), "gpu", 1, group("cpu", Left.PIN), group("gpu", Left.OLD)));

        assertThat(broken()).isEmpty();
    }

    private List<String> broken() {
        return left.broken(Canaries::ranBeforeAnythingElseBegins);
    }

    private static Truth.Update update(int number, boolean byOthers, Instant started) {
        return new Truth.Update(
                number,
                byOthers,
                Left.PIN,
                List.of(Left.WIRE),
                started,
                Optional.of(Left.at(3)),
                List.of(Left.ended("cpu", "Succeeded")));
    }

    private Truth.Call call(Instant at, String asked, int update, Truth.Group... groups) {
        ObjectNode request = left.request();
        request.putArray("InstanceGroups").addObject().put("InstanceGroupName", asked);
        return new Truth.Call(at, "c", request, false, Optional.of(update), Optional.empty(), "", List.of(groups));
    }

    private static Truth.Group group(String name, String... images) {
        List<Truth.Node> nodes = List.of(images).stream()
                .map(image -> new Truth.Node("i-" + name + image, image, "Running", false, Optional.empty()))
                .toList();
        return new Truth.Group(name, false, Left.OLD, "InService", Optional.empty(), nodes.size(), nodes);
    }
}
