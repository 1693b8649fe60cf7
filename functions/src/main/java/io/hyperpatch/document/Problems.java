package io.hyperpatch.document;

import java.util.Comparator;
import java.util.List;

/** Puts problems into the order in which a person meets them in the file. */
public final class Problems {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::pointer);

    private Problems() {}

    public static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream().sorted(BY_PLACE).toList();
    }
}
