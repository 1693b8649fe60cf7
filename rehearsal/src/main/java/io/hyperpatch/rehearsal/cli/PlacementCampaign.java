package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.hostile.Timeline;
import io.hyperpatch.rehearsal.placement.Judged;
import io.hyperpatch.rehearsal.placement.PairFaults;
import io.hyperpatch.rehearsal.placement.Placed;
import io.hyperpatch.rehearsal.placement.PlacementRun;
import io.hyperpatch.rehearsal.placement.PlacementTally;
import io.hyperpatch.rehearsal.placement.SingleFaults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code rehearse --placement}: places faults in the default run, each in a rehearsal of its own. */
final class PlacementCampaign {
    /** More would bury the first, and one defect usually shows at many places. */
    private static final int MOST_EXPLAINED = 3;

    private final Output output;
    private final PlacementRun run = PlacementRun.ofDefault();

    PlacementCampaign(Output output) {
        this.output = output;
    }

    /** @param page where the result is to stand as well */
    int play(Placements placements, Optional<MarkedPage> page) {
        Machine machine = Machine.here();
        String commit = page.map(MarkedPage::commit).orElseGet(() -> Commit.of(Path.of("here")));
        long began = System.nanoTime();
        PlacementTally tally = played(placements);
        Duration wallTime = Duration.ofNanos(System.nanoTime() - began);
        if (output.json()) {
            output.document(document(tally, commit, wallTime));
        } else {
            output.out().println(PlacementPage.markdown(tally, wallTime, commit, machine));
        }
        page.ifPresent(each -> each.show(PlacementPage.markdown(tally, wallTime, commit, machine)));
        PrintWriter details = output.people();
        tally.broken().forEach(broken -> name(broken, details));
        tally.broken().stream().limit(MOST_EXPLAINED).forEach(broken -> explain(broken, details));
        details.flush();
        return tally.broken().isEmpty() ? ExitStatus.GOAL_REACHED : ExitStatus.BROKEN;
    }

    private PlacementTally played(Placements placements) {
        PlacementTally tally = new PlacementTally();
        int threads = Runtime.getRuntime().availableProcessors();
        run.playAll(faults(placements), threads, tally::add);
        return tally;
    }

    private List<List<Placed>> faults(Placements placements) {
        return switch (placements) {
            case SINGLES ->
                SingleFaults.of(run.record(List.of())).stream().map(List::of).toList();
            case PAIRS -> {
                PairFaults pairs = new PairFaults(run);
                yield pairs.firsts().stream().flatMap(pairs::after).toList();
            }
        };
    }

    private static void name(Judged broken, PrintWriter out) {
        broken.result()
                .broken()
                .forEach(invariant -> out.println("broken: " + broken.name() + ": " + invariant.name() + ": "
                        + invariant.broken().getFirst().lines().findFirst().orElse("")));
    }

    private void explain(Judged broken, PrintWriter out) {
        Timeline timeline = new Timeline();
        run.play(broken.faults(), timeline);
        out.println();
        out.println(broken.name() + ":");
        timeline.lines().forEach(out::println);
    }

    private static ObjectNode document(PlacementTally tally, String commit, Duration wallTime) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("commit", commit);
        document.put("runs", tally.all().placed());
        document.put("struck", tally.all().struck());
        tally.all().outcomes().forEach(document.putObject("outcomes")::put);
        tally.checks().forEach(document.putObject("checks")::put);
        ArrayNode broken = document.putArray("broken");
        tally.broken().forEach(each -> each.result().broken().forEach(invariant -> broken.addObject()
                .put("faults", each.name())
                .put("invariant", invariant.name())
                .put("why", invariant.broken().getFirst())));
        document.put("wallMillis", wallTime.toMillis());
        return document;
    }
}
