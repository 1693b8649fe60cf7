package io.hyperpatch.document;

/** A place in a text: line and column, both counted from 1; 0 where the place is not known. */
public record Place(int line, int column) {

    public static final Place UNKNOWN = new Place(0, 0);

    public boolean known() {
        return line > 0;
    }
}
