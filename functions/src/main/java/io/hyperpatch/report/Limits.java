package io.hyperpatch.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * How much of what has no natural end is told.
 *
 * @param nodes of each list of nodes; also lines of a plan and notes
 * @param characters of each text from outside
 */
record Limits(int nodes, int characters) {
    /**
     * SNS and EventBridge take 256 KB with all that belongs to a message; the rest is room for attributes and envelope.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">PutEvents, size</a>
     */
    static final int BYTES = 250_000;

    /** People read at most a page of names. */
    static final List<Limits> FOR_PEOPLE = List.of(
            new Limits(50, 4_000), new Limits(20, 1_000), new Limits(10, 200), new Limits(2, 100), new Limits(0, 40));

    static final List<Limits> FOR_MACHINES = List.of(
            new Limits(Integer.MAX_VALUE, 4_000),
            new Limits(4_000, 1_000),
            new Limits(2_000, 200),
            new Limits(1_000, 200),
            new Limits(500, 200),
            new Limits(100, 100),
            new Limits(10, 100),
            new Limits(0, 40));

    static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= BYTES;
    }

    /** The widest limits under which a text fits; the narrowest if none does. */
    static Limits widest(List<Limits> ladder, Function<Limits, String> text) {
        return ladder.stream()
                .filter(limits -> fits(text.apply(limits)))
                .findFirst()
                .orElse(ladder.getLast());
    }
}
