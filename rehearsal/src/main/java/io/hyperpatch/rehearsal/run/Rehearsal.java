package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.oracle.Evidence;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plays a setting to its end: events come in, the product works, the cluster does what it does. */
public final class Rehearsal implements AutoCloseable {

    private static final Duration DELIVERY = Duration.ofMinutes(1);
    /** The janitor comes after an execution has ended; if it fails, it is called twice more within minutes. */
    private static final Duration AFTERMATH = Duration.ofMinutes(15);

    private static final String RUN_ENDED = "Hyperpatch Run Ended";

    private final Setting setting;
    private final Account account;
    private final Product product;
    private final Map<String, Truth> truthAtEnd = new HashMap<>();
    private int running;
    private Instant lastEnd;

    /**
     * Sets everything up.
     *
     * @throws IllegalArgumentException if the cluster's document, or what the scenario does to it, does not fit
     */
    public Rehearsal(Setting setting, long seed) {
        this.setting = Objects.requireNonNull(setting, "setting");
        this.account = Furnishing.empty(setting, seed);
        this.lastEnd = setting.start();
        Furnishing.surroundings(setting, account);
        this.product = new Product(account);
        product.install(setting.policy().toJson());
        Furnishing.cluster(setting, account);
        account.engine.listen(new Counting());
    }

    /** Runs until every event has come in and every execution has ended. */
    public RehearsalResult run(Watcher watcher) {
        long began = System.nanoTime();
        watcher.begins(account);
        Instant lastEvent = setting.start();
        for (Setting.Incoming trigger : setting.triggers()) {
            Instant when = setting.start().plus(trigger.after());
            account.clock.at(when, () -> account.bus.put(trigger.event()));
            lastEvent = when.isAfter(lastEvent) ? when : lastEvent;
        }
        Instant delivered = lastEvent.plus(DELIVERY).plus(longestDelay());
        Duration aftermath = AFTERMATH.plus(longestRedrive());
        while ((running > 0
                        || account.clock.now().isBefore(delivered)
                        || account.clock.now().isBefore(lastEnd.plus(aftermath)))
                && account.clock.runNext()) {
            watcher.moved();
        }
        watcher.ends();
        return result(Duration.ofNanos(System.nanoTime() - began));
    }

    private Duration longestRedrive() {
        return setting.cast().executions().stream()
                .map(fault -> switch (fault) {
                    case ExecutionFault.Stop stop -> Duration.ZERO;
                    case ExecutionFault.StopAndRedrive redrive -> redrive.redriveAfter();
                })
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration longestDelay() {
        return setting.cast().delivery().stream()
                .map(fault -> switch (fault) {
                    case DeliveryFault.Late late -> late.by();
                    case DeliveryFault.Twice twice -> twice.apart();
                    case DeliveryFault.OutOfOrder shuffled -> shuffled.within();
                    case DeliveryFault.Lost lost -> Duration.ZERO;
                })
                .reduce(Duration.ZERO, Duration::plus);
    }

    private RehearsalResult result(Duration wall) {
        List<ExecutionView> executions = account.engine.executions();
        Ends ends = new Ends(executions);
        List<TriggerEnd> triggers = setting.triggers().stream().map(ends::of).toList();
        Truth truth = account.hyperPod.truth();
        List<Evidence.Report> reports = account.bus.events().stream()
                .filter(event -> event.path("detail-type").asText().equals(RUN_ENDED))
                .map(event -> event.path("detail"))
                .map(detail -> new Evidence.Report(detail, truthAtEnd.getOrDefault(run(detail), truth)))
                .toList();
        Evidence evidence = new Evidence(
                truth,
                reports,
                account.calls.all(),
                account.sns.messages(),
                product.memory.items().stream()
                        .map(item -> new Evidence.Stored(
                                item.key().partition(), item.key().sort(), item.attributes()))
                        .toList(),
                executions,
                triggers.stream().map(TriggerEnd::outcome).toList());
        return new RehearsalResult(
                setting,
                triggers,
                evidence,
                account.delivered.countsByKind(),
                Duration.between(setting.start(), lastEnd),
                wall);
    }

    private static String run(JsonNode detail) {
        return detail.path("run").asText();
    }

    @Override
    public void close() {
        account.close();
    }

    private final class Counting implements EngineListener {
        @Override
        public void executionStarted(ExecutionView execution) {
            running++;
        }

        @Override
        public void executionEnded(ExecutionView execution) {
            running--;
            lastEnd = account.clock.now();
            if (execution.machine().equals(Machines.PATCH_CLUSTER)) {
                truthAtEnd.put(execution.name(), account.hyperPod.truth());
            }
        }
    }
}
