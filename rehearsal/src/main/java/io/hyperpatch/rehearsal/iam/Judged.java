package io.hyperpatch.rehearsal.iam;

import java.util.List;

/**
 * All judgements of a rehearsal.
 *
 * @param calls how many calls of functions were judged
 * @param denials those that a role does not allow; the same one once
 */
public record Judged(int calls, List<Denial> denials) {
    public Judged {
        denials = List.copyOf(denials);
    }
}
