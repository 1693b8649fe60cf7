package io.hyperpatch.rehearsal.aws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One filter of DescribeImages: any of its values, with {@code *} and {@code ?} standing for anything.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html">DescribeImages</a>
 */
record ImageFilter(String name, List<String> values) {

    ImageFilter {
        values = List.copyOf(values);
    }

    static ImageFilter of(JsonNode filter) {
        List<String> values = new ArrayList<>();
        filter.path("Value").forEach(value -> values.add(value.asText()));
        return new ImageFilter(filter.path("Name").asText(), values);
    }

    boolean accepts(Image image) {
        return texts(image).stream().anyMatch(text -> values.stream().anyMatch(value -> like(value, text)));
    }

    private List<String> texts(Image image) {
        if (name.startsWith("tag:")) {
            String tag = image.tags().get(name.substring("tag:".length()));
            return tag == null ? List.of() : List.of(tag);
        }
        return switch (name) {
            case "architecture" -> List.of(image.architecture());
            case "image-id" -> List.of(image.imageId());
            case "is-public" -> List.of(Boolean.toString(image.isPublic()));
            case "name" -> List.of(image.name());
            case "owner-alias" -> image.imageOwnerAlias().stream().toList();
            case "owner-id" -> List.of(image.ownerId());
            case "root-device-type" -> List.of(image.rootDeviceType());
            case "state" -> List.of(image.state());
            case "tag-key" -> List.copyOf(image.tags().keySet());
            case "virtualization-type" -> List.of(image.virtualizationType());
            default ->
                throw new ApiError(
                        501,
                        "UnsupportedBySimulation",
                        "The simulated ec2:DescribeImages does not support the filter " + name + " (values " + values
                                + "). Remedy: leave the filter out.");
        };
    }

    private static boolean like(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
