package io.hyperpatch.rehearsal.engine;

import java.util.Optional;

/** Ends the flow with an error. */
final class FailAction {
    private FailAction() {}

    static void run(State.Fail fail, Visit visit) {
        visit.fail(new StateError(text(fail.error(), visit), text(fail.cause(), visit)));
    }

    private static String text(Optional<Template> template, Visit visit) {
        return template.map(some -> visit.evaluator().text(some, visit.situation()))
                .orElse(null);
    }
}
