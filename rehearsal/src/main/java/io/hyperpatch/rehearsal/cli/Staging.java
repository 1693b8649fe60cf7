package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Problem;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Furnishing;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.setting.Setting;
import java.util.function.Supplier;

/** Sets a rehearsal up; documents that do not fit one another are bad input, not a fault. */
final class Staging {
    private Staging() {}

    static Rehearsal of(Setting setting, long seed) {
        return fitting(setting, () -> new Rehearsal(setting, seed));
    }

    /** Simulated AWS without the product in it. */
    static Account served(Setting setting, long seed) {
        return fitting(setting, () -> Furnishing.account(setting, seed));
    }

    private static <T> T fitting(Setting setting, Supplier<T> staged) {
        try {
            return staged.get();
        } catch (IllegalArgumentException misfit) {
            throw new BadDocument(new Problem(
                    setting.names().cluster(),
                    "",
                    0,
                    0,
                    null,
                    "cannot be simulated: " + misfit.getMessage(),
                    "correct the cluster's document, its nodes or the scenario"));
        }
    }
}
