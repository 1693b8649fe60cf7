package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Problem;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The only way in which a mutant may be turned down. */
final class Refusal {

    private Refusal() {}

    /** What was read; empty if the mutant was refused as it should. Any other exception than BadDocument is the test's end. */
    static <T> Optional<T> orElse(Mutant mutant, Callable<T> reading) throws Exception {
        try {
            return Optional.of(reading.call());
        } catch (BadDocument refused) {
            names(mutant, refused);
            return Optional.empty();
        }
    }

    private static void names(Mutant mutant, BadDocument refused) {
        assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
            assertThat(problem.toString())
                    .hasSizeLessThan(2500)
                    // A tab is what it looks like, and stays.
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\\t]]")
                    .doesNotContainPattern("Exception|\\bcom\\.|\\bjava\\.|\\bio\\.hyperpatch");
        });
        boolean tooLarge = refused.problems().stream()
                .anyMatch(problem ->
                        problem.pointer().isEmpty() && problem.message().contains(" bytes"));
        if (!mutant.ofTheText() && !tooLarge) {
            assertThat(refused.problems())
                    .as("the member that was changed is named: " + mutant.touched())
                    .anyMatch(problem -> mutant.isNamedBy(problem.pointer()) || isNamedInWords(mutant, problem));
        }
    }

    /**
     * A change to a group of instances stands under its name, and shows at its index. A member without which another has no effect is named
     * where the other stands, with its remedy. Of a cluster that is another one, what does not fit it is named.
     */
    private static boolean isNamedInWords(Mutant mutant, Problem problem) {
        return mutant.touched().stream()
                .anyMatch(place -> place.equals("/cluster") && problem.pointer().matches("/(twin|happenings|policy)/.*")
                        || problem.message().startsWith("leads to /")
                                && problem.message().contains(place.substring(place.lastIndexOf('/')) + ", which")
                        || problem.message().contains("has no effect without " + dotted(place))
                                && problem.remedy().contains(dotted(place)));
    }

    /** As a policy names its members, also where the policy is a part of a scenario; an element goes by its list. */
    private static String dotted(String place) {
        String inThePolicy = place.startsWith("/policy/") ? place.substring("/policy".length()) : place;
        return inThePolicy.replaceFirst("/[0-9]+$", "").substring(1).replace('/', '.');
    }
}
