package io.hyperpatch.rehearsal.setting;

import io.hyperpatch.policy.ImageTrack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images that a policy is made to find: one, or one for each architecture where the policy tells them apart, or tracks a name that
 * images of each may have.
 */
final class TrackedImages {
    private final SortedMap<String, ImageTrack> byArchitecture = new TreeMap<>();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final String main;

    /** @param announced the image that the event is about; that of the largest group's architecture, if it is tracked */
    TrackedImages(ImageTrack track, ClusterFacts cluster, String announced) {
        switch (track) {
            case ImageTrack.ByArchitecture map -> byArchitecture.putAll(map.byName());
            case ImageTrack.AmiSearch search ->
                cluster.architectures().forEach(architecture -> byArchitecture.put(architecture, search));
            default -> {
                // one for all
            }
        }
        byArchitecture.computeIfAbsent(
                byArchitecture.isEmpty() ? cluster.architecture() : byArchitecture.firstKey(), none -> track);
        main = byArchitecture.containsKey(cluster.architecture()) ? cluster.architecture() : byArchitecture.firstKey();
        byArchitecture.forEach((architecture, part) ->
                ids.put(architecture, id(part, architecture.equals(main) ? announced : another(announced))));
    }

    private static String id(ImageTrack part, String otherwise) {
        return part instanceof ImageTrack.FixedAmi fixed ? fixed.imageId() : otherwise;
    }

    /** The same but for its last digit. */
    private static String another(String id) {
        return id.substring(0, id.length() - 1) + (id.endsWith("0") ? "1" : "0");
    }

    /** The parts of the track, by architecture. */
    SortedMap<String, ImageTrack> byArchitecture() {
        return byArchitecture;
    }

    /** The image of the largest group's architecture: what an event is about. */
    String main() {
        return image(main);
    }

    /** The image that is tracked for an architecture. */
    String image(String architecture) {
        return ids.get(architecture);
    }

    /** The architecture of each tracked image, by the image's id. */
    Map<String, String> images() {
        Map<String, String> architectures = new LinkedHashMap<>();
        ids.forEach((architecture, id) -> architectures.putIfAbsent(id, architecture));
        return architectures;
    }

    /** The part of the policy that finds this image; empty if none does. */
    Optional<ImageTrack> announcing(String id) {
        return Optional.ofNullable(images().get(id)).map(byArchitecture::get);
    }
}
