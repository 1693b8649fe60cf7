package io.hyperpatch.handler;

import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the same with each of several things: one with which it fails never keeps the others waiting. */
final class Each {
    private static final Logger LOG = LoggerFactory.getLogger(Each.class);

    private Each() {}

    /**
     * Does it with all of them, then throws what the first failure was, with the others added to it: whoever asked is to see that not
     * everything was done.
     */
    static <T> void of(Collection<T> all, Consumer<T> action) {
        RuntimeException first = null;
        for (T one : all) {
            try {
                action.accept(one);
            } catch (RuntimeException e) {
                LOG.warn("failed with {}, and goes on with the next", one, e);
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
