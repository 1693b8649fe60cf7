package io.hyperpatch.admission;

import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.ImageTrack;
import java.util.regex.Pattern;

/** Tells the events that are about what a policy tracks from all the others. */
final class Relevant {

    private Relevant() {}

    static Relevance decide(ImageTrack track, Trigger trigger) {
        return switch (trigger) {
            case Trigger.ImageReleased released -> released(track, released);
            case Trigger.ImageBuilt built -> built(track, built);
            case Trigger.ParameterChanged changed -> changed(track, changed);
            case Trigger.AlarmChanged alarm ->
                new Relevance.Quiet(alarm.summary() + "; this policy starts nothing on alarms");
            case Trigger.ClusterSignal signal ->
                new Relevance.Quiet(signal.summary() + "; that wakes runs and starts none");
            case Trigger.ExecutionChanged changed ->
                new Relevance.Quiet(changed.summary() + "; that has the janitor look and starts no run");
            case Trigger.ScheduleDue due -> new Relevance.Look(due.summary());
            case Trigger.OperatorAsked asked -> new Relevance.Look(asked.summary());
        };
    }

    private static Relevance released(ImageTrack track, Trigger.ImageReleased released) {
        if (!Trigger.ImageReleased.AVAILABLE.equals(released.state())) {
            return new Relevance.Quiet(released.summary() + ", not " + Trigger.ImageReleased.AVAILABLE);
        }
        return track.parts().stream().anyMatch(part -> mayBe(part, released))
                ? new Relevance.Look(released.summary())
                : other(track, released);
    }

    private static boolean mayBe(ImageTrack part, Trigger.ImageReleased released) {
        return switch (part) {
            case ImageTrack.FixedAmi fixed -> fixed.imageId().equals(released.imageId());
            case ImageTrack.HyperPodLatest latest -> false;
            // A public one holds an image of AWS, and events tell of this account's own images only.
            case ImageTrack.SsmParameter parameter -> !parameter.isPublic();
            case ImageTrack.ImageBuilderImage image -> true;
            case ImageTrack.AmiSearch search -> true;
            case ImageTrack.ByArchitecture map ->
                throw new IllegalArgumentException("a map by architecture in another");
        };
    }

    private static Relevance built(ImageTrack track, Trigger.ImageBuilt built) {
        if (!Trigger.ImageBuilt.AVAILABLE.equals(built.status())) {
            return new Relevance.Quiet(built.summary() + ", not " + Trigger.ImageBuilt.AVAILABLE);
        }
        return track.parts().stream()
                        .anyMatch(part -> part instanceof ImageTrack.ImageBuilderImage tracked
                                && isBuildOf(tracked.arn(), built.imageArn()))
                ? new Relevance.Look(built.summary())
                : other(track, built);
    }

    /** {@code …:image/name/1.x.x} tracks every build of every version that begins with 1. */
    private static boolean isBuildOf(String tracked, String build) {
        var slash = tracked.lastIndexOf('/');
        var version = tracked.substring(slash + 1).replace(".", "[.]").replace("x", "[0-9]+");
        return build.startsWith(tracked.substring(0, slash + 1))
                && Pattern.matches(version + "/[0-9]+", build.substring(slash + 1));
    }

    private static Relevance changed(ImageTrack track, Trigger.ParameterChanged changed) {
        if (track.parts().stream()
                .noneMatch(part -> part instanceof ImageTrack.SsmParameter tracked
                        && tracked.name().equals(changed.name()))) {
            return other(track, changed);
        }
        if (Trigger.ParameterChanged.DELETE.equals(changed.operation())
                || changed.exception().isPresent()) {
            return new Relevance.Quiet(changed.summary() + ", so it brings no new image");
        }
        return new Relevance.Look(changed.summary());
    }

    private static Relevance other(ImageTrack track, Trigger trigger) {
        return new Relevance.Quiet(trigger.summary() + "; this policy tracks " + track.summary());
    }
}
