package io.hyperpatch.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document from outside that can't be used: all its mistakes at once, one line each. */
public final class BadDocument extends RuntimeException {

    /** So many that the text still fits into the input of a workflow, however long the names in it are. */
    private static final int SHOWN = 50;

    private final transient List<Problem> problems;

    public BadDocument(List<Problem> problems) {
        super(text(problems));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a bad document has at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    public BadDocument(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems) {
        var lines = problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= SHOWN ? lines : lines + "\n… and " + (problems.size() - SHOWN) + " more";
    }
}
