package io.hyperpatch.policy;

import java.util.Map;
import java.util.Objects;

/** Where a policy learns which image its clusters are to run. */
public sealed interface ImageTrack {

    /** The tracked thing in a few words, for reasons and reports. */
    String summary();

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

    /** The newest image of HyperPod itself: UpdateClusterSoftware is asked for {@code default}. */
    record HyperPodLatest() implements ImageTrack {
        @Override
        public String summary() {
            return "HyperPod's latest image";
        }
    }
}
