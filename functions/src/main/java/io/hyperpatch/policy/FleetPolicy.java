package io.hyperpatch.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.Document;
import java.util.Objects;
import java.util.Optional;

/**
 * The one file that says which clusters are patched, in which order, under which rules. One instance has
 * passed every check of {@link PolicyReader}.
 *
 * @param wave the name of the only wave, if the policy names one
 */
public record FleetPolicy(
        String name,
        Mode mode,
        ClusterSelection clusters,
        ImageRules image,
        Rollout rollout,
        Limits limits,
        Optional<String> wave) {

    /** Whether runs may change anything. */
    public enum Mode {
        @JsonProperty("act")
        ACT,
        /** Plans and notifies, never starts. */
        @JsonProperty("observe")
        OBSERVE
    }

    public FleetPolicy {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(clusters, "clusters");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(rollout, "rollout");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(wave, "wave");
    }

    /** The canonical form: every field written out, always in the same order. It is what a parameter stores. */
    public JsonNode toJson() {
        return PolicyJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote, and checks it again: what is stored comes from outside, too.
     *
     * @throws io.hyperpatch.document.BadDocument if it breaks a rule
     */
    public static FleetPolicy fromJson(JsonNode json) {
        return new PolicyReader().read(Document.of("policy", json));
    }
}
