package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One wait interval between batches, in which the alarms of the update are watched: only here are they. */
final class Bake {

    private final Stage stage;
    private final TwinGroup group;
    private final List<String> alarms;
    private final Duration length;
    private final Consumer<Boolean> done;
    private Instant end = Instant.MAX;

    /** @param done told once, whether all was well */
    Bake(Stage stage, TwinGroup group, List<String> alarms, Duration length, Consumer<Boolean> done) {
        this.stage = stage;
        this.group = group;
        this.alarms = alarms;
        this.length = length;
        this.done = done;
    }

    void start() {
        end = stage.cadence().now().plus(length);
        stage.events().aboutGroup(Level.Info, group, PatchingTexts.bakeStarted(stage.cluster(), group, alarms, length));
        look();
    }

    private void look() {
        Map<String, AlarmState> states = new LinkedHashMap<>();
        alarms.forEach(name -> states.put(name, stage.alarms().apply(name)));
        List<String> raised = alarms.stream()
                .filter(name -> states.get(name) == AlarmState.ALARM)
                .toList();
        if (!raised.isEmpty()) {
            stage.events().aboutGroup(Level.Error, group, PatchingTexts.bakeFailed(stage.cluster(), group, raised));
            done.accept(false);
            return;
        }
        if (!states.values().stream().allMatch(AlarmState::evaluated)) {
            stage.events().aboutGroup(Level.Error, group, PatchingTexts.bakeNotEvaluated(stage.cluster(), group));
            if (stage.unknowns().unreadableAlarmFailsClosed()) {
                done.accept(false);
                return;
            }
        }
        lookAgainOrEnd();
    }

    private void lookAgainOrEnd() {
        Duration left = Duration.between(stage.cadence().now(), end);
        if (left.isPositive()) {
            Duration poll = stage.pace().alarmPoll();
            stage.cadence().after(left.compareTo(poll) < 0 ? left : poll, this::look);
        } else {
            stage.events().aboutGroup(Level.Info, group, PatchingTexts.bakeCompleted(stage.cluster(), group, length));
            done.accept(true);
        }
    }
}
