package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.aws.cloudwatch.AlarmState;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.scenario.Cast.AlarmChange;
import io.hyperpatch.rehearsal.scenario.Cast.Moment;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.ClusterDocument;
import io.hyperpatch.rehearsal.twin.ClusterTwin;
import io.hyperpatch.rehearsal.twin.TwinBehaviour;
import java.util.Optional;
import java.util.Set;

/** Puts into a simulated account what a setting says is there. */
public final class Furnishing {
    private Furnishing() {}

    /**
     * An account with everything in it but the product.
     *
     * @throws IllegalArgumentException if the cluster's document, or what the scenario does to it, does not fit
     */
    public static Account account(Setting setting, long seed) {
        Account account = empty(setting, seed);
        surroundings(setting, account);
        cluster(setting, account);
        return account;
    }

    static Account empty(Setting setting, long seed) {
        return new Account(
                setting.names().account(),
                setting.names().region(),
                setting.start(),
                seed,
                setting.cast().faults(),
                setting.cast().delivery(),
                setting.cast().executions());
    }

    /** What stood there before the product was deployed: of it, no event tells the product. */
    public static void surroundings(Setting setting, Account account) {
        setting.images().forEach(image -> put(image, account));
        setting.parameters().forEach(account.parameters::put);
        setting.builds().forEach(account.imageBuilder::put);
        setting.policy()
                .rollout()
                .alarmsOf(setting.names().cluster())
                .forEach(name -> account.alarms.force(name, AlarmState.OK, "nothing is wrong"));
        setting.neighbours().stream()
                .flatMap(neighbour ->
                        setting
                                .policy()
                                .rollout()
                                .alarmsOf(neighbour.path("ClusterName").asText())
                                .stream())
                .forEach(name -> account.alarms.force(name, AlarmState.OK, "nothing is wrong"));
        setting.cast().alarms().forEach(alarm -> account.alarms.force(alarm.name(), state(alarm), alarm.description()));
        setting.cast().roles().forEach(role -> account.iam.take(role.role(), Set.copyOf(role.lacks())));
        setting.cast()
                .alarmsLate()
                .forEach(late -> account.alarms.late(
                        setting.start().plus(late.from()), setting.start().plus(late.to())));
    }

    /** EC2 shows no image before it is created. */
    private static void put(Image image, Account account) {
        if (image.creationDate().isAfter(account.clock.now())) {
            account.clock.at(image.creationDate(), () -> account.images.put(image));
        } else {
            account.images.put(image);
        }
    }

    /** The cluster, with what the scenario does to it. */
    public static ClusterTwin cluster(Setting setting, Account account) {
        ClusterTwin twin = account.hyperPod.add(
                ClusterDocument.of(setting.cluster(), setting.nodes()),
                setting.cast().twin());
        account.hyperPod.tag(setting.names().cluster(), setting.tags());
        setting.neighbours().forEach(neighbour -> {
            account.hyperPod.add(
                    ClusterDocument.of(neighbour, Optional.empty()),
                    setting.alike() ? setting.cast().twin() : TwinBehaviour.DEFAULT);
            account.hyperPod.tag(neighbour.path("ClusterName").asText(), setting.tags());
        });
        setting.cast().alarms().forEach(alarm -> alarm.changes()
                .forEach(change -> later(account, twin, alarm, change)));
        return twin;
    }

    private static AlarmState state(StagedAlarm alarm) {
        return alarm.missing() ? AlarmState.MISSING : AlarmState.valueOf(alarm.state());
    }

    private static void later(Account account, ClusterTwin twin, StagedAlarm alarm, AlarmChange change) {
        Runnable force = () -> force(account, alarm.name(), AlarmState.valueOf(change.state()));
        at(change.when(), account, twin, force);
    }

    static void at(Moment when, Account account, ClusterTwin twin, Runnable what) {
        when.afterStart().ifPresent(delay -> account.clock.after(delay, what));
        when.afterUpdateBegins().ifPresent(delay -> twin.whenFirstUpdateBegins(() -> account.clock.after(delay, what)));
    }

    private static void force(Account account, String alarm, AlarmState state) {
        if (state == AlarmState.ALARM && account.alarms.stateOf(alarm) != AlarmState.ALARM) {
            account.delivered.add(account.clock.now(), "alarm", alarm, state.name());
        }
        account.alarms.force(alarm, state, "the scenario says so");
    }
}
