package io.hyperpatch.rehearsal.aws.cloudwatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The alarms that exist, evaluated on the virtual clock: some seconds after a data point, and each period as long as
 * time alone can still change the state, so that a latched alarm costs nothing.
 */
public final class Alarms {

    private static final Duration INGESTION = Duration.ofSeconds(5);

    private final VirtualClock clock;
    private final AlarmEvents events;
    private final String region;
    private final String account;
    private final Metrics metrics = new Metrics();
    private final Map<String, Alarm> byName = new TreeMap<>();
    private final Map<String, VirtualClock.Timer> evaluations = new HashMap<>();
    private final List<Late> late = new ArrayList<>();

    private record Late(Instant from, Instant to) {}

    /** @param account twelve digits */
    public Alarms(VirtualClock clock, EventBus bus, String region, String account) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.events = new AlarmEvents(bus);
        this.region = Objects.requireNonNull(region, "region");
        this.account = Objects.requireNonNull(account, "account");
    }

    /** What state an alarm is in, metric or composite. */
    public AlarmState stateOf(String name) {
        return find(name).map(Alarm::state).orElse(AlarmState.MISSING);
    }

    /** Of all that there are. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /**
     * Puts an alarm of whatever kind into a state now, and keeps it there until it is forced again or its metric gets a
     * data point: how a scenario plays an alarm. One that does not exist is made, as an alarm on a metric of no one's.
     */
    public void force(String name, AlarmState state, String reason) {
        if (state == AlarmState.MISSING) {
            delete(List.of(name));
            return;
        }
        if (find(name).isEmpty()) {
            ObjectNode configuration = JsonNodeFactory.instance
                    .objectNode()
                    .put("AlarmName", name)
                    .put("Namespace", "Rehearsal")
                    .put("MetricName", name)
                    .put("Statistic", "Maximum")
                    .put("Period", 60)
                    .put("EvaluationPeriods", 1)
                    .put("Threshold", 1.0)
                    .put("ComparisonOperator", "GreaterThanOrEqualToThreshold")
                    .put("TreatMissingData", "ignore");
            Condition condition = new Condition(
                    MetricKey.of("Rehearsal", configuration),
                    "Maximum",
                    Duration.ofMinutes(1),
                    1,
                    1,
                    1,
                    "GreaterThanOrEqualToThreshold",
                    "ignore");
            byName.put(name, new Alarm(arn(name), configuration, Optional.of(condition), clock.now()));
        }
        cancelEvaluation(name);
        become(byName.get(name), state, reason, "");
    }

    /** The same at a later time. */
    public void forceAt(Instant when, String name, AlarmState state, String reason) {
        clock.at(when, () -> force(name, state, reason));
    }

    /** CloudWatch is late: no alarm is evaluated in this time, and those that were due are evaluated after it. */
    public void late(Instant from, Instant to) {
        late.add(new Late(from, to));
    }

    /** Makes a composite alarm; its rule is kept and never evaluated: its state is what the scenario forces. */
    public void putComposite(String name, String rule, AlarmState state) {
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("AlarmName", name)
                .put("AlarmRule", rule)
                .put("ActionsEnabled", true);
        Alarm alarm = new Alarm(arn(name), configuration, Optional.empty(), clock.now());
        alarm.become(state, "Arrived in this state", "", clock.now());
        byName.put(name, alarm);
    }

    void put(ObjectNode configuration, Condition condition) {
        String name = configuration.path("AlarmName").asText();
        Alarm alarm = find(name)
                .map(old -> old.reconfigured(configuration, condition, clock.now()))
                .orElseGet(() -> new Alarm(arn(name), configuration, Optional.of(condition), clock.now()));
        byName.put(name, alarm);
        evaluateAfter(name, INGESTION);
    }

    /** Sets a state until the next evaluation, as SetAlarmState does. */
    void set(Alarm alarm, AlarmState state, String reason, String reasonData) {
        become(alarm, state, reason, reasonData);
        alarm.condition().ifPresent(condition -> evaluateAfter(alarm.name(), condition.period()));
    }

    void putData(MetricKey metric, Instant at, double value) {
        metrics.put(metric, at, value);
        byName.values().stream()
                .filter(alarm -> alarm.condition()
                        .filter(each -> each.metric().equals(metric))
                        .isPresent())
                .forEach(alarm -> evaluateAfter(alarm.name(), INGESTION));
    }

    void delete(List<String> names) {
        for (String name : names) {
            cancelEvaluation(name);
            byName.remove(name);
        }
    }

    Optional<Alarm> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of their names. */
    Collection<Alarm> all() {
        return List.copyOf(byName.values());
    }

    private void evaluateAfter(String name, Duration delay) {
        cancelEvaluation(name);
        Instant due = clock.now().plus(delay);
        Instant when = late.stream()
                .filter(each -> !due.isBefore(each.from()) && due.isBefore(each.to()))
                .map(Late::to)
                .max(Comparator.naturalOrder())
                .orElse(due);
        evaluations.put(name, clock.at(when, () -> evaluate(name)));
    }

    private void cancelEvaluation(String name) {
        VirtualClock.Timer timer = evaluations.remove(name);
        if (timer != null) {
            timer.cancel();
        }
    }

    private void evaluate(String name) {
        evaluations.remove(name);
        Alarm alarm = byName.get(name);
        Condition condition = alarm.condition().orElseThrow();
        Evaluation evaluation = Evaluation.of(condition, metrics.of(condition.metric()), clock.now());
        evaluation
                .state()
                .filter(state -> state != alarm.state())
                .ifPresent(state -> become(alarm, state, evaluation.reason(), ""));
        if (!evaluation.settled()) {
            evaluateAfter(name, condition.period());
        }
    }

    private void become(Alarm alarm, AlarmState state, String reason, String reasonData) {
        ObjectNode previous = AlarmEvents.stateOf(alarm);
        boolean changed = alarm.state() != state;
        alarm.become(state, reason, reasonData, clock.now());
        if (changed) {
            events.changed(alarm, previous);
        }
    }

    private String arn(String name) {
        return "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:" + name;
    }
}
