package io.hyperpatch.document;

/** Spells JSON pointers. */
public final class Pointer {

    public static final String ROOT = "";

    private Pointer() {}

    /** The pointer of a field of the object at {@code parent}. */
    public static String field(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of an entry of the array at {@code parent}. */
    public static String entry(String parent, int index) {
        return parent + "/" + index;
    }
}
