package io.hyperpatch.rehearsal.engine;

import java.util.OptionalInt;

/** Takes the first branch whose condition holds, else the Default. */
final class ChoiceAction {
    private ChoiceAction() {}

    static void run(State.Choice choice, Visit visit) {
        Situation situation = visit.situation();
        for (int i = 0; i < choice.rules().size(); i++) {
            State.Choice.Rule rule = choice.rules().get(i);
            if (visit.evaluator().condition(rule.condition(), situation)) {
                take(visit, rule.exit(), situation, OptionalInt.of(i));
                return;
            }
        }
        take(visit, choice.otherwise(), situation, OptionalInt.empty());
    }

    private static void take(Visit visit, State.Exit exit, Situation situation, OptionalInt branch) {
        visit.execution().listeners().forEach(listener -> listener.choiceTaken(visit.seen(), branch));
        visit.complete(exit, situation, visit.input());
    }
}
