package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The images that each cluster of a long rehearsal really ran, week by week.
 *
 * @param images that were created since the start, the oldest first: number 1 is the first of them, and 0 stands for all that was before
 * @param rows one for each cluster
 */
public record Weeks(List<String> images, List<Row> rows) {
    private static final Duration WEEK = Duration.ofDays(7);

    public Weeks {
        images = List.copyOf(images);
        rows = List.copyOf(rows);
    }

    /** A cluster with its weeks, from the first one on. */
    public record Row(String cluster, List<Week> weeks) {
        public Row {
            Objects.requireNonNull(cluster, "cluster");
            weeks = List.copyOf(weeks);
        }
    }

    /**
     * One week of one cluster.
     *
     * @param runs the numbers of the images that its groups run at the end of the week; one, unless they differ
     * @param rolledBack the numbers of those that were begun, and rolled back in that week
     * @param byHand the numbers of those that somebody else installed in that week
     * @param returned an older image was installed in the place of a newer one
     */
    public record Week(Set<Integer> runs, Set<Integer> rolledBack, Set<Integer> byHand, boolean returned) {
        public Week {
            runs = Set.copyOf(runs);
            rolledBack = Set.copyOf(rolledBack);
            byHand = Set.copyOf(byHand);
        }
    }

    /** Those of a rehearsal, to the week in which its last execution ended. */
    public static Weeks of(RehearsalResult result) {
        Setting setting = result.setting();
        List<String> images = setting.images().stream()
                .filter(image -> image.creationDate().isAfter(setting.start()))
                .sorted(Comparator.comparing(Image::creationDate))
                .map(Image::imageId)
                .toList();
        int weeks = (int) (result.figures().virtualTime().dividedBy(WEEK) + 1);
        List<Row> rows = result.evidence().truth().clusters().stream()
                .map(cluster -> new Row(cluster.name(), weeks(cluster, images, setting.start(), weeks)))
                .toList();
        return new Weeks(images, rows);
    }

    private static List<Week> weeks(Truth.Cluster cluster, List<String> images, Instant start, int count) {
        List<Week> weeks = new ArrayList<>();
        for (int week = 0; week < count; week++) {
            Instant from = start.plus(WEEK.multipliedBy(week));
            weeks.add(week(cluster, images, from, from.plus(WEEK)));
        }
        return weeks;
    }

    private static Week week(Truth.Cluster cluster, List<String> images, Instant from, Instant to) {
        Set<Integer> runs = new TreeSet<>();
        cluster.groups().forEach(group -> runs.add(number(images, image(cluster, group, to))));
        Set<Integer> rolledBack = new TreeSet<>();
        ended(cluster, from, to)
                .filter(group ->
                        group.ending().filter("RollbackComplete"::equals).isPresent())
                .forEach(group -> rolledBack.add(number(images, group.image())));
        Set<Integer> byHand = new TreeSet<>();
        cluster.updates().stream()
                .filter(update -> update.byOthers() && within(update.started(), from, to))
                .forEach(update -> byHand.add(number(images, update.image())));
        boolean returned = ended(cluster, from, to)
                .filter(Weeks::succeeded)
                .anyMatch(group -> number(images, group.image()) < number(images, group.previousImage()));
        return new Week(runs, rolledBack, byHand, returned);
    }

    private static Stream<Truth.GroupUpdate> ended(Truth.Cluster cluster, Instant from, Instant to) {
        return cluster.updates().stream()
                .flatMap(update -> update.groups().stream())
                .filter(group ->
                        group.ended().filter(end -> within(end, from, to)).isPresent());
    }

    /** What the last update that succeeded by then brought; what the first one found if there was none. */
    private static String image(Truth.Cluster cluster, Truth.Group group, Instant at) {
        List<Truth.GroupUpdate> updates = cluster.updatesOf(group.name()).stream()
                .flatMap(update -> update.groups().stream())
                .filter(each -> each.group().equals(group.name()))
                .toList();
        String first = updates.isEmpty() ? group.image() : updates.getFirst().previousImage();
        return updates.stream()
                .filter(Weeks::succeeded)
                .filter(each -> each.ended().filter(end -> end.isBefore(at)).isPresent())
                .reduce((one, later) -> later)
                .map(Truth.GroupUpdate::image)
                .orElse(first);
    }

    private static boolean succeeded(Truth.GroupUpdate group) {
        return group.ending().filter("Succeeded"::equals).isPresent();
    }

    private static boolean within(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    private static int number(List<String> images, String image) {
        return images.indexOf(image) + 1;
    }
}
