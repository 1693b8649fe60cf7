package io.hyperpatch.proof;

import io.hyperpatch.intent.Intents;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The proofs of each step of a run; step 0 holds the groups that were proved when the run was planned. Node
 * lists lie in pages of their own: an item holds at most 400 KB.
 */
public final class Proofs {
    /** The step under which groups are proved that no call is planned for. */
    public static final int AT_PLANNING = 0;

    private static final String PROOFS = "proof/";
    private static final int NOTES_PER_PAGE = 100;

    private final Store store;

    public Proofs(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /** @param pages how many pages of notes belong to this proof; an earlier one may have left more */
    private record Head(GroupProof proof, int pages) {}

    private record Page(
            String group,
            int number,
            List<NodeNote> skipped,
            List<NodeNote> failed,
            List<NodeNote> broken,
            List<NodeNote> unproven) {
        /** A page stored before a list was known has none. */
        Page {
            broken = broken == null ? List.of() : broken;
            unproven = unproven == null ? List.of() : unproven;
        }
    }

    public void record(RunName run, int step, StepProof proof, Instant now) {
        for (GroupProof group : proof.groups()) {
            int pages = lists(group).mapToInt(Proofs::pages).max().orElse(0);
            for (int page = 0; page < pages; page++) {
                List<Change> changes = new ArrayList<>(Stored.changes(page(group, page)));
                changes.add(Expiry.set(now));
                write(run, String.format("proof-notes/%03d/%s/%04d", step, group.name(), page), changes);
            }
            write(
                    run,
                    String.format(PROOFS + "%03d/%s", step, group.name()),
                    Stored.changes(new Head(withNotes(group, List.of(), List.of(), List.of(), List.of()), pages)));
        }
    }

    private void write(RunName run, String sort, List<Change> changes) {
        store.write(new Write.Update(new Key(Intents.partition(run), sort), changes, Condition.always()));
    }

    private static Stream<List<NodeNote>> lists(GroupProof group) {
        return Stream.of(group.skipped(), group.failed(), group.broken(), group.unproven());
    }

    private static int pages(List<NodeNote> notes) {
        return (notes.size() + NOTES_PER_PAGE - 1) / NOTES_PER_PAGE;
    }

    private static Page page(GroupProof group, int page) {
        return new Page(
                group.name(),
                page,
                page(group.skipped(), page),
                page(group.failed(), page),
                page(group.broken(), page),
                page(group.unproven(), page));
    }

    private static List<NodeNote> page(List<NodeNote> notes, int page) {
        int from = Math.min(notes.size(), page * NOTES_PER_PAGE);
        return notes.subList(from, Math.min(notes.size(), from + NOTES_PER_PAGE));
    }

    /** The proofs of each step, by its index, without the names of nodes. */
    public Map<Integer, List<GroupProof>> bySteps(RunName run) {
        Map<Integer, List<GroupProof>> proofs = new TreeMap<>();
        for (Item item : store.list(Intents.partition(run), PROOFS)) {
            int step = Integer.parseInt(item.key().sort().split("/")[1]);
            proofs.computeIfAbsent(step, first -> new ArrayList<>())
                    .add(Stored.read(Head.class, item).proof());
        }
        return proofs;
    }

    /** The last proof of each group of a run, by the group's name. */
    public Map<String, GroupProof> of(RunName run) {
        Map<String, GroupProof> proofs = new LinkedHashMap<>();
        Map<String, Integer> pages = new HashMap<>();
        for (Item item : store.list(Intents.partition(run), PROOFS)) {
            Head head = Stored.read(Head.class, item);
            proofs.put(head.proof().name(), head.proof());
            pages.put(head.proof().name(), head.pages());
        }
        for (Item item : store.list(Intents.partition(run), "proof-notes/")) {
            Page page = Stored.read(Page.class, item);
            if (page.number() >= pages.getOrDefault(page.group(), 0)) {
                continue;
            }
            proofs.computeIfPresent(
                    page.group(),
                    (name, proof) -> withNotes(
                            proof,
                            joined(proof.skipped(), page.skipped()),
                            joined(proof.failed(), page.failed()),
                            joined(proof.broken(), page.broken()),
                            joined(proof.unproven(), page.unproven())));
        }
        return proofs;
    }

    private static List<NodeNote> joined(List<NodeNote> a, List<NodeNote> b) {
        List<NodeNote> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static GroupProof withNotes(
            GroupProof proof,
            List<NodeNote> skipped,
            List<NodeNote> failed,
            List<NodeNote> broken,
            List<NodeNote> unproven) {
        return new GroupProof(
                proof.name(),
                proof.verdict(),
                proof.reason(),
                proof.evidence(),
                proof.imageBefore(),
                proof.pin(),
                proof.imageNow(),
                proof.updateStatus(),
                proof.nodes(),
                proof.patched(),
                proof.stands(),
                proof.undone(),
                skipped,
                failed,
                broken,
                unproven);
    }
}
