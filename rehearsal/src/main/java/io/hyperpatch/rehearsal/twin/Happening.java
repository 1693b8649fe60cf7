package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.time.Duration;
import java.util.Objects;

/** Something that happens to a cluster at a given virtual time, whatever the product does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "happens")
@JsonSubTypes({
    @Type(value = Happening.NodeReplaced.class, name = "nodeReplaced"),
    @Type(value = Happening.NodeFails.class, name = "nodeFails"),
    @Type(value = Happening.ScalingBegins.class, name = "scalingBegins"),
    @Type(value = Happening.ScalingEnds.class, name = "scalingEnds"),
    @Type(value = Happening.UpdateByOthers.class, name = "updateByOthers"),
    @Type(value = Happening.GroupAdded.class, name = "groupAdded"),
    @Type(value = Happening.GroupRemoved.class, name = "groupRemoved"),
    @Type(value = Happening.VolumeAttaches.class, name = "volumeAttaches"),
    @Type(value = Happening.Stall.class, name = "stall")
})
public sealed interface Happening {

    When when();

    /** Its name in a scenario. */
    @JsonIgnore
    default String kind() {
        return switch (this) {
            case NodeReplaced h -> "nodeReplaced";
            case NodeFails h -> "nodeFails";
            case ScalingBegins h -> "scalingBegins";
            case ScalingEnds h -> "scalingEnds";
            case UpdateByOthers h -> "updateByOthers";
            case GroupAdded h -> "groupAdded";
            case GroupRemoved h -> "groupRemoved";
            case VolumeAttaches h -> "volumeAttaches";
            case Stall h -> "stall";
        };
    }

    /** Either after the twin's start, or after the first software update takes effect; the first one counts. */
    record When(Duration afterStart, Duration afterUpdateBegins) {
        public When {
            if ((afterStart == null) == (afterUpdateBegins == null)) {
                throw new IllegalArgumentException("say either afterStart or afterUpdateBegins, as in PT40M");
            }
        }

        public static When afterStart(Duration duration) {
            return new When(duration, null);
        }

        public static When afterUpdateBegins(Duration duration) {
            return new When(null, duration);
        }
    }

    /** Auto-recovery replaces a node: a new instance id, on the group's desired image. */
    record NodeReplaced(When when, String node) implements Happening {
        public NodeReplaced {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(node, "node");
        }
    }

    /** A node fails; {@code recovers}, if left out, follows the cluster's NodeRecovery. */
    record NodeFails(When when, String node, Boolean recovers) implements Happening {
        public NodeFails {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(node, "node");
        }
    }

    /** Somebody scales a group; it ends by itself after {@code takes}, or with {@link ScalingEnds} if left out. */
    record ScalingBegins(When when, String group, Integer targetCount, Duration takes) implements Happening {
        public ScalingBegins {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(targetCount, "targetCount");
        }
    }

    /** A scaling under way ends: the group has as many nodes as its target count says. */
    record ScalingEnds(When when, String group) implements Happening {
        public ScalingEnds {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(group, "group");
        }
    }

    /** Somebody else calls UpdateClusterSoftware; {@code request} is the request's body. */
    record UpdateByOthers(When when, JsonNode request) implements Happening {
        public UpdateByOthers {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(request, "request");
            checked(request);
        }
    }

    /** Somebody adds a group of this name, with {@code targetCount} nodes, otherwise like one that there is, on the same image. */
    record GroupAdded(When when, String group, String like, Integer targetCount) implements Happening {
        public GroupAdded {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(like, "like");
            Objects.requireNonNull(targetCount, "targetCount");
        }
    }

    /** Somebody removes a group with all its nodes; while a software update of it is in effect the service refuses that. */
    record GroupRemoved(When when, String group) implements Happening {
        public GroupRemoved {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(group, "group");
        }
    }

    /** Somebody attaches a volume to a running node: for so long it is in AttachInProgress. */
    record VolumeAttaches(When when, String node, Duration takes) implements Happening {
        public VolumeAttaches {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(takes, "takes");
        }
    }

    private static void checked(JsonNode request) {
        try {
            RequestShape.check("UpdateClusterSoftware", RequestShapes.UPDATE_CLUSTER_SOFTWARE, request);
        } catch (ApiError error) {
            throw new IllegalArgumentException("/request: " + error.message(), error);
        }
    }

    /** The update makes no progress for a time. */
    record Stall(When when, Duration length) implements Happening {
        public Stall {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(length, "length");
        }
    }
}
