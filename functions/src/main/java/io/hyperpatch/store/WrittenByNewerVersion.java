package io.hyperpatch.store;

/**
 * A write, or a call that an item permits, which this version of the product leaves to a newer one. Nothing
 * was written.
 */
public final class WrittenByNewerVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrittenByNewerVersion(Key key, String writableFrom) {
        super("a newer version of Hyperpatch has written the item " + key + ": only version " + writableFrom
                + " and later ones may write it or call by it, and this is version " + ItemVersion.OURS
                + "; nothing was changed: deploy the newer version, and the run goes on");
    }
}
