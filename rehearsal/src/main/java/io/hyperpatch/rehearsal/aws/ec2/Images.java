package io.hyperpatch.rehearsal.aws.ec2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The images that exist, whoever sees them. */
public final class Images {

    private final Map<String, Image> byId = new LinkedHashMap<>();

    /** Adds an image, or puts it in the place of the one with its id. */
    public void put(Image image) {
        byId.put(image.imageId(), Objects.requireNonNull(image, "image"));
    }

    /** Deregisters an image: from now on nobody finds it. */
    public void remove(String imageId) {
        byId.remove(imageId);
    }

    public Optional<Image> find(String imageId) {
        return Optional.ofNullable(byId.get(imageId));
    }

    Collection<Image> all() {
        return List.copyOf(byId.values());
    }
}
