package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;

/** Draws how that turns out which nobody could establish about the service. */
final class UnknownHazards {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Switch(String name, JsonNode... values) {}

    private static final List<Switch> SWITCHES = List.of(
            new Switch("slurmAlarms", text("REFUSED"), text("ACCEPTED_AND_SHOWN")),
            new Switch("activeConfigAppearsAfter", text("PT30S"), text("PT3M")),
            new Switch("activeConfigStays", bool(true)),
            new Switch("percentageBase", text("CLUSTER")),
            new Switch("percentageRounding", text("DOWN")),
            new Switch("groupsOfOneCall", text("ONE_AFTER_ANOTHER")),
            new Switch("finishedGroupsRolledBack", bool(true)),
            new Switch("conflictScope", text("GROUP")),
            new Switch("alarmAtStartRefused", bool(true)),
            new Switch("lastBatchBaked", bool(true)),
            new Switch("unreadableAlarmFailsClosed", bool(false)),
            new Switch("rollbackStopsWhenAlarmRecovers", bool(true)),
            new Switch("succeededWithSkippedNodes", bool(false)),
            new Switch("skippedNodesRetried", bool(false)),
            new Switch("nothingToDoShown", bool(true)),
            new Switch("pendingShown", bool(false)),
            new Switch("nodesShowImageCopy", bool(false)),
            new Switch("clusterStatusDuringContinuousUpdate", text("SystemUpdating")),
            new Switch("nodeListLag", text("PT30S"), text("PT4M")));

    private UnknownHazards() {}

    static Hazard draw(Draw draw) {
        if (draw.chance(0.35)) {
            return new Hazard.OfSettling(draw.time(Duration.ofSeconds(5), Duration.ofMinutes(4)));
        }
        if (draw.chance(0.2)) {
            return new Hazard.OfSwiftness(draw.time(Duration.ofSeconds(2), Duration.ofMinutes(2)));
        }
        Switch drawn = draw.of(SWITCHES);
        return new Hazard.OfUnknown(drawn.name(), draw.of(List.of(drawn.values())));
    }

    private static JsonNode text(String value) {
        return JSON.textNode(value);
    }

    private static JsonNode bool(boolean value) {
        return JSON.booleanNode(value);
    }
}
