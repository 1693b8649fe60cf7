package io.hyperpatch.admission;

import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageFamily;
import io.hyperpatch.platform.Platform;
import java.util.List;

/** The images that a service itself offers to everybody. */
public interface OwnImages {
    /**
     * Those that differ only in when they were built; deprecated ones as well, for whether they may be
     * installed is asked elsewhere.
     */
    List<Image> family(ImageFamily family);

    /**
     * The ids that the service names as its newest ones for an architecture on a platform: several where it
     * has several lines.
     *
     * @param architecture in EC2's words
     */
    List<String> newest(String architecture, Platform platform);
}
