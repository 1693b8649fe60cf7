package io.hyperpatch.rehearsal.placement;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.EarlierAnswers;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.fault.Passage;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Watcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls and the states of a rehearsal, in their order, until its last execution has ended: each is a place for a fault. What reconcile
 * does afterwards is no longer part of it.
 */
public final class Recording implements Watcher {
    private final List<CallSpot> calls = new ArrayList<>();
    private final List<StateSpot> states = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final Map<String, Integer> entries = new HashMap<>();
    /** The place in the list of the latest call of a caller and action. */
    private final Map<String, Integer> latest = new HashMap<>();

    private final EarlierAnswers answers = new EarlierAnswers();
    private boolean over;

    @Override
    public void begins(Account account) {
        account.gate.watch(this::passed);
        account.aws.watch(this::answered);
        account.engine.listen(new EngineListener() {
            @Override
            public void stateEntered(StateVisit visit) {
                entered(visit);
            }
        });
    }

    @Override
    public void ends() {
        over = true;
    }

    private void passed(Passage passage) {
        if (over) {
            return;
        }
        String key = key(passage.caller(), passage.action());
        int occurrence = occurrences.merge(key, 1, Integer::sum);
        latest.put(key, calls.size());
        calls.add(new CallSpot(passage.caller(), passage.action(), occurrence, passage.mortal(), 0));
    }

    /** A function calls one after the other: the answer is that to its latest call. */
    private void answered(String caller, String action, JsonNode request, JsonNode answer) {
        int earlier = answers.add(action, request, answer).size();
        Integer index = latest.get(key(caller, action));
        if (!over && index != null) {
            calls.set(index, calls.get(index).answered(earlier));
        }
    }

    private void entered(StateVisit visit) {
        int entry = entries.merge(visit.machine(), 1, Integer::sum);
        if (!over && !isAnEnd(visit)) {
            states.add(new StateSpot(visit.machine(), visit.state(), entry));
        }
    }

    /** As it is entered, the execution is over: nobody can stop it any more. */
    private static boolean isAnEnd(StateVisit visit) {
        String type = Machines.definition(visit.machine())
                .at(visit.pointer())
                .path("Type")
                .asText();
        return type.equals("Succeed") || type.equals("Fail");
    }

    private static String key(String caller, String action) {
        return caller + " " + action;
    }

    /** Every call to AWS, to the store and of a function. */
    public List<CallSpot> calls() {
        return List.copyOf(calls);
    }

    /** Every entry into a state of a workflow. */
    public List<StateSpot> states() {
        return List.copyOf(states);
    }
}
