package io.hyperpatch.policy;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.DocumentSchema;
import io.hyperpatch.document.Documents;
import io.hyperpatch.document.Pointer;
import io.hyperpatch.document.Problem;
import io.hyperpatch.document.Problems;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a fleet policy, or says everything that is wrong with it at once, with place, value and remedy. */
public final class PolicyReader {

    /** A policy that is stored must be far smaller (4 KB); this leaves room for comments. */
    public static final int MAX_BYTES = 64 * 1024;

    /**
     * What a standard parameter holds.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">
     *     Parameter tiers</a>
     */
    public static final int MAX_STORED_BYTES = 4096;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3600);
    private static final int LONGEST_CLUSTER_NAME = 63;
    private static final int LONGEST_ALARM_NAME = 255;
    private static final Pattern ALARM_ARN = Pattern.compile("arn:aws[a-z-]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)");
    private static final Duration HIGHEST_AGE = Duration.ofDays(3650);

    private final Documents documents = new Documents(MAX_BYTES);
    private final DocumentSchema schema = DocumentSchema.fromClassPath("/events/policies/policy.schema.json");

    /** @throws BadDocument naming every mistake in the file */
    public FleetPolicy read(String fileName, byte[] bytes) {
        return read(documents.read(fileName, bytes));
    }

    /** @throws BadDocument naming every mistake in the document */
    public FleetPolicy read(Document document) {
        var problems = new ArrayList<>(schema.check(document).stream()
                .map(problem -> Slips.named(document, problem))
                .toList());
        TrackShape.problems(document).stream()
                .filter(shape ->
                        problems.stream().noneMatch(known -> known.pointer().equals(shape.pointer())))
                .forEach(problems::add);
        duration(document, "/image/minimumAge", HIGHEST_AGE, "P3D", problems);
        duration(document, "/rollout/wait", LONGEST_WAIT, "PT10M", problems);
        alarmNames(document, problems);
        if (!problems.isEmpty()) {
            throw new BadDocument(Problems.inOrder(problems));
        }
        var policy = PolicyJson.read(document.tree());
        refuseWithoutEffect(document, policy);
        refuseTooLarge(document, policy);
        return policy;
    }

    /** What a pattern can't say: how long a duration may be. */
    private static void duration(
            Document document, String pointer, Duration longest, String example, List<Problem> problems) {
        var value = document.at(pointer);
        if (!value.isTextual()
                || problems.stream().anyMatch(problem -> problem.pointer().equals(pointer))) {
            return;
        }
        var tooLong = parse(value.textValue()).map(duration -> duration.compareTo(longest) > 0);
        if (tooLong.orElse(true)) {
            problems.add(document.problem(
                    pointer, "is more than " + longest, "write " + longest + " or less, for instance " + example));
        }
    }

    /** Refuses fields that do not bite beside the others, which no field can show by itself. */
    private static void refuseWithoutEffect(Document document, FleetPolicy policy) {
        var problems = new ArrayList<Problem>();
        for (var row : Enforcement.broken(Enforcement.asked(policy.rollout()))) {
            var needed = (Enforcement.Need.Beside) row.need();
            var other = Enforcement.dotted(needed.field());
            problems.add(document.problem(
                    row.field(),
                    "has no effect without " + other + ": " + row.reason(),
                    "add " + other + ", for instance " + needed.example() + ", or remove it"));
        }
        var rollout = policy.rollout();
        var order = rollout.order();
        var first = order.subList(0, Math.min(order.size(), rollout.canary().size()));
        if (!order.isEmpty() && !Set.copyOf(first).equals(Set.copyOf(rollout.canary()))) {
            problems.add(document.problem(
                    Enforcement.ORDER,
                    "does not begin with the groups of rollout.canary",
                    "name " + String.join(", ", rollout.canary()) + " first in it"));
        }
        for (var name : rollout.leaveOut()) {
            if (rollout.canary().contains(name)) {
                problems.add(document.problem(
                        Enforcement.LEAVE_OUT,
                        "names '" + name + "', which rollout.canary names as well",
                        "take it out of one of them"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(Problems.inOrder(problems));
        }
    }

    /** The name must fit for the longest name that a cluster can have. */
    private static void alarmNames(Document document, List<Problem> problems) {
        for (int i = 0; i < document.at("/rollout/alarms").size(); i++) {
            String pointer = Pointer.entry("/rollout/alarms", i);
            String longest = Rollout.alarmName(document.at(pointer).asText(), "x".repeat(LONGEST_CLUSTER_NAME));
            Matcher arn = ALARM_ARN.matcher(document.at(pointer).asText());
            if (arn.matches()) {
                problems.removeIf(problem -> problem.pointer().equals(pointer));
                problems.add(document.problem(
                        pointer, "is an alarm's ARN, no name", "write the name in it, " + arn.group(1)));
            } else if (longest.length() > LONGEST_ALARM_NAME
                    && problems.stream().noneMatch(problem -> problem.pointer().equals(pointer))) {
                problems.add(document.problem(
                        pointer,
                        "is longer than " + LONGEST_ALARM_NAME + " characters for a cluster with a long name",
                        "shorten it"));
            }
        }
    }

    private static Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException overflow) {
            return Optional.empty();
        }
    }

    private static void refuseTooLarge(Document document, FleetPolicy policy) {
        var size = policy.toJson().toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_STORED_BYTES) {
            throw new BadDocument(document.problem(
                    Pointer.ROOT,
                    "takes " + size + " bytes when stored, more than the " + MAX_STORED_BYTES + " of a parameter",
                    "name fewer clusters, for instance by tags"));
        }
    }
}
