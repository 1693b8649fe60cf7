package io.hyperpatch.report;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The known causes of an update that was undone, or failed: its alarms, and the service's own words.
 *
 * <p>The service gives no cause with the update itself. It writes events on clusters in Continuous mode, and CloudWatch keeps of an alarm
 * its last change of state only; so what is found is named, and that nothing is found is said.
 *
 * @param alarms those that the updates of the run named, in the order in which the policy names them
 * @param events the service's, the newest last
 * @param unread why not all could be read; empty if all was
 */
public record Causes(List<AlarmNow> alarms, List<ServiceEvent> events, Optional<String> unread) {
    /** Nothing was read, because nothing was undone. */
    public static final Causes NONE = new Causes(List.of(), List.of(), Optional.empty());

    private static final String ALARM = "ALARM";

    public Causes {
        alarms = List.copyOf(alarms);
        events = List.copyOf(events);
        Objects.requireNonNull(unread, "unread");
    }

    /**
     * An alarm as CloudWatch shows it.
     *
     * @param reason StateReason
     * @param changed when its state changed last
     */
    public record AlarmNow(String name, String state, String reason, Instant changed) {}

    /**
     * An event of the service about the cluster.
     *
     * @param of the group or node
     * @param failure FailureMessage of its details
     */
    public record ServiceEvent(Instant time, String of, String description, Optional<String> failure) {
        /** Its description, and the message of the failure where that says more. */
        String text() {
            return description
                    + failure.filter(message -> !description.contains(message))
                            .map(message -> " " + message)
                            .orElse("");
        }

        boolean saysAllOf(ServiceEvent other) {
            return of.equals(other.of) && text().contains(other.text());
        }

        /** Returns true for a failure, an alarm or a way back: the service has no word for a cause. */
        public static boolean tellsOfFailure(String description) {
            String words = description.toLowerCase(Locale.ROOT);
            return words.contains("fail") || words.contains("alarm state") || words.contains("rollback initiated");
        }
    }

    /**
     * One sentence for each.
     *
     * @param continuous the service keeps events of the cluster
     * @param since when the first update of the run was called
     */
    public List<String> inWords(boolean continuous, Instant since) {
        List<String> words = new ArrayList<>();
        alarms.stream()
                .filter(alarm -> alarm.state().equals(ALARM) || !alarm.changed().isBefore(since))
                .map(Causes::inWords)
                .forEach(words::add);
        facts().stream().map(Causes::inWords).forEach(words::add);
        unread.ifPresent(why -> words.add("Not all that may tell the cause could be read: " + why));
        if (words.isEmpty()) {
            words.add(
                    continuous
                            ? "The service names no cause: none of its events since the start tells of a failure, and no alarm of"
                                    + " the update has changed."
                            : "The service names no cause: it keeps events of clusters in Continuous mode only, and no alarm of"
                                    + " the update has changed.");
            words.add(
                    "If a lifecycle script has failed, its log outlives the node: in CloudWatch Logs, a group that begins with"
                            + " /aws/sagemaker/Clusters/, a stream LifecycleConfig/GROUP/INSTANCE.");
        }
        return words;
    }

    private static String inWords(AlarmNow alarm) {
        String when = Times.toSecond(alarm.changed());
        return alarm.state().equals(ALARM)
                ? "The alarm " + alarm.name() + " went into ALARM at " + when + ": " + alarm.reason()
                : "The alarm " + alarm.name() + " changed its state during the run, and is " + alarm.state() + " since "
                        + when + ": " + alarm.reason();
    }

    private static String inWords(ServiceEvent event) {
        return "The service, at " + Times.toSecond(event.time()) + ", of " + event.of() + ": " + event.text();
    }

    /**
     * The events without those that say no more of their node than another one does; of two that say the same,
     * the first counts.
     */
    private List<ServiceEvent> facts() {
        List<ServiceEvent> facts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            ServiceEvent event = events.get(i);
            boolean saidBefore = facts.stream().anyMatch(fact -> fact.saysAllOf(event));
            boolean saidLater = events.subList(i + 1, events.size()).stream()
                    .anyMatch(later -> later.saysAllOf(event) && !event.saysAllOf(later));
            if (!saidBefore && !saidLater) {
                facts.add(event);
            }
        }
        return facts;
    }

    /** The calls whose update was seen to its end: only of these can a cause be asked. */
    public static List<Intent> ended(List<Intent> intents) {
        return intents.stream()
                .filter(intent -> intent.calledAt().isPresent())
                .filter(intent -> intent.endedAt().isPresent()
                        || intent.resolution()
                                .filter(resolution -> resolution.as() == Resolution.As.ENDED)
                                .isPresent())
                .toList();
    }
}
