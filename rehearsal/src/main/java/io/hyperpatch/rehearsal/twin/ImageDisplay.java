package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Unknowns.ImagesShown;
import java.util.Optional;

/**
 * The members in which one group, and its nodes, show their images.
 *
 * @param shape how
 * @param versions whether release versions stand beside
 * @param status whether ImageVersionStatus is shown
 */
record ImageDisplay(Catalogue catalogue, ImagesShown shape, boolean versions, boolean status) {

    static final String DEFAULT = "default";
    static final String VERSION_STATUS = "ImageVersionStatus";

    /** Shows nothing, as restricted groups do. */
    static ImageDisplay none(Catalogue catalogue) {
        return new ImageDisplay(catalogue, ImagesShown.NONE, false, false);
    }

    /** @param which {@code Current} or {@code Desired} */
    void show(ObjectNode document, String which, ChosenImage image) {
        showId(document, which, image);
        showVersion(document, which + "ImageReleaseVersion", image);
    }

    void showId(ObjectNode document, String which, ChosenImage image) {
        switch (shape) {
            case IDS -> document.put(which + "ImageId", image.id());
            case DEFAULT, VERSIONS -> document.put(which + "ImageId", image.byId() ? image.id() : DEFAULT);
            case NONE -> document.remove(which + "ImageId");
        }
    }

    private void showVersion(ObjectNode document, String member, ChosenImage image) {
        Optional<ManagedImage> release = versions ? catalogue.release(image.id()) : Optional.empty();
        release.ifPresentOrElse(
                managed -> document.put(member, managed.releaseVersion().toString()), () -> document.remove(member));
    }

    void showStatus(ObjectNode document, ChosenImage image) {
        if (status) {
            document.put(VERSION_STATUS, catalogue.status(image.id()));
        }
    }
}
