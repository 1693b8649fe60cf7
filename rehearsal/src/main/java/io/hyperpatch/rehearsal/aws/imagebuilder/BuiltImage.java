package io.hyperpatch.rehearsal.aws.imagebuilder;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One build of an image, and the machine images that came of it.
 *
 * @param arn {@code arn:aws:imagebuilder:region:account:image/name/1.0.0/1}
 * @param status {@code AVAILABLE}, {@code BUILDING} ...; available if left out
 */
public record BuiltImage(String arn, String status, Instant created, List<Ami> amis) {

    static final String BUILD =
            "arn:aws[^:]*:imagebuilder:[^:]+:[^:]+:image/[a-zA-Z0-9-_]+/(\\d+)\\.(\\d+)\\.(\\d+)/(\\d+)";

    public BuiltImage {
        if (!arn.matches(BUILD)) {
            throw new IllegalArgumentException(
                    "arn " + arn + ": arn:aws:imagebuilder:…:image/name/1.0.0/1 is asked for");
        }
        status = Objects.requireNonNullElse(status, "AVAILABLE");
        Objects.requireNonNull(created, "created");
        amis = List.copyOf(amis);
    }

    /** {@code …:image/name}. */
    String family() {
        return arn.replaceFirst("/[^/]+/[^/]+$", "");
    }

    /** {@code 1.0.0}. */
    String version() {
        return arn.split("/")[2];
    }

    /** Major, minor, patch, build. */
    List<Long> order() {
        return List.of((version() + "." + arn.split("/")[3]).split("\\.")).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** One machine image in one region. */
    public record Ami(String region, String image, String accountId) {}
}
