package io.hyperpatch.rehearsal.aws.ec2;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A machine image as the simulated EC2 keeps it; what is left out gets the usual value of a HyperPod image.
 *
 * @param imageOwnerAlias {@code amazon} for AWS's own
 * @param isPublic visible to every account
 * @param imageAllowed what Allowed AMIs says of it, if anything
 */
public record Image(
        String imageId,
        String ownerId,
        Instant creationDate,
        String name,
        String description,
        String state,
        String stateReason,
        String architecture,
        String rootDeviceType,
        String virtualizationType,
        List<BlockDevice> blockDevices,
        Optional<String> imageOwnerAlias,
        @JsonProperty("public") boolean isPublic,
        Optional<Instant> deprecationTime,
        Map<String, String> tags,
        Optional<Boolean> imageAllowed) {

    public Image {
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(ownerId, "ownerId");
        Objects.requireNonNull(creationDate, "creationDate");
        name = Objects.requireNonNullElse(name, imageId);
        description = Objects.requireNonNullElse(description, "");
        state = Objects.requireNonNullElse(state, "available");
        stateReason = Objects.requireNonNullElse(stateReason, "");
        architecture = Objects.requireNonNullElse(architecture, "x86_64");
        rootDeviceType = Objects.requireNonNullElse(rootDeviceType, "ebs");
        virtualizationType = Objects.requireNonNullElse(virtualizationType, "hvm");
        blockDevices = blockDevices == null ? List.of(BlockDevice.ROOT) : List.copyOf(blockDevices);
        imageOwnerAlias = Objects.requireNonNullElse(imageOwnerAlias, Optional.empty());
        deprecationTime = Objects.requireNonNullElse(deprecationTime, Optional.empty());
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        imageAllowed = Objects.requireNonNullElse(imageAllowed, Optional.empty());
    }

    /** The same under another id. */
    public Image under(String otherId) {
        return new Image(
                otherId,
                ownerId,
                creationDate,
                name,
                description,
                state,
                stateReason,
                architecture,
                rootDeviceType,
                virtualizationType,
                blockDevices,
                imageOwnerAlias,
                isPublic,
                deprecationTime,
                tags,
                imageAllowed);
    }

    /** An available image of an account, in all else as usual. */
    public static Image of(String imageId, String ownerId, Instant creationDate) {
        return new Image(
                imageId,
                ownerId,
                creationDate,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null);
    }

    /** The same in another state: {@code available}, {@code disabled}, {@code failed} ... */
    public Image in(String otherState) {
        return new Image(
                imageId,
                ownerId,
                creationDate,
                name,
                description,
                otherState,
                stateReason,
                architecture,
                rootDeviceType,
                virtualizationType,
                blockDevices,
                imageOwnerAlias,
                isPublic,
                deprecationTime,
                tags,
                imageAllowed);
    }
}
