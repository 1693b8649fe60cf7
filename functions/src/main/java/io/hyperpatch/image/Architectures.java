package io.hyperpatch.image;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells the architecture of a group's instances, in EC2's words: {@code x86_64} or {@code arm64}. */
public final class Architectures {
    private Architectures() {}

    /**
     * The one architecture of these that the group can run. A type that EC2 does not know (HyperPod has some of its own, and some regions lag)
     * counts only by the image that the group runs today: what it runs, its instances can run.
     *
     * @param known those that are asked about
     * @param ofTypes what all of the group's instance types can run; empty if EC2 does not know them
     * @param current what EC2 shows of the image that the group runs
     * @return empty if nothing tells, or if more than one would do
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ProcessorInfo.html">ProcessorInfo</a>
     */
    public static Optional<String> one(Set<String> known, Set<String> ofTypes, Optional<Image> current) {
        Stream<String> runs = ofTypes.isEmpty() ? current.map(Image::architecture).stream() : ofTypes.stream();
        List<String> fitting = runs.filter(known::contains).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
