package io.hyperpatch.intent;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The intents of a run and what the nodes were before each. */
public final class Intents {
    /** One item per so many nodes: an item holds at most 400 KB. */
    public static final int NODES_PER_PAGE = 100;

    private static final String STATE = "state";
    private static final String ARMED_STATE = "armedState";

    private final Store store;

    public Intents(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    public static String partition(RunName run) {
        return "run/" + run;
    }

    private static Key key(IntentId id) {
        return new Key(partition(id.run()), "intent/" + place(id));
    }

    private static String place(IntentId id) {
        return String.format("%03d/%03d", id.step(), id.number());
    }

    public Optional<Intent> find(IntentId id) {
        return store.read(key(id)).map(Intents::intent);
    }

    /** All intents of a run, in the order in which they were planned. */
    public List<Intent> of(RunName run) {
        return store.list(partition(run), "intent/").stream()
                .map(Intents::intent)
                .toList();
    }

    public List<Intent> of(RunName run, int step) {
        return of(run).stream().filter(intent -> intent.id().step() == step).toList();
    }

    /**
     * Stores an intent and what the nodes were. False: the lease is lost, or such an intent is already
     * planned.
     */
    public boolean plan(Intent intent, List<NodeBefore> nodes) {
        storeNodes(intent, nodes);
        TransactionResult result = store.transact(List.of(
                new Write.Update(key(intent.id()), Stored.changes(intent), Condition.absent()),
                Leases.held(intent.cluster(), intent.token())));
        return result instanceof TransactionResult.Written;
    }

    private void storeNodes(Intent intent, List<NodeBefore> nodes) {
        for (int page = 0; page < intent.nodePages(); page++) {
            int from = page * NODES_PER_PAGE;
            JsonNode some =
                    Json.mapper().valueToTree(nodes.subList(from, Math.min(nodes.size(), from + NODES_PER_PAGE)));
            store.write(new Write.Update(
                    nodesKey(intent, page),
                    List.of(Change.set("nodes", some), Expiry.set(intent.plannedAt())),
                    Condition.always()));
        }
    }

    /**
     * Plans an intent anew that nobody has called: with the groups and nodes as they are now, and not armed. Its deadline stays.
     * False: the lease is lost, or it was called, withdrawn or planned anew meanwhile.
     */
    public boolean renew(Intent old, Intent fresh, List<NodeBefore> nodes) {
        storeNodes(fresh, nodes);
        List<Change> changes = Stored.changes(fresh).stream()
                .filter(change -> !change.attribute().equals("deadline"))
                .toList();
        TransactionResult result = store.transact(List.of(
                new Write.Update(key(old.id()), changes, Condition.all(nobodyHasCalled(), standsAs(old))),
                Leases.held(fresh.cluster(), fresh.token())));
        return result instanceof TransactionResult.Written;
    }

    /**
     * The nodes as they were at planning. Those of a page that has expired are missing: of them nothing is
     * known any more.
     */
    public List<NodeBefore> nodesBefore(Intent intent) {
        List<NodeBefore> nodes = new ArrayList<>();
        for (int page = 0; page < intent.nodePages(); page++) {
            store.read(nodesKey(intent, page))
                    .flatMap(item -> item.get("nodes"))
                    .ifPresent(stored -> stored.forEach(node -> nodes.add(Json.stored(NodeBefore.class, node))));
        }
        return nodes;
    }

    /**
     * The time of planning is a part of it, so that a belated second planning cannot write over the pages
     * of the first.
     */
    private static Key nodesKey(Intent intent, int page) {
        return new Key(
                partition(intent.id().run()),
                String.format(
                        "nodes/%s/%d/%04d",
                        place(intent.id()), intent.plannedAt().toEpochMilli(), page));
    }

    /**
     * Records that the wire was read back in a state, for the plan as it was read. False: it was called, withdrawn or planned anew
     * meanwhile, so that nothing is armed.
     */
    public boolean arm(Intent intent, String state, Instant now) {
        return store.write(update(
                        intent,
                        Condition.all(nobodyHasCalled(), standsAs(intent)),
                        Change.set("armedAt", now),
                        Change.set(ARMED_STATE, state)))
                instanceof WriteResult.Written;
    }

    /** A part of the transaction before a start call, and what it means that it is not so. */
    private record Asked(Write write, Function<Optional<Item>, CallRight> otherwise) {}

    /**
     * Moves an intent from PLANNED to CALLED: the one write that gives the right to call.
     *
     * <p>One transaction asks for all that must be true; what is asked for stands in {@link #asked}.
     *
     * @param intent as it was read: one that is planned anew meanwhile is not called
     * @param token the fencing token of the execution that asks
     * @param wanted holds as long as nothing else is wanted of the cluster; at most one
     */
    public CallRight call(Intent intent, long token, List<Write.Check> wanted, Instant now) {
        if (intent.state() == Intent.State.PLANNED && Snapshot.tooOld(intent, now)) {
            return new CallRight.Stale("what " + intent.id() + " stores of the cluster is of " + intent.plannedAt());
        }
        List<Asked> asked = new ArrayList<>(asked(intent, token, now));
        wanted.forEach(check -> asked.add(new Asked(check, current -> new CallRight.Superseded())));
        return switch (store.transact(asked.stream().map(Asked::write).toList())) {
            case TransactionResult.Written written -> new CallRight.Won();
            case TransactionResult.Refused refused ->
                asked.get(refused.index()).otherwise().apply(refused.current());
        };
    }

    /**
     * Nobody has called it, it is as it was read and armed, the lease is held under this token, the kill switch is off, nobody asked the
     * run to end, nobody has reported its end.
     */
    private static List<Asked> asked(Intent intent, long token, Instant now) {
        return List.of(
                new Asked(
                        update(
                                intent,
                                Condition.all(
                                        nobodyHasCalled(),
                                        Condition.equal("token", token),
                                        standsAs(intent),
                                        isArmed(intent)),
                                Change.set(STATE, Intent.State.CALLED.name()),
                                Change.set("calledAt", now)),
                        current -> notCallable(current, token)),
                new Asked(Leases.held(intent.cluster(), token), current -> fenced(intent, token)),
                new Asked(KillSwitch.isOff(), current -> new CallRight.Paused(KillSwitch.reason(current))),
                new Asked(
                        new Write.Update(
                                Runs.key(intent.cluster(), intent.id().run()),
                                List.of(Change.set("called", true)),
                                Condition.all(
                                        Condition.exists(),
                                        Condition.missing(Runs.ABORT),
                                        Condition.missing(Runs.OUTCOME))),
                        current -> ended(current, intent)));
    }

    private static Condition nobodyHasCalled() {
        return Condition.equal(STATE, Intent.State.PLANNED.name());
    }

    /** Not planned anew since it was read. */
    private static Condition standsAs(Intent intent) {
        return Condition.equal("plannedAt", intent.plannedAt().toString());
    }

    /** Where the call lists a wire, it can stop the update. */
    private static Condition isArmed(Intent intent) {
        return intent.ownership() == Ownership.WIRE
                ? Condition.equal(ARMED_STATE, Intent.ARMED)
                : Condition.missing(ARMED_STATE);
    }

    private static CallRight notCallable(Optional<Item> current, long token) {
        Optional<Intent> planned =
                current.map(Intents::intent).filter(intent -> intent.state() == Intent.State.PLANNED);
        if (planned.isEmpty()) {
            return new CallRight.AlreadyCalled();
        }
        Intent stands = planned.get();
        if (stands.token() != token) {
            return fenced(stands, token);
        }
        return stands.ownership() == Ownership.WIRE && !stands.isArmed()
                ? new CallRight.Unarmed("the wire of " + stands.id() + " has not been read back as OK")
                : new CallRight.Stale(stands.id() + " has been planned anew");
    }

    private static CallRight fenced(Intent intent, long token) {
        return new CallRight.Fenced("the lease of " + intent.cluster() + " is no longer held under token " + token);
    }

    /** An end that is reported fences a run that goes on all the same: a redriven execution, say. */
    private static CallRight ended(Optional<Item> run, Intent intent) {
        return run.flatMap(item -> item.text(Runs.OUTCOME))
                .<CallRight>map(outcome -> new CallRight.Fenced(
                        "run " + intent.id().run() + " has been reported as " + outcome + " already"))
                .orElseGet(() -> new CallRight.Aborted(
                        run.flatMap(item -> item.text(Runs.ABORT)).orElse("the run is not recorded any more")));
    }

    /** An update that outlives its run's deadline is followed on: the deadline only moves away. */
    public void waitUntil(Intent intent, Instant deadline) {
        if (deadline.isAfter(intent.deadline())) {
            store.write(update(
                    intent, Condition.equal(STATE, Intent.State.CALLED.name()), Change.set("deadline", deadline)));
        }
    }

    public void answered(Intent intent, Answer answer) {
        store.write(update(intent, Condition.exists(), Change.set("answer", Json.of(answer))));
    }

    /** A look saw the wire: whatever was concluded before, this intent's update is in effect, or was. */
    public void sighted(Intent intent, Instant now) {
        List<Change> changes = new ArrayList<>(List.of(Change.set("sightedAt", now)));
        boolean concludedWrongly = intent.resolution()
                .filter(resolution -> resolution.as() != Resolution.As.ENDED)
                .isPresent();
        if (concludedWrongly) {
            changes.add(Change.set(STATE, Intent.State.CALLED.name()));
            changes.add(Change.remove("resolution"));
        }
        store.write(new Write.Update(key(intent.id()), changes, Condition.missing("sightedAt")));
    }

    /** What was concluded is in doubt again: a look has to find out. */
    public void reopen(Intent intent) {
        store.write(update(
                intent,
                Condition.equal(STATE, Intent.State.RESOLVED.name()),
                Change.set(STATE, Intent.State.CALLED.name()),
                Change.remove("resolution")));
    }

    /** The update goes on although a look saw its end: whatever waits from the end on begins again. */
    public void goesOn(Intent intent) {
        store.write(update(intent, Condition.exists(), Change.remove("endedAt")));
    }

    public void ended(Intent intent, Instant now) {
        store.write(update(intent, Condition.missing("endedAt"), Change.set("endedAt", now)));
    }

    public void progressed(Intent intent, String progress, Instant now) {
        store.write(
                update(intent, Condition.exists(), Change.set("progress", progress), Change.set("progressAt", now)));
    }

    /**
     * A look saw somebody else's configuration in one of its groups: from then on a sighting proves
     * nothing.
     */
    public void overtaken(Intent intent, Instant now) {
        store.write(update(intent, Condition.missing("othersAt"), Change.set("othersAt", now)));
    }

    /** Records the version statuses that were read since the end of its update. */
    public void readVersions(Intent intent, Map<String, VersionReadings> readings) {
        if (!readings.equals(intent.versionReadings())) {
            store.write(update(intent, Condition.exists(), Change.set("versionReadings", Json.of(readings))));
        }
    }

    /** Records that people were notified that nothing moves. */
    public void stalled(Intent intent, Instant now) {
        store.write(update(intent, Condition.missing("stalledAt"), Change.set("stalledAt", now)));
    }

    /** Records what became of an intent that was called. */
    public void resolve(Intent intent, Resolution.As as, String reason, Instant now) {
        store.write(resolution(intent, Intent.State.CALLED, new Resolution(as, reason, now)));
    }

    /**
     * A part of the transaction that records a person's word on an open intent: one that never began is resolved by it; of one that
     * has ended the proof is still to come.
     */
    public static Write.Update adopt(Intent open, Adoption word) {
        List<Change> changes = new ArrayList<>(List.of(Change.set("adoption", Json.of(word))));
        if (word.as() == Adoption.As.NEVER_BEGAN) {
            Resolution never = new Resolution(Resolution.As.NOTHING_BEGAN, word.inWords(), word.at());
            changes.add(Change.set(STATE, Intent.State.RESOLVED.name()));
            changes.add(Change.set("resolution", Json.of(never)));
        }
        return new Write.Update(key(open.id()), changes, Condition.equal(STATE, Intent.State.CALLED.name()));
    }

    /** Makes sure that an intent is never called. False: it has been called meanwhile. */
    public boolean withdraw(Intent intent, String reason, Instant now) {
        Resolution never = new Resolution(Resolution.As.NEVER_CALLED, reason, now);
        return store.write(resolution(intent, Intent.State.PLANNED, never)) instanceof WriteResult.Written;
    }

    /** The same for whatever a run has planned and not called. */
    public void withdrawPlanned(RunName run, String reason, Instant now) {
        of(run).stream()
                .filter(intent -> intent.state() == Intent.State.PLANNED)
                .forEach(intent -> withdraw(intent, reason, now));
    }

    private static Write.Update resolution(Intent intent, Intent.State from, Resolution resolution) {
        return update(
                intent,
                Condition.equal(STATE, from.name()),
                Change.set(STATE, Intent.State.RESOLVED.name()),
                Change.set("resolution", Json.of(resolution)));
    }

    private static Write.Update update(Intent intent, Condition condition, Change... changes) {
        return new Write.Update(key(intent.id()), Arrays.asList(changes), condition);
    }

    /** The intent that keeps a cluster's lease from going back, if there is one. */
    public Optional<Intent> open(RunName run) {
        return of(run).stream().filter(Intent::isOpen).findFirst();
    }

    private static Intent intent(Item item) {
        return Stored.read(Intent.class, item);
    }

    /** Fresh from the store: what another invocation wrote meanwhile is in it. */
    public Intent reread(Intent intent) {
        return store.read(key(intent.id())).map(Intents::intent).orElseThrow();
    }
}
