package io.hyperpatch.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The image that UpdateClusterSoftware is asked to bring a group to. In JSON it is its text.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware</a>
 */
public sealed interface Pin {
    /**
     * The text by which the service chooses the latest image of its own. As the text of a shown image it
     * names none.
     */
    String DEFAULT = "default";

    /** The text that the call carries, and that people read. */
    @JsonValue
    String text();

    /** The text that stands for the image in the name of a run: the same as long as the same image is meant. */
    default String identity() {
        return text();
    }

    /**
     * One image.
     *
     * @param text its id, {@code ami-…}
     */
    record Exact(String text) implements Pin {
        private static final Pattern FORM = Pattern.compile("ami-[0-9a-fA-F]{8,17}");

        public Exact {
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("no image id");
            }
        }

        /** Empty for a text that is no image id: it comes from outside. */
        public static Optional<Exact> find(String text) {
            return Optional.of(text).filter(id -> FORM.matcher(id).matches()).map(Exact::new);
        }
    }

    /**
     * A version of HyperPod's own image, which is built for each supported Kubernetes line; the call names
     * it for each group.
     *
     * @param text {@code MAJOR.MINOR.PATCH}
     */
    record Release(String text) implements Pin {
        private static final int LONGEST = 64;
        private static final Pattern FORM = Pattern.compile("[0-9]+[.][0-9]+[.][0-9]+");

        public Release {
            if (!is(text)) {
                throw new IllegalArgumentException("no release version");
            }
        }

        /** Empty for a text that is no release version: it comes from outside. */
        public static Optional<Release> find(String text) {
            return Optional.of(text).filter(Release::is).map(Release::new);
        }

        private static boolean is(String text) {
            return text.length() <= LONGEST && FORM.matcher(text).matches();
        }
    }

    /**
     * Whatever image of its own the service takes for the newest.
     *
     * @param resolvedTo what names or times that image; empty where nothing more is known than that it is
     *     asked for
     */
    record Newest(Optional<String> resolvedTo) implements Pin {
        private static final String BEFORE = DEFAULT + ":";

        /** Nothing is known of what it stands for. */
        public static final Newest UNRESOLVED = new Newest(Optional.empty());

        public Newest {
            Objects.requireNonNull(resolvedTo, "resolvedTo");
        }

        @Override
        public String text() {
            return DEFAULT;
        }

        @Override
        public String identity() {
            return resolvedTo.map(what -> BEFORE + what).orElse(DEFAULT);
        }

        private static Optional<Newest> find(String text) {
            return text.equals(DEFAULT)
                    ? Optional.of(UNRESOLVED)
                    : Optional.of(text)
                            .filter(identity -> identity.startsWith(BEFORE))
                            .map(identity -> new Newest(Optional.of(identity.substring(BEFORE.length()))));
        }
    }

    /** Reads a text or an identity; empty if it is neither: it comes from outside. */
    static Optional<Pin> find(String text) {
        return Exact.find(text)
                .<Pin>map(exact -> exact)
                .or(() -> Release.find(text))
                .or(() -> Newest.find(text));
    }

    /**
     * Reads a text or an identity that the product itself has written.
     *
     * @throws IllegalArgumentException if it is neither
     */
    @JsonCreator
    static Pin of(String text) {
        return find(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("a pin that is no image id, release version or default"));
    }
}
