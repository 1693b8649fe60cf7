package io.hyperpatch.rehearsal.aws.imagebuilder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated EC2 Image Builder: GetImage by build, or by a version that may leave parts open.
 *
 * @see <a href="https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetImage.html">GetImage</a>
 */
public final class ImageBuilder implements AwsService {

    private static final Comparator<BuiltImage> OLDEST_FIRST = Comparator.comparing(
            BuiltImage::order,
            Comparator.<List<Long>>comparingLong(parts -> parts.get(0))
                    .thenComparingLong(parts -> parts.get(1))
                    .thenComparingLong(parts -> parts.get(2))
                    .thenComparingLong(parts -> parts.get(3)));

    private final Map<String, BuiltImage> byArn = new LinkedHashMap<>();

    /** Adds a build, or puts it in the place of the one with its ARN. */
    public void put(BuiltImage image) {
        byArn.put(image.arn(), image);
    }

    @Override
    public String signingName() {
        return "imagebuilder";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("imagebuilder", operation, members);
        return switch (operation) {
            case "GetImage" -> getImage(input.honouring("imageBuildVersionArn"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode getImage(Input input) {
        String arn = input.text("imageBuildVersionArn").orElse("");
        if (!arn.matches(
                "arn:aws[^:]*:imagebuilder:[^:]+:[^:]+:image/[a-zA-Z0-9-_]+/[0-9x]+\\.[0-9x]+\\.[0-9x]+(/\\d+)?")) {
            throw ApiError.badRequest(
                    "InvalidRequestException",
                    "The value supplied for parameter 'imageBuildVersionArn' is not valid: " + arn);
        }
        BuiltImage image = find(arn)
                .orElseThrow(() -> new ApiError(
                        404, "ResourceNotFoundException", "The resource identified by '" + arn + "' does not exist."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode shown = answer.putObject("image");
        shown.put("arn", image.arn())
                .put("type", "AMI")
                .put("name", image.family().substring(image.family().lastIndexOf('/') + 1))
                .put("version", image.version())
                .put("platform", "Linux")
                .put("dateCreated", image.created().toString());
        shown.putObject("state").put("status", image.status());
        ArrayNode amis = shown.putObject("outputResources").putArray("amis");
        image.amis().forEach(ami -> amis.addObject()
                .put("region", ami.region())
                .put("image", ami.image())
                .put("accountId", ami.accountId()));
        return answer;
    }

    private Optional<BuiltImage> find(String arn) {
        if (arn.matches(BuiltImage.BUILD)) {
            return Optional.ofNullable(byArn.get(arn));
        }
        int slash = arn.lastIndexOf('/');
        String wanted = arn.substring(slash + 1).replace(".", "\\.").replace("x", "\\d+");
        return byArn.values().stream()
                .filter(image -> image.family().equals(arn.substring(0, slash)))
                .filter(image -> image.version().matches(wanted))
                .max(OLDEST_FIRST);
    }
}
