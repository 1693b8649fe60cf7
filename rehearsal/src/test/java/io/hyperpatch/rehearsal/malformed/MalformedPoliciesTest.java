package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A mutated policy is refused by name, or is the same but for the mutated member, and is read again as it was stored. */
class MalformedPoliciesTest {

    private static final PolicyReader READER = new PolicyReader();

    @Provide
    Arbitrary<Mutant> policies() {
        return Mutants.of(Sample.policies());
    }

    @Property(tries = 4000, seed = "1")
    void areRefusedByNameOrSayTheSame(@ForAll("policies") Mutant mutant) throws Exception {
        Optional<FleetPolicy> policy = Refusal.orElse(mutant, () -> READER.read(mutant.fileName(), mutant.bytes()));
        if (policy.isEmpty()) {
            return;
        }
        FleetPolicy original =
                READER.read(mutant.sample().name(), mutant.sample().bytes());
        assertThat(FleetPolicy.fromJson(policy.get().toJson())).isEqualTo(policy.get());
        // YAML that is cut off between two lines is whole YAML: nothing tells it from a shorter policy.
        if (!mutant.ofTheText()) {
            assertThat(Differences.between(original.toJson(), policy.get().toJson()))
                    .allMatch(pointer -> mutant.concerns(pointer) || mutant.isNamedBy(Mutant.parent(pointer)));
        } else if (!mutant.isCutOff()) {
            assertThat(policy.get()).isEqualTo(original);
        }
        assertThat(policy.get().toJson().toString()).doesNotContainPattern("\\\\[nr]|\\\\u0000");
    }

    /** The pointers at which two trees differ, leaf by leaf. */
    static final class Differences {

        private Differences() {}

        static Set<String> between(JsonNode one, JsonNode other) {
            var found = new HashSet<String>();
            collect("", one, other, found);
            return found;
        }

        private static void collect(String pointer, JsonNode one, JsonNode other, Set<String> found) {
            if (one.equals(other)) {
                return;
            }
            if (one.getNodeType() != other.getNodeType() || one.isValueNode()) {
                found.add(pointer);
                return;
            }
            var names = new HashSet<String>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> collect(pointer + "/" + Sample.escaped(name), one.path(name), other.path(name), found));
            for (int i = 0; i < Math.max(one.size(), other.size()) && one.isArray(); i++) {
                collect(pointer + "/" + i, one.path(i), other.path(i), found);
            }
        }
    }
}
