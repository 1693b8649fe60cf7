package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Tracked;
import io.hyperpatch.document.Excerpt;
import io.hyperpatch.image.Pin;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.policy.ImageRules;
import io.hyperpatch.policy.ImageTrack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Looks up what a policy's tracked thing holds now. */
public final class ImageTracker {
    private final SsmClient ssm;
    private final BuiltImages built;
    private final Ec2Client ec2;
    private final Ec2Images images;

    public ImageTracker(SsmClient ssm, BuiltImages built, Ec2Client ec2, Ec2Images images) {
        this.ssm = Objects.requireNonNull(ssm);
        this.built = Objects.requireNonNull(built);
        this.ec2 = Objects.requireNonNull(ec2);
        this.images = Objects.requireNonNull(images);
    }

    public Tracked resolve(ImageRules rules, Instant now) {
        return switch (rules.track()) {
            case ImageTrack.FixedAmi fixed -> described(fixed.imageId());
            case ImageTrack.SsmParameter parameter -> parameter(parameter.name());
            case ImageTrack.ImageBuilderImage image -> {
                Tracked newest = built.newest(image.arn());
                yield newest instanceof Tracked.Ami ami ? described(ami.imageId()) : newest;
            }
            case ImageTrack.AmiSearch search -> newest(search, rules, now);
            case ImageTrack.HyperPodLatest latest -> new Tracked.HyperPodDefault();
        };
    }

    private Tracked described(String imageId) {
        return new Tracked.Ami(imageId, images.find(imageId));
    }

    private Tracked parameter(String name) {
        try {
            String value = ssm.getParameter(request -> request.name(name))
                    .parameter()
                    .value()
                    .strip();
            return Pin.isImageId(value)
                    ? described(value)
                    : new Tracked.Nothing("the parameter " + name + " holds " + Excerpt.quoted(value)
                            + ", which is no AMI id; it looks like ami-0abcdef1234567890");
        } catch (ParameterNotFoundException absent) {
            return new Tracked.Nothing("the parameter " + name
                    + " does not exist in this account and region; create it, or correct /image/track/ssm");
        }
    }

    /** EC2 shows an owner its own deprecated images unasked, so they are dropped here. */
    private Tracked newest(ImageTrack.AmiSearch search, ImageRules rules, Instant now) {
        return ec2
                .describeImagesPaginator(request -> request.owners(rules.owners())
                        .includeDeprecated(rules.allowDeprecated())
                        .filters(filters(search)))
                .images()
                .stream()
                .filter(image -> rules.allowDeprecated() || !isDeprecated(image, now))
                .max(Comparator.comparing(ImageTracker::created).thenComparing(Image::imageId))
                .map(image -> described(image.imageId()))
                .orElseGet(() -> new Tracked.Nothing("no available AMI is named " + Excerpt.quoted(search.name())
                        + ", carries the tags " + search.tags() + " and belongs to " + rules.owners()
                        + "; correct /image/track/ami or /image/owners"));
    }

    private static List<Filter> filters(ImageTrack.AmiSearch search) {
        List<Filter> filters = new ArrayList<>();
        filters.add(Filter.builder().name("name").values(search.name()).build());
        filters.add(Filter.builder().name("state").values("available").build());
        search.tags()
                .forEach((key, value) -> filters.add(Filter.builder()
                        .name("tag:" + key)
                        .values(literal(value))
                        .build()));
        return filters;
    }

    /** Filters know wildcards; a tag of the policy means exactly itself. */
    private static String literal(String value) {
        return value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    private static boolean isDeprecated(Image image, Instant now) {
        String time = image.deprecationTime();
        return time != null && !time.isBlank() && !Instant.parse(time).isAfter(now);
    }

    private static Instant created(Image image) {
        String time = image.creationDate();
        return time == null || time.isBlank() ? Instant.MIN : Instant.parse(time);
    }
}
