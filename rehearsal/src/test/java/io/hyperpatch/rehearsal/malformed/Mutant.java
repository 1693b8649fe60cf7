package io.hyperpatch.rehearsal.malformed;

import java.util.Set;

/**
 * A document with one thing wrong in it.
 *
 * @param what what was done, in words
 * @param touched the pointers of the members that were changed; empty: the text as a whole was
 * @param fileName ends as the text's format asks
 */
public record Mutant(Sample sample, String what, Set<String> touched, String fileName, byte[] bytes) {

    public Mutant {
        touched = Set.copyOf(touched);
        bytes = bytes.clone();
    }

    boolean ofTheText() {
        return touched.isEmpty();
    }

    boolean isCutOff() {
        return what.equals(Mutation.CUT_OFF);
    }

    /** Whether a problem at this place tells of the mutated member, of one inside it, or of its parent. */
    boolean isNamedBy(String pointer) {
        return touched.stream()
                .anyMatch(place -> isIn(place, pointer)
                        || pointer.equals(parent(place))
                        || isIn(pointer, place) && isARequest(pointer));
    }

    /** Whether the mutation changed the member at this place, something inside it, or something that holds it. */
    boolean concerns(String pointer) {
        return touched.stream().anyMatch(place -> isIn(place, pointer) || isIn(pointer, place));
    }

    /** A request to the service inside a scenario is refused as a whole, in the service's own words. */
    private static boolean isARequest(String pointer) {
        return pointer.matches("/happenings/[0-9]+/request");
    }

    static boolean isIn(String outer, String inner) {
        return inner.equals(outer) || inner.startsWith(outer + "/");
    }

    static String parent(String pointer) {
        return pointer.isEmpty() ? "" : pointer.substring(0, pointer.lastIndexOf('/'));
    }

    @Override
    public String toString() {
        return sample + ", " + fileName + ": " + what + " at " + (ofTheText() ? "the text" : touched);
    }
}
