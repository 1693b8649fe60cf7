package io.hyperpatch.intent;

import io.hyperpatch.run.RunName;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an intent's own alarm, such as {@code hyperpatch-5d1f3c0a.train-a-0123456789ab-1-s1-i1}: used once,
 * so that an update that lists it can only be this intent's of this installation.
 *
 * @param installation whose it is; empty for one of a version that knew of one installation alone
 */
public record WireName(Optional<Installation> installation, IntentId intent) {
    /** The beginning of the name of every wire. */
    public static final String PREFIX = "hyperpatch-";

    /** No run's name holds a dot, so that no mark is taken for the beginning of one. */
    private static final Pattern FORM = Pattern.compile(
            PREFIX + "(?:(" + Installation.MARK + ")\\.)?([^.]+)-s([1-9][0-9]{0,5})-i([1-9][0-9]{0,5})");

    public WireName {
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(intent, "intent");
    }

    static WireName of(Installation installation, IntentId intent) {
        return new WireName(Optional.of(installation), intent);
    }

    /** Reads the name of an alarm; empty if it cannot be that of a wire. */
    public static Optional<WireName> parse(String alarm) {
        Matcher parts = FORM.matcher(alarm);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            IntentId intent = new IntentId(
                    RunName.of(parts.group(2)), Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)));
            return Optional.of(new WireName(Optional.ofNullable(parts.group(1)).map(Installation::new), intent));
        } catch (IllegalArgumentException noRun) {
            return Optional.empty();
        }
    }

    /** It carries the mark of an installation, and not that of this one. */
    public boolean isOfAnotherThan(Installation ours) {
        return installation.filter(whose -> !whose.equals(ours)).isPresent();
    }

    /** The name as CloudWatch has it. */
    @Override
    public String toString() {
        return PREFIX + installation.map(whose -> whose.mark() + ".").orElse("") + intent.run() + "-s" + intent.step()
                + "-i" + intent.number();
    }
}
