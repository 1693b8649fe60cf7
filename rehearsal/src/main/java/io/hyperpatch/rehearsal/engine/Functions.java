package io.hyperpatch.rehearsal.engine;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that ask for time or chance: both come from
 * the rehearsal here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn">
 *     JSONata functions provided by Step Functions</a>
 */
final class Functions {
    /** All functions that an expression may name. */
    static final Set<String> KNOWN = Set.of(
            ("string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join"
                            + " match replace base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent"
                            + " decodeUrl number abs floor ceil round power sqrt random formatNumber formatBase"
                            + " formatInteger parseInteger sum max min average boolean not exists count append sort"
                            + " reverse shuffle distinct zip keys lookup spread merge sift each error assert type now"
                            + " millis fromMillis toMillis map filter single reduce clone"
                            + " partition range hash uuid parse eval $")
                    .split(" "));

    private static final int RANGE_LIMIT = 100_000;
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, Jsonata.JFunction> functions;

    Functions(VirtualClock clock, RandomGenerator random) {
        functions = Map.of(
                "now", function("<s?s?:s>", args -> now(clock, args)),
                "millis", function("<:n>", args -> clock.now().toEpochMilli()),
                "random", function("<n?:n>", args -> random(random, argument(args, 0))),
                "shuffle", function("<a:a>", args -> shuffle(random, argument(args, 0))),
                "uuid", function("<:s>", args -> uuid(random).toString()),
                "partition", function("<an:a>", args -> partition(argument(args, 0), argument(args, 1))),
                "range", function("<nnn:a>", args -> range(argument(args, 0), argument(args, 1), argument(args, 2))),
                "hash", function("<ss:s>", args -> hash(argument(args, 0), argument(args, 1))),
                "parse", function("<s:x>", args -> parse(argument(args, 0))));
    }

    /** The function of this name that is ours; null if it is JSONata's own. */
    Jsonata.JFunction get(String name) {
        return functions.get(name);
    }

    /** A random UUID of version 4, drawn from the rehearsal's generator. */
    static UUID uuid(RandomGenerator random) {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static Jsonata.JFunction function(String signature, java.util.function.Function<List<?>, Object> body) {
        return new Jsonata.JFunction((input, args) -> body.apply((List<?>) args), signature);
    }

    private static Object argument(List<?> args, int index) {
        return index < args.size() ? args.get(index) : null;
    }

    private static Object now(VirtualClock clock, List<?> args) {
        return com.dashjoin.jsonata.Functions.dateTimeFromMillis(
                clock.now().toEpochMilli(), (String) argument(args, 0), (String) argument(args, 1));
    }

    private static Object random(RandomGenerator random, Object seed) {
        return seed == null ? random.nextDouble() : new Random(((Number) seed).longValue()).nextDouble();
    }

    private static Object shuffle(RandomGenerator random, Object list) {
        if (list == null) {
            return null;
        }
        List<Object> copy = new ArrayList<>((List<?>) list);
        Collections.shuffle(copy, Random.from(random));
        return copy;
    }

    private static Object partition(Object list, Object size) {
        if (list == null) {
            return null;
        }
        int chunk = size == null ? 0 : ((Number) size).intValue();
        if (chunk < 1) {
            throw new IllegalArgumentException("$partition needs a size of at least 1, not " + size);
        }
        List<?> all = (List<?>) list;
        List<Object> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += chunk) {
            parts.add(new ArrayList<>(all.subList(start, Math.min(all.size(), start + chunk))));
        }
        return parts;
    }

    private static Object range(Object first, Object last, Object step) {
        if (first == null || last == null || step == null || ((Number) step).doubleValue() == 0) {
            throw new IllegalArgumentException("$range needs a first, a last and a step other than 0");
        }
        double by = ((Number) step).doubleValue();
        double from = ((Number) first).doubleValue();
        double count = Math.floor((((Number) last).doubleValue() - from) / by) + 1;
        if (count > RANGE_LIMIT) {
            throw new IllegalArgumentException("$range would give " + count + " elements");
        }
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(from + i * by);
        }
        return Values.freeze(all);
    }

    private static Object hash(Object text, Object algorithm) {
        if (text == null || !HASHES.contains(String.valueOf(algorithm))) {
            throw new IllegalArgumentException("$hash needs a string and one of " + HASHES + ", not " + algorithm);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance((String) algorithm);
            return HexFormat.of().formatHex(digest.digest(((String) text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has " + algorithm, missing);
        }
    }

    private static Object parse(Object text) {
        if (text == null) {
            return null;
        }
        try {
            return Values.of(STRICT.readTree((String) text));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("$parse needs JSON: " + broken.getOriginalMessage(), broken);
        }
    }
}
