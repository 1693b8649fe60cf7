package io.hyperpatch.policy;

import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that are refused although everybody sees what was meant: for these the remedy is the value to write.
 *
 * <p>ISO 8601 knows weeks, months and years. A week is seven days here; months and years differ in length, so nobody can count with
 * them.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/time/Duration.html">Duration: a day is 24
 *     hours, and nothing longer has a fixed length</a>
 */
final class Slips {
    private static final Set<String> DURATIONS = Set.of("/image/minimumAge", "/rollout/wait");
    private static final Set<String> SHARES = Set.of("/rollout/batch", "/rollout/rollbackBatch", "/limits/brokenNodes");

    private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,4})W");
    private static final Pattern CALENDAR = Pattern.compile("P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T[0-9HMS.]+)?");
    private static final Pattern SHARE = Pattern.compile("\\s*([0-9]{1,9})(\\s*)%\\s*");

    private Slips() {}

    /** The problem with the remedy that fits what was meant; the problem itself where nobody can tell. */
    static Problem named(Document document, Problem problem) {
        String written = document.at(problem.pointer()).asText();
        return words(problem.pointer(), written)
                .map(words -> document.problem(problem.pointer(), words.message(), words.remedy()))
                .orElse(problem);
    }

    private record Words(String message, String remedy) {}

    private static Optional<Words> words(String pointer, String written) {
        if (DURATIONS.contains(pointer)) {
            return duration(written);
        }
        return SHARES.contains(pointer) ? share(written) : Optional.empty();
    }

    private static Optional<Words> duration(String written) {
        Matcher weeks = WEEKS.matcher(written);
        if (weeks.matches()) {
            int days = 7 * Integer.parseInt(weeks.group(1));
            return Optional.of(new Words("counts weeks, which are not read", "count days: write P" + days + "D"));
        }
        return CALENDAR.matcher(written).matches() && written.matches("P[^T]*[0-9][YMW].*")
                ? Optional.of(
                        new Words("counts years, months or weeks, which are not read", "count days, for instance P30D"))
                : Optional.empty();
    }

    private static Optional<Words> share(String written) {
        Matcher share = SHARE.matcher(written);
        if (!share.matches()) {
            return Optional.empty();
        }
        BigInteger percent = new BigInteger(share.group(1));
        if (percent.compareTo(BigInteger.valueOf(100)) > 0) {
            return Optional.of(new Words("is more than all nodes", "write 100% or less"));
        }
        return percent.signum() == 0
                ? Optional.of(new Words("is no node at all", "write 1% or more"))
                : Optional.of(new Words("is not written as a percentage is", "write " + percent + "%"));
    }
}
