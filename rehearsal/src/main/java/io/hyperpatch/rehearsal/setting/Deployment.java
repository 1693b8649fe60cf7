package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.policy.FleetPolicy;
import java.time.Duration;
import java.util.Objects;

/** Something that is deployed, or stored by those who deploy, while the product is at work. */
public sealed interface Deployment {
    /** Its kind, in the word that counts it. */
    String kind();

    /** How long after the start. */
    Duration after();

    /**
     * The present workflow definitions. What began before goes on by those of an earlier version, with the
     * functions of today.
     *
     * @param from the number of the earlier version
     */
    record Definitions(Duration after, int from) implements Deployment {
        public Definitions {
            Objects.requireNonNull(after, "after");
        }

        @Override
        public String kind() {
            return "deploy";
        }
    }

    /**
     * A policy that allows less.
     *
     * @param patch what becomes of the stored one, as a JSON merge patch
     */
    record Narrower(Duration after, JsonNode patch) implements Deployment {
        public Narrower {
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(patch, "patch");
        }

        @Override
        public String kind() {
            return "narrowerPolicy";
        }

        /**
         * The policy as it is then.
         *
         * @throws io.hyperpatch.document.BadDocument if that is none
         */
        public FleetPolicy of(FleetPolicy before) {
            return FleetPolicy.fromJson(MergePatch.apply(before.toJson(), patch));
        }
    }

    /**
     * The stored policy under another name.
     *
     * @param name which is that of no other policy
     */
    record Renamed(Duration after, String name) implements Deployment {
        public Renamed {
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String kind() {
            return "renamedPolicy";
        }

        /** The policy as it is then. */
        public FleetPolicy of(FleetPolicy before) {
            ObjectNode renamed = (ObjectNode) before.toJson().deepCopy();
            return FleetPolicy.fromJson(renamed.put("name", name));
        }
    }
}
