package io.hyperpatch.rollout;

import java.util.List;
import java.util.stream.Collectors;

/** The words of a run that finds every group it may touch on its image; the others are named all the same. */
public final class NothingToDo {
    private NothingToDo() {}

    /** Says in one line why no step is planned. */
    public static String reason(List<LeftOut> leftOut) {
        String others = leftOut.stream()
                .filter(group -> group.cause() != LeftOut.Cause.EMPTY)
                .map(group -> "; group " + group.group() + " " + group.reason())
                .collect(Collectors.joining());
        return "every node of every group" + (others.isEmpty() ? "" : " that is not left out")
                + " runs its pinned image already" + others;
    }
}
