package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The shape that a member of a request must have, as the API's model gives it, and its check in the service's words.
 *
 * <p>Every breach is found, as the service finds them all; a wrong JSON type ends the reading, as it does there.
 */
sealed interface RequestShape {

    void check(JsonNode value, String path, Check check);

    /** One request being checked. */
    final class Check {
        private final String operation;
        private final List<String> breaches = new ArrayList<>();

        Check(String operation) {
            this.operation = operation;
        }

        void breach(String value, String path, String constraint) {
            breaches.add("Value " + value + " at '" + path + "' failed to satisfy constraint: " + constraint);
        }

        ApiError wrongType(JsonNode value, String expected) {
            return ApiError.badRequest(
                    "SerializationException", value.getNodeType() + "_VALUE can not be converted to " + expected);
        }
    }

    /** @throws ApiError ValidationException with every breach; or SerializationException at the first wrong type */
    static void check(String operation, RequestShape shape, JsonNode request) {
        Check check = new Check(operation);
        shape.check(request, "", check);
        int breaches = check.breaches.size();
        if (breaches > 0) {
            String noun = breaches == 1 ? " validation error detected: " : " validation errors detected: ";
            throw ApiError.badRequest("ValidationException", breaches + noun + String.join("; ", check.breaches));
        }
    }

    /**
     * @param pattern null if any text will do
     * @param quoted the pattern as the API's model writes it, which is what a breach quotes
     */
    record Text(int min, int max, Pattern pattern, String quoted) implements RequestShape {

        Text(int min, int max, Pattern pattern) {
            this(min, max, pattern, String.valueOf(pattern));
        }

        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isTextual()) {
                throw check.wrongType(value, "String");
            }
            String text = value.textValue();
            String found = "'" + text + "'";
            if (text.length() > max) {
                check.breach(found, path, "Member must have length less than or equal to " + max);
            }
            if (text.length() < min) {
                check.breach(found, path, "Member must have length greater than or equal to " + min);
            }
            if (pattern != null && !pattern.matcher(text).matches()) {
                check.breach(found, path, "Member must satisfy regular expression pattern: " + quoted);
            }
        }
    }

    record OneOf(List<String> values) implements RequestShape {
        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isTextual()) {
                throw check.wrongType(value, "String");
            }
            if (!values.contains(value.textValue())) {
                check.breach("'" + value.textValue() + "'", path, "Member must satisfy enum value set: " + values);
            }
        }
    }

    record Whole(int min, int max) implements RequestShape {
        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw check.wrongType(value, "Integer");
            }
            String quoted = "'" + value.asLong() + "'";
            if (value.asLong() > max) {
                check.breach(quoted, path, "Member must have value less than or equal to " + max);
            }
            if (value.asLong() < min) {
                check.breach(quoted, path, "Member must have value greater than or equal to " + min);
            }
        }
    }

    record Time() implements RequestShape {
        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isNumber()) {
                throw check.wrongType(value, "Timestamp");
            }
        }
    }

    record Flag() implements RequestShape {
        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isBoolean()) {
                throw check.wrongType(value, "Boolean");
            }
        }
    }

    record Many(int min, int max, RequestShape element) implements RequestShape {
        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isArray()) {
                throw check.wrongType(value, "Array");
            }
            String shown = "'[" + (value.isEmpty() ? "" : value.size() + " members") + "]'";
            if (value.size() > max) {
                check.breach(shown, path, "Member must have length less than or equal to " + max);
            }
            if (value.size() < min) {
                check.breach(shown, path, "Member must have length greater than or equal to " + min);
            }
            for (int i = 0; i < value.size(); i++) {
                element.check(value.get(i), path + "." + (i + 1) + ".member", check);
            }
        }
    }

    record Members(Map<String, RequestShape> members, Set<String> required) implements RequestShape {
        @Override
        public void check(JsonNode value, String path, Check check) {
            if (!value.isObject()) {
                throw check.wrongType(value, "Object");
            }
            value.properties().forEach(member -> {
                // AWS ignores what it does not know; a rehearsal that did would hide a misspelt setting.
                if (!members.containsKey(member.getKey())) {
                    String place = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    throw ApiError.unsupportedParameter("sagemaker", check.operation, place, member.getValue());
                }
            });
            members.forEach((name, shape) -> {
                String place =
                        (path.isEmpty() ? "" : path + ".") + Character.toLowerCase(name.charAt(0)) + name.substring(1);
                JsonNode member = value.get(name);
                if (member != null && !member.isNull()) {
                    shape.check(member, place, check);
                } else if (required.contains(name)) {
                    check.breach("null", place, "Member must not be null");
                }
            });
        }
    }
}
