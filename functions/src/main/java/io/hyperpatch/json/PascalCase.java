package io.hyperpatch.json;

import com.fasterxml.jackson.databind.EnumNamingStrategy;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The constants of an enum as workflows spell them: {@code NOT_TAKEN} is {@code NotTaken}. */
public final class PascalCase implements EnumNamingStrategy {
    @Override
    public String convertEnumToExternalName(String enumName) {
        return Arrays.stream(enumName.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
