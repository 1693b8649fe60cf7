package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.admission.Decision;
import io.hyperpatch.admission.RunRequests;
import io.hyperpatch.admission.VersionWatch;
import io.hyperpatch.admission.aws.Admissions;
import io.hyperpatch.admission.aws.PolicyParameter;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Turns an event into runs, or into a quiet end. */
public final class AdmitTriggerFunction extends JsonFunction<AdmitTriggerFunction.Input> {
    private static final String NO_POLICY = "none";
    private static final int LONGEST_REASON = 8_000;

    /** Twice as many as agreeing readings need: groups may change one after the other, and one that flaps on must not hold up the rest. */
    private static final int MOST_LOOKS = 2 * VersionWatch.ENOUGH;

    private final EventParser events = new EventParser();
    private final PolicyParameter policies;
    private final AdmissionConfig config;
    private final Admissions admissions;
    private final RunRequests requests;
    private final Clock clock;

    /**
     * What the workflow hands over.
     *
     * @param parent the execution that asks; a retry of it finds its own runs
     * @param look how often it has looked before, a minute apart; none by default
     */
    public record Input(JsonNode event, String parent, Optional<Integer> look) {
        public Input {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(look, "look");
        }
    }

    /** @param verdict Admitted, Quiet, Refused, or LookAgain: in a minute */
    public record Answer(String verdict, String reason, String policy, List<RunRequests.Request> clusters) {}

    public AdmitTriggerFunction() {
        this(Deployed.production());
    }

    AdmitTriggerFunction(Deployed deployed) {
        this(
                deployed.policies(),
                AdmissionConfig.from(deployed.environment()),
                deployed.admissions(),
                deployed.store(),
                deployed.clock());
    }

    public AdmitTriggerFunction(
            PolicyParameter policies, AdmissionConfig config, Admissions admissions, Store store, Clock clock) {
        super(Input.class);
        this.policies = Objects.requireNonNull(policies);
        this.config = Objects.requireNonNull(config);
        this.admissions = Objects.requireNonNull(admissions);
        this.requests = new RunRequests(new Runs(store));
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        FleetPolicy policy;
        Trigger trigger;
        try {
            policy = policies.read(config.policyParameter());
            trigger = events.parse(input.event());
        } catch (BadDocument e) {
            return new Answer("Refused", bounded(e.getMessage()), NO_POLICY, List.of());
        }
        Instant now = clock.instant();
        Decision decision = admissions.admit(policy, trigger, input.look().orElse(0) < MOST_LOOKS, now);
        return switch (decision) {
            case Decision.LookAgain again -> new Answer("LookAgain", bounded(again.reason()), policy.name(), List.of());
            case Decision.Quiet quiet -> new Answer("Quiet", quiet.reason(), policy.name(), List.of());
            case Decision.Refused refused -> new Answer("Refused", refused.reason(), policy.name(), List.of());
            case Decision.Admitted admitted ->
                new Answer(
                        "Admitted",
                        admitted.reason(),
                        policy.name(),
                        admitted.clusters().stream()
                                .map(cluster -> requests.of(policy, trigger, cluster, input.parent(), now))
                                .toList());
        };
    }

    /** A state of the workflow carries at most 256 KiB, and a hostile document can be wrong in many places. */
    private static String bounded(String text) {
        return text.length() <= LONGEST_REASON
                ? text
                : text.substring(0, LONGEST_REASON) + " … (cut after " + LONGEST_REASON + " characters)";
    }
}
