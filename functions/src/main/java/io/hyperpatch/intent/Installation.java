package io.hyperpatch.intent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One deployment of the product, among those that may share an account and region: each has a table of its own.
 *
 * @param mark what the names of its wires carry: 8 hex digits
 */
public record Installation(String mark) {
    static final String MARK = "[0-9a-f]{8}";

    private static final int MARK_BYTES = 4;
    private static final Pattern FORM = Pattern.compile(MARK);

    public Installation {
        if (!FORM.matcher(mark).matches()) {
            throw new IllegalArgumentException("'" + mark + "' is no mark of an installation: 8 hex digits");
        }
    }

    /**
     * The installation whose state lies in a table.
     *
     * @param table the table's name, which no other in its account and region has
     */
    public static Installation ofTable(String table) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(table.getBytes(StandardCharsets.UTF_8));
            return new Installation(HexFormat.of().formatHex(digest, 0, MARK_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Names the wire of an intent that is planned here. */
    public WireName wire(IntentId intent) {
        return WireName.of(this, intent);
    }
}
