package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.routing.EventRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/** The rules that let an event through, by EventBridge's own matcher. Each event is asked for by several rules in a row. */
final class RuleMatcher {
    private final Machine machine = Machine.builder().build();
    private JsonNode last;
    private Set<String> passed = Set.of();

    RuleMatcher(List<EventRule> rules) {
        try {
            for (EventRule rule : rules) {
                machine.addRule(rule.name(), rule.pattern().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a rule whose pattern EventBridge would refuse", e);
        }
    }

    boolean passes(EventRule rule, JsonNode event) {
        if (event != last) {
            passed = matching(event);
            last = event;
        }
        return passed.contains(rule.name());
    }

    private Set<String> matching(JsonNode event) {
        try {
            return Set.copyOf(machine.rulesForJSONEvent(event.toString()));
        } catch (Exception e) {
            throw new IllegalStateException("the matcher cannot read the event " + event, e);
        }
    }
}
