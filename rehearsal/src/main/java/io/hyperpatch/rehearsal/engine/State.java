package io.hyperpatch.rehearsal.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state of a definition, one record per type.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html">Workflow states</a>
 */
public sealed interface State {
    /** What all states have: the name, the place in the definition and, for reports, the comment. */
    Head head();

    /** The states that may come next, by whatever edge. */
    List<String> targets();

    /** The name of the state. */
    default String name() {
        return head().name();
    }

    /** What all types have in common. The pointer names the state uniquely, also inside of Map and Parallel. */
    record Head(String name, String pointer, String comment) {}

    /** What becomes of a state's result: variables, output, and the next state (empty for the end of the flow). */
    record Exit(Map<String, Template> assign, Optional<Template> output, Optional<String> next) {
        public Exit {
            assign = Collections.unmodifiableMap(new LinkedHashMap<>(assign));
        }

        List<String> targets() {
            return next.map(List::of).orElse(List.of());
        }
    }

    /** How errors of a state are handled, in the order of the definition. */
    record Handlers(List<Retrier> retry, List<Catcher> catches) {
        public Handlers {
            retry = List.copyOf(retry);
            catches = List.copyOf(catches);
        }

        List<String> targets(Exit exit) {
            List<String> all = new ArrayList<>(exit.targets());
            catches.forEach(catcher -> all.addAll(catcher.exit().targets()));
            return all;
        }
    }

    /** Work done by a service integration. Times are in seconds. */
    record Task(
            Head head,
            Resource resource,
            Optional<Template> arguments,
            Optional<Template> timeoutSeconds,
            Optional<Template> heartbeatSeconds,
            Handlers handlers,
            Exit exit)
            implements State {
        @Override
        public List<String> targets() {
            return handlers.targets(exit);
        }
    }

    /** A branching; {@code otherwise} holds the Default, with the state's own Assign and Output. */
    record Choice(Head head, List<Rule> rules, Exit otherwise) implements State {
        public Choice {
            rules = List.copyOf(rules);
        }

        @Override
        public List<String> targets() {
            List<String> all = new ArrayList<>(otherwise.targets());
            rules.forEach(rule -> all.addAll(rule.exit().targets()));
            return all;
        }

        /** One branch of a Choice. */
        public record Rule(Template condition, Exit exit) {}
    }

    /** A delay: one of the two is given. */
    record Wait(Head head, Optional<Template> seconds, Optional<Template> timestamp, Exit exit) implements State {
        @Override
        public List<String> targets() {
            return exit.targets();
        }
    }

    /** Data handling only. */
    record Pass(Head head, Exit exit) implements State {
        @Override
        public List<String> targets() {
            return exit.targets();
        }
    }

    /** The successful end of the flow. */
    record Succeed(Head head, Exit exit) implements State {
        @Override
        public List<String> targets() {
            return List.of();
        }
    }

    /** The failure of the flow. */
    record Fail(Head head, Optional<Template> error, Optional<Template> cause) implements State {
        @Override
        public List<String> targets() {
            return List.of();
        }
    }

    /** The same flow for each item, inline. */
    record Each(
            Head head,
            Optional<Template> items,
            Optional<Template> itemSelector,
            Optional<Template> maxConcurrency,
            Optional<Template> toleratedFailureCount,
            Optional<Template> toleratedFailurePercentage,
            Flow processor,
            Handlers handlers,
            Exit exit)
            implements State {
        @Override
        public List<String> targets() {
            return handlers.targets(exit);
        }
    }

    /** Several flows at once. */
    record Parallel(Head head, Optional<Template> arguments, List<Flow> branches, Handlers handlers, Exit exit)
            implements State {
        public Parallel {
            branches = List.copyOf(branches);
        }

        @Override
        public List<String> targets() {
            return handlers.targets(exit);
        }
    }
}
