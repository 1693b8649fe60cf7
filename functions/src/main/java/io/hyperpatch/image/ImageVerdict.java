package io.hyperpatch.image;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Whether a run may go on with its images. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "verdict")
public sealed interface ImageVerdict {
    /** One line, fit for a notification. */
    String reason();

    record Accepted(String reason) implements ImageVerdict {}

    /** @param broken every broken rule of every group */
    record Refused(List<BrokenRule> broken, String reason) implements ImageVerdict {
        public Refused {
            broken = List.copyOf(broken);
        }
    }
}
