package io.hyperpatch.rehearsal.twin;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Identifiers as AWS forms them, drawn from a seed. */
final class Ids {

    private static final HexFormat HEX = HexFormat.of();

    private final RandomGenerator random;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    /** {@code i-} and 17 hexadecimal digits. */
    String instance() {
        return "i-0" + hex(16);
    }

    String uuid() {
        String digits = hex(32);
        return String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                "4" + digits.substring(13, 16),
                "a" + digits.substring(17, 20),
                digits.substring(20));
    }

    private String hex(int digits) {
        byte[] bytes = new byte[(digits + 1) / 2];
        random.nextBytes(bytes);
        return HEX.formatHex(bytes).substring(0, digits);
    }
}
