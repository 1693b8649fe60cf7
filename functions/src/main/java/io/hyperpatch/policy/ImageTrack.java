package io.hyperpatch.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where a policy learns which image its clusters are to run. */
public sealed interface ImageTrack {

    /** The tracked thing in a few words, for reasons and reports. */
    String summary();

    /** The single things that are tracked: itself, or what a map by architecture holds. None of them is a map. */
    default List<ImageTrack> parts() {
        return List.of(this);
    }

    /** The AMI id that this parameter holds. */
    record SsmParameter(String name) implements ImageTrack {
        public SsmParameter {
            Objects.requireNonNull(name, "name");
        }

        /**
         * Says whether AWS publishes the parameter, for every account alike: its ARN then has no account, it holds an image of AWS,
         * and no event of this account tells of a new value.
         *
         * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html">public
         *     parameters</a>
         */
        public boolean isPublic() {
            return name.startsWith("/aws/service/");
        }

        @Override
        public String summary() {
            return "the parameter " + name;
        }
    }

    /**
     * The AMI that the newest build of this Image Builder image has in the cluster's region.
     *
     * @param arn as the policy writes it, its version may be {@code x.x.x}
     */
    record ImageBuilderImage(String arn) implements ImageTrack {
        public ImageBuilderImage {
            Objects.requireNonNull(arn, "arn");
        }

        @Override
        public String summary() {
            return "the Image Builder image " + arn;
        }
    }

    /** The newest AMI with a name of this pattern ({@code *} and {@code ?}) and all of these tags. */
    record AmiSearch(String name, Map<String, String> tags) implements ImageTrack {
        public AmiSearch {
            Objects.requireNonNull(name, "name");
            tags = Map.copyOf(tags);
        }

        @Override
        public String summary() {
            return "the newest AMI named " + name + (tags.isEmpty() ? "" : " with its tags");
        }
    }

    /** Always this AMI. */
    record FixedAmi(String imageId) implements ImageTrack {
        public FixedAmi {
            Objects.requireNonNull(imageId, "imageId");
        }

        @Override
        public String summary() {
            return imageId;
        }
    }

    /**
     * For the groups of each architecture something of its own.
     *
     * @param byName what is tracked, by the architecture's name in EC2 ({@code x86_64}, {@code arm64}); no map in a map
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ProcessorInfo.html">ProcessorInfo</a>
     */
    record ByArchitecture(SortedMap<String, ImageTrack> byName) implements ImageTrack {
        /** The architectures of HyperPod's instance types. */
        public static final Set<String> NAMES = Collections.unmodifiableSet(new TreeSet<>(Set.of("arm64", "x86_64")));

        public ByArchitecture {
            byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
            if (byName.isEmpty() || !NAMES.containsAll(byName.keySet())) {
                throw new IllegalArgumentException("a map by architecture names some of " + NAMES + ", not " + byName);
            }
            if (byName.values().stream().anyMatch(ByArchitecture.class::isInstance)) {
                throw new IllegalArgumentException("a map by architecture in another: " + byName);
            }
        }

        @Override
        public List<ImageTrack> parts() {
            return List.copyOf(byName.values());
        }

        @Override
        public String summary() {
            return byName.entrySet().stream()
                    .map(part -> part.getValue().summary() + " for " + part.getKey())
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * The newest image of HyperPod itself. What a group is asked to update to is decided at admission, by what the group shows: a release
     * version, an image of the same name family, or {@code default}.
     */
    record HyperPodLatest() implements ImageTrack {
        @Override
        public String summary() {
            return "HyperPod's latest image";
        }
    }
}
