package io.hyperpatch.rehearsal.setting;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Pointer;
import io.hyperpatch.document.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Names mistakes in a document that a scenario has changed where they were written: in the scenario. */
final class PatchedPlace {

    private final Document scenario;
    private final List<String> patches;

    /** @param patches where in the scenario the changes stand, the last that was made first, the whole document last */
    PatchedPlace(Document scenario, String... patches) {
        this.scenario = scenario;
        this.patches = Stream.of(patches)
                .filter(patch -> scenario.at(patch).isObject())
                .toList();
    }

    /** @throws BadDocument with the places of the scenario, if what is read of the changed document is refused */
    <T> T of(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadDocument bad) {
            throw new BadDocument(bad.problems().stream().map(this::placed).toList());
        }
    }

    private Problem placed(Problem problem) {
        return patches.stream()
                .flatMap(patch -> written(patch, problem).stream())
                .findFirst()
                .or(() -> patches.stream().reduce((first, last) -> last).map(patch -> in(patch, Pointer.ROOT, problem)))
                .orElse(problem);
    }

    /** The member that a change wrote, or the nearest one around it. */
    private Optional<Problem> written(String patch, Problem problem) {
        var member = problem.pointer();
        while (!member.isEmpty() && scenario.at(patch + member).isMissingNode()) {
            member = member.substring(0, member.lastIndexOf('/'));
        }
        return member.isEmpty() ? Optional.empty() : Optional.of(in(patch, member, problem));
    }

    private Problem in(String patch, String member, Problem problem) {
        var rest = problem.pointer().substring(member.length());
        var message = rest.isEmpty() ? problem.message() : "leads to " + rest + ", which " + problem.message();
        return scenario.problem(patch + member, message, problem.remedy());
    }
}
