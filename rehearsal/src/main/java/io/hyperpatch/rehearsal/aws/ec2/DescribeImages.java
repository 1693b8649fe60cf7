package io.hyperpatch.rehearsal.aws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.aws.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which images an account is shown.
 *
 * <p>A disabled image is left out unless asked for; a deprecated one too, unless the caller owns it or names its id.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html">Deprecate an AMI</a>
 */
final class DescribeImages {

    private static final int MOST = 1000;

    private final Images images;
    private final String account;

    DescribeImages(Images images, String account) {
        this.images = images;
        this.account = account;
    }

    JsonNode answer(Input input, Instant now) {
        input.honouring(
                "ImageId", "Owner", "Filter", "IncludeDeprecated", "IncludeDisabled", "MaxResults", "NextToken");
        List<String> ids = input.texts("ImageId");
        List<ImageFilter> filters = new ArrayList<>();
        input.members().path("Filter").forEach(filter -> filters.add(ImageFilter.of(filter)));
        Stream<Image> found = ids.isEmpty() ? images.all().stream().filter(this::isVisible) : named(ids).stream();
        List<Image> shown = found.filter(image -> isOwnedByAny(image, input.texts("Owner")))
                .filter(image -> !image.state().equals("disabled") || input.flag("IncludeDisabled"))
                .filter(image -> !isHiddenAsDeprecated(image, now) || input.flag("IncludeDeprecated") || !ids.isEmpty())
                .filter(image -> filters.stream().allMatch(filter -> filter.accepts(image)))
                .toList();
        Paging<Image> page = Paging.of(
                shown,
                input.integer("MaxResults").orElse(MOST),
                input.text("NextToken"),
                ApiError.badRequest("InvalidNextToken", "The token is invalid."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode set = answer.putArray("imagesSet");
        page.items().forEach(image -> set.add(ImageXml.of(image)));
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private List<Image> named(List<String> ids) {
        ids.stream()
                .filter(id -> !id.matches("ami-([0-9a-f]{8}|[0-9a-f]{17})"))
                .findFirst()
                .ifPresent(id -> {
                    throw ApiError.badRequest(
                            "InvalidAMIID.Malformed", "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
                });
        List<String> missing = ids.stream()
                .filter(id -> images.find(id).filter(this::isVisible).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw ApiError.badRequest(
                    "InvalidAMIID.NotFound",
                    missing.size() == 1
                            ? "The image id '[" + missing.getFirst() + "]' does not exist"
                            : "The image ids '[" + String.join(", ", missing) + "]' do not exist");
        }
        return ids.stream().distinct().map(id -> images.find(id).orElseThrow()).toList();
    }

    private boolean isVisible(Image image) {
        return image.isPublic() || image.ownerId().equals(account);
    }

    private boolean isHiddenAsDeprecated(Image image, Instant now) {
        return !image.ownerId().equals(account)
                && image.deprecationTime().filter(time -> !time.isAfter(now)).isPresent();
    }

    private boolean isOwnedByAny(Image image, List<String> owners) {
        return owners.isEmpty()
                || owners.stream()
                        .anyMatch(owner -> owner.equals(image.ownerId())
                                || owner.equals(image.imageOwnerAlias().orElse(null))
                                || (owner.equals("self") && image.ownerId().equals(account)));
    }
}
