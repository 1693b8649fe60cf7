package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.Documents;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A mutated event is refused by name, or claims the same: only a component that carries a mutated member may differ, and it
 * says what stands there now.
 */
class MalformedEventsTest {

    private static final Documents DOCUMENTS = new Documents(EventParser.MAX_BYTES);
    private static final EventParser PARSER = new EventParser();

    @Provide
    Arbitrary<Mutant> events() {
        return Mutants.of(Sample.events());
    }

    @Property(tries = 6000, seed = "1")
    void areRefusedByNameOrClaimTheSame(@ForAll("events") Mutant mutant) throws Exception {
        Optional<JsonNode> event = Refusal.orElse(
                mutant, () -> DOCUMENTS.read(mutant.fileName(), mutant.bytes()).tree());
        if (event.isEmpty()) {
            return;
        }
        Trigger original = PARSER.parse(mutant.sample().tree());
        Optional<Trigger> claimed = Refusal.orElse(mutant, () -> PARSER.parse(event.get()));
        if (claimed.isPresent()) {
            assertThat(claimed.get()).isInstanceOf(original.getClass());
            assertThat(claimed.get().summary()).isNotBlank();
            Claim.requireSame(mutant, event.get(), original, claimed.get());
        }
    }
}
