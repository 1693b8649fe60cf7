package io.hyperpatch.cluster;

import java.util.Objects;

/**
 * How many instances are updated at a time.
 *
 * @param type INSTANCE_COUNT or CAPACITY_PERCENTAGE; kept as text, because the service may learn more
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CapacitySizeConfig.html">CapacitySizeConfig</a>
 */
public record BatchSize(String type, int value) {
    public static final String INSTANCE_COUNT = "INSTANCE_COUNT";
    public static final String CAPACITY_PERCENTAGE = "CAPACITY_PERCENTAGE";

    public BatchSize {
        Objects.requireNonNull(type, "type");
        if (value < 1) {
            throw new IllegalArgumentException("a batch holds at least 1, not " + value);
        }
    }
}
