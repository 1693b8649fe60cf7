package io.hyperpatch.image;

/**
 * One rule that one group's image does not keep.
 *
 * @param value the pin as it came
 */
public record BrokenRule(String rule, String group, String value, String reason, String remedy) {}
