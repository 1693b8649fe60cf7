package io.hyperpatch.policy;

/**
 * How many nodes of a group may be broken before an update of it begins.
 *
 * <p>Real clusters always have a node or two that do not come up; they are no reason to leave the healthy ones unpatched. Many at
 * once are: what ails them may ail the next image as well.
 *
 * @param value a number of nodes from 0, or a percentage from 1 to 100
 */
public record BrokenNodes(int value, boolean percent) {
    /** One node in ten, where a policy does not say. */
    public static final BrokenNodes DEFAULT = new BrokenNodes(10, true);

    private static final int WHOLE = 100;

    public BrokenNodes {
        if (value < (percent ? 1 : 0) || percent && value > WHOLE) {
            throw new IllegalArgumentException("no share and no number of nodes: " + value);
        }
    }

    /** The number of nodes of a group of this size; a share is rounded down, and allows one node at least. */
    public int of(int nodes) {
        return percent ? Math.max(1, (int) ((long) nodes * value / WHOLE)) : value;
    }

    /** The form in which a policy writes it: {@code 2} or {@code 10%}. */
    @Override
    public String toString() {
        return percent ? value + "%" : String.valueOf(value);
    }
}
