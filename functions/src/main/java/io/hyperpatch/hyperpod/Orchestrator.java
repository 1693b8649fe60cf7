package io.hyperpatch.hyperpod;

import io.hyperpatch.platform.Capability;
import io.hyperpatch.platform.Control;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.platform.Platform;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * HyperPod under each of its orchestrators.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterOrchestrator.html">ClusterOrchestrator</a>
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeploymentConfiguration.html">
 *     DeploymentConfiguration, which exists on EKS only</a>
 */
public enum Orchestrator implements Platform {
    /** In batches, with waits, and with alarms that roll back. */
    EKS(
            "EKS",
            Control.NODE,
            Ownership.WIRE,
            EnumSet.of(
                    Capability.BATCHES,
                    Capability.WAITS,
                    Capability.ALARMS,
                    Capability.EVENTS,
                    Capability.OWN_TO_CUSTOM,
                    Capability.UPDATE_TIMES,
                    Capability.VERSION_STATUS)) {
        @Override
        public String pace() {
            return "updates in batches, with wait intervals and alarms";
        }

        @Override
        public String inFlight() {
            return "While an update runs, an alarm stops it in a wait interval.";
        }

        /**
         * A node whose pods may not be evicted stays behind.
         *
         * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-operate.html">HyperPod operations</a>
         */
        @Override
        public Optional<String> passesOver() {
            return Optional.of("skips nodes whose PodDisruptionBudget an eviction would violate");
        }
    },
    /**
     * Group by group, each replaced whole; whether the service would take an alarm there is unknown, so no
     * call lists a wire.
     */
    SLURM(
            "Slurm",
            Control.GROUP,
            Ownership.IMAGE,
            EnumSet.of(Capability.EVENTS, Capability.UPDATE_TIMES, Capability.VERSION_STATUS)) {
        @Override
        public String pace() {
            return "replaces a group whole, without batches, wait intervals or alarms";
        }

        @Override
        public String inFlight() {
            return "While a group is updated, nothing stops it: Slurm knows no batches, wait intervals or alarms, and the service has"
                    + " no call to cancel. Only if the lifecycle scripts fail does the service itself bring the group back;"
                    + " the groups after it are then not begun.";
        }

        @Override
        public Optional<String> passesOver() {
            return Optional.empty();
        }
    };

    private final String title;
    private final Control control;
    private final Ownership ownership;
    private final Set<Capability> capabilities;

    Orchestrator(String title, Control control, Ownership ownership, Set<Capability> capabilities) {
        this.title = title;
        this.control = control;
        this.ownership = ownership;
        this.capabilities = Set.copyOf(capabilities);
    }

    @Override
    public String key() {
        return name();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Control control() {
        return control;
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }
}
