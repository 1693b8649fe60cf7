package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.hostile.SeedRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1..1000}. */
final class SeedRangeConverter implements ITypeConverter<SeedRange> {
    @Override
    public SeedRange convert(String text) {
        try {
            return SeedRange.of(text);
        } catch (IllegalArgumentException mistake) {
            throw new TypeConversionException(mistake.getMessage());
        }
    }
}
