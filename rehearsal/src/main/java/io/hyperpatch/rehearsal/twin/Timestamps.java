package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Supplier;

/** Points in time as AWS JSON has them on the wire: seconds since the epoch, as numbers with three decimals. */
final class Timestamps {

    private static final Set<String> MEMBERS =
            Set.of("CreationTime", "LaunchTime", "LastSoftwareUpdateTime", "NextPatchDate");
    private static final String NO_TIME = "is no point in time: write ISO 8601 or seconds since the epoch";
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);
    private static final BigDecimal NO_SECONDS_ABOVE = BigDecimal.valueOf(100_000_000_000L);

    private Timestamps() {}

    static JsonNode wire(Instant instant) {
        return DecimalNode.valueOf(BigDecimal.valueOf(instant.toEpochMilli(), 3));
    }

    /** @throws IllegalArgumentException if it is neither a number of seconds nor an ISO 8601 text */
    static Instant read(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            BigDecimal millis = number.compareTo(NO_SECONDS_ABOVE) > 0 ? number : number.multiply(MILLIS);
            return onTheWire(() ->
                    Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
        }
        String text = node.asText();
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', 'T'));
            return onTheWire(time::toInstant);
        } catch (DateTimeException noOffset) {
            return localRead(text);
        }
    }

    private static Instant localRead(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            return onTheWire(() -> time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(NO_TIME, e);
        }
    }

    /** A year with nine digits is a time to Java, but has no milliseconds that fit. */
    private static Instant onTheWire(Supplier<Instant> read) {
        try {
            Instant instant = read.get();
            instant.toEpochMilli();
            return instant;
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException(NO_TIME, outOfRange);
        }
    }

    /** Rewrites every member known to be a point in time, at any depth, as the wire has it. */
    static void toWire(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                String name = member.getKey();
                JsonNode value = member.getValue();
                if (MEMBERS.contains(name) && value.isValueNode() && !value.isNull()) {
                    member.setValue(wire(readAt(value, pointer + "/" + name)));
                } else {
                    toWire(value, pointer + "/" + name);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                toWire(array.get(i), pointer + "/" + i);
            }
        }
    }

    private static Instant readAt(JsonNode value, String pointer) {
        try {
            return read(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(pointer + ": " + e.getMessage(), e);
        }
    }
}
