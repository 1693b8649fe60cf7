package io.hyperpatch.image;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An AMI as EC2 describes it, as far as rules ask.
 *
 * <p>Words of EC2 (state, architecture, root device, virtualization) are kept as text: the service may learn more.
 *
 * @param name as its owner named it; empty where EC2 shows none
 * @param stateReason EC2's own words on why it failed
 * @param ownerAlias {@code amazon} for the images that AWS owns; set by EC2, so that nobody else can claim it
 * @param volumes its EBS volumes, without instance store, which holds no data of the image
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html">Image</a>
 */
public record Image(
        String id,
        String name,
        String state,
        Optional<String> stateReason,
        String ownerId,
        Optional<String> ownerAlias,
        String architecture,
        String rootDeviceType,
        String virtualizationType,
        List<Volume> volumes,
        Optional<Instant> creationDate,
        Optional<Instant> deprecationTime) {
    public static final String AMAZON = "amazon";

    private static final String AVAILABLE = "available";

    /**
     * An EBS volume that the image brings along.
     *
     * @param snapshot absent for an empty volume
     * @param sizeGib absent where EC2 does not say
     * @param root whether the instance starts from it
     */
    public record Volume(
            String device, Optional<String> snapshot, boolean encrypted, Optional<Integer> sizeGib, boolean root) {
        public Volume {
            Objects.requireNonNull(device, "device");
        }
    }

    public Image {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(ownerId, "ownerId");
        volumes = List.copyOf(volumes);
    }

    /** It can be started from: its snapshots are complete, and its owner has not withdrawn it. */
    public boolean available() {
        return state.equals(AVAILABLE);
    }

    /** Its owner advises against it from a time on that has come. */
    public boolean deprecatedAt(Instant now) {
        return deprecationTime.filter(time -> !time.isAfter(now)).isPresent();
    }

    public boolean ownedByAmazon() {
        return ownerAlias.filter(AMAZON::equals).isPresent();
    }

    /** Who owns it, for people. */
    String owner() {
        return ownerAlias.map(alias -> alias + " (" + ownerId + ")").orElse(ownerId);
    }
}
