package io.hyperpatch.handler;

import java.util.regex.Pattern;

/**
 * Where the product's state lies.
 *
 * @param table the name of the DynamoDB table
 */
public record StoreConfig(String table) {
    public static final String TABLE_NAME = "TABLE_NAME";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    public StoreConfig {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("the environment variable " + TABLE_NAME + " is '" + table
                    + "', which is no table's name: 3 to 255 letters, digits, '_', '.' or '-'");
        }
    }

    public static StoreConfig from(Environment environment) {
        return new StoreConfig(environment.required(TABLE_NAME));
    }
}
