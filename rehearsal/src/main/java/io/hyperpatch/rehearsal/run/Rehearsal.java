package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.clock.Driving;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.oracle.Evidence;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.ClusterTwin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays a setting to its end: events come in, the product works, the cluster does what it does; then
 * reconcile tidies up.
 */
public final class Rehearsal implements AutoCloseable {

    private static final Duration DELIVERY = Duration.ofMinutes(1);
    /** The janitor comes after an execution has ended; if it fails, it is called twice more within minutes. */
    private static final Duration AFTERMATH = Duration.ofMinutes(15);

    private static final Duration LONGEST_RETURN = Duration.ofDays(45);

    private static final Set<String> REPORTS = Set.of("Hyperpatch Run Ended", "Hyperpatch Run Resolved");

    private final Setting setting;
    private final Account account;
    private final Product product;
    private final List<Evidence.Report> reports = new ArrayList<>();
    private int running;
    private Instant lastEnd;

    /**
     * Sets everything up.
     *
     * @throws IllegalArgumentException if the cluster's document, or what the scenario does to it, does not fit
     */
    public Rehearsal(Setting setting, long seed) {
        this(setting, seed, Product.TABLE);
    }

    /** @param table by whose name the installation differs from others */
    Rehearsal(Setting setting, long seed, String table) {
        this.setting = Objects.requireNonNull(setting, "setting");
        this.account = Furnishing.empty(setting, seed);
        this.lastEnd = setting.start();
        Furnishing.surroundings(setting, account);
        this.product = new Product(account, table);
        product.install(setting.policy(), setting.names().partition());
        ClusterTwin twin = Furnishing.cluster(setting, account);
        setting.cast()
                .people()
                .forEach(act -> Furnishing.at(act.when(), account, twin, () -> product.act(act.does(), act.why())));
        setting.deployments().forEach(this::prepare);
        account.engine.listen(new Counting());
        account.bus.whenPut(this::told);
    }

    private void prepare(Deployment deployment) {
        if (deployment instanceof Deployment.Definitions definitions) {
            product.workflowsOf(definitions.from());
        }
        account.clock.at(setting.start().plus(deployment.after()), () -> {
            switch (deployment) {
                case Deployment.Definitions definitions -> product.deployWorkflows();
                case Deployment.Narrower narrower -> product.replacePolicy(narrower.of(setting.policy()));
                case Deployment.Renamed renamed -> product.replacePolicy(renamed.of(product.policy(setting.policy())));
            }
            account.delivered.add(account.clock.now(), deployment.kind(), "nobody", "deployment");
        });
    }

    /** The roles of the product's functions. */
    InstalledRoles roles() {
        return product.roles();
    }

    private void told(JsonNode event) {
        if (REPORTS.contains(event.path("detail-type").asText())) {
            reports.add(new Evidence.Report(event.path("detail"), account.hyperPod.truth(), account.hyperPod.shown()));
        }
    }

    /**
     * Runs until every event has come in and every execution has ended, then until reconcile has nothing
     * left to do.
     */
    public RehearsalResult run(Watcher watcher) {
        return Driving.inVirtualThread("rehearsal", () -> played(watcher));
    }

    private RehearsalResult played(Watcher watcher) {
        long began = System.nanoTime();
        watcher.begins(account);
        Instant lastEvent = setting.start();
        for (Setting.Incoming trigger : setting.triggers()) {
            Instant when = setting.start().plus(trigger.after());
            account.clock.at(when, () -> {
                trigger.parameters().forEach(account.parameters::put);
                account.bus.put(trigger.event());
            });
            lastEvent = when.isAfter(lastEvent) ? when : lastEvent;
        }
        Instant delivered = lastEvent.plus(DELIVERY).plus(longestDelay());
        Duration aftermath = AFTERMATH.plus(longestRedrive());
        account.clock.runWhile(
                () -> running > 0
                        || account.clock.now().isBefore(delivered)
                        || comesBack(delivered)
                        || account.clock.now().isBefore(lastEnd.plus(aftermath)),
                watcher::moved);
        watcher.ends();
        Figures figures = Figures.of(account, setting.start(), lastEnd);
        new Calm(account, product.memory, () -> running == 0).await();
        return result(figures, Duration.ofNanos(System.nanoTime() - began));
    }

    /** A schedule is still to bring patch-fleet back, and not long after the last event. */
    private boolean comesBack(Instant lastEvent) {
        return account.schedules
                .lastDue()
                .filter(lastEvent.plus(LONGEST_RETURN)::isAfter)
                .isPresent();
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

    private RehearsalResult result(Figures figures, Duration wall) {
        List<ExecutionView> executions = account.engine.executions();
        Ends ends = new Ends(setting.policy(), executions);
        List<TriggerEnd> triggers = setting.triggers().stream().map(ends::of).toList();
        Evidence evidence = new Evidence(
                account.hyperPod.truth(),
                account.hyperPod.shown(),
                account.alarms.names(),
                reports,
                account.calls.all(),
                account.sns.messages(),
                product.memory.items().stream()
                        .map(item -> new Evidence.Stored(
                                item.key().partition(), item.key().sort(), item.attributes()))
                        .toList(),
                executions,
                oldEnough(),
                account.bus.deliveries(),
                account.delivered.all(),
                product.roles().judged(),
                new Evidence.Ground(
                        setting.policy().toJson(), product.laterPolicies(), account.calls.readings(), product.turns()));
        return new RehearsalResult(setting, triggers, evidence, account.delivered.countsByKind(), figures, wall);
    }

    private Map<String, Instant> oldEnough() {
        Duration minimumAge = setting.policy().image().minimumAge();
        return setting.images().stream()
                .collect(Collectors.toMap(
                        Image::imageId, image -> image.creationDate().plus(minimumAge), (old, young) -> young));
    }

    @Override
    public void close() {
        account.close();
    }

    /**
     * Reconcile comes every hour whatever happens: it neither begins nor ends anything that people wait
     * for.
     */
    private final class Counting implements EngineListener {
        @Override
        public void executionStarted(ExecutionView execution) {
            running += counts(execution) ? 1 : 0;
        }

        @Override
        public void executionEnded(ExecutionView execution) {
            if (counts(execution)) {
                running--;
                lastEnd = account.clock.now();
            }
        }

        private static boolean counts(ExecutionView execution) {
            return !execution.machine().equals(Machines.RECONCILE);
        }
    }
}
