package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Tracked;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.policy.ImageRules;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.text.Outside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Looks up what a policy's tracked thing holds now. */
public final class ImageTracker {
    private static final Comparator<Image> BY_AGE = Comparator.comparing(
                    (Image image) -> image.creationDate().orElse(Instant.MIN))
            .thenComparing(Image::id);

    private final SsmClient ssm;
    private final BuiltImages built;
    private final Ec2Images images;

    public ImageTracker(SsmClient ssm, BuiltImages built, Ec2Images images) {
        this.ssm = Objects.requireNonNull(ssm);
        this.built = Objects.requireNonNull(built);
        this.images = Objects.requireNonNull(images);
    }

    public Tracked resolve(ImageRules rules, Instant now) {
        return resolve(rules.track(), "/image/track", rules, now);
    }

    /** @param pointer to the track in the policy */
    private Tracked resolve(ImageTrack track, String pointer, ImageRules rules, Instant now) {
        return switch (track) {
            case ImageTrack.FixedAmi fixed ->
                described(fixed.imageId(), pointer, "write one, such as ami-0abcdef1234567890");
            case ImageTrack.SsmParameter parameter -> parameter(parameter.name(), pointer);
            case ImageTrack.ImageBuilderImage image -> {
                Tracked newest = built.newest(image.arn(), pointer);
                yield newest instanceof Tracked.Ami ami ? described(ami.pin()) : newest;
            }
            case ImageTrack.AmiSearch search -> newest(search, pointer, rules, now);
            case ImageTrack.HyperPodLatest latest -> new Tracked.HyperPodLatest();
            case ImageTrack.ByArchitecture map -> {
                SortedMap<String, Tracked> parts = new TreeMap<>();
                map.byName()
                        .forEach((architecture, part) ->
                                parts.put(architecture, resolve(part, pointer + "/" + architecture, rules, now)));
                yield new Tracked.ByArchitecture(parts, pointer);
            }
        };
    }

    /** The image of a text from outside: only an AMI id becomes a pin. */
    private Tracked described(String imageId, String holder, String remedy) {
        return Pin.Exact.find(imageId)
                .map(this::described)
                .orElseGet(() -> new Tracked.Nothing(
                        holder + " holds " + Outside.quoted(imageId) + ", which is no AMI id; " + remedy));
    }

    private Tracked described(Pin.Exact pin) {
        return new Tracked.Ami(pin, images.find(pin.text()));
    }

    private Tracked parameter(String name, String pointer) {
        try {
            String value = ssm.getParameter(request -> request.name(name))
                    .parameter()
                    .value()
                    .strip();
            return described(value, "the parameter " + name, "put one into it, such as ami-0abcdef1234567890");
        } catch (ParameterNotFoundException absent) {
            return new Tracked.Nothing("the parameter " + name
                    + " does not exist in this account and region; create it, or correct " + pointer + "/ssm");
        }
    }

    /**
     * The newest of the images that fit, of each architecture if they are of several. EC2 shows an owner
     * its own deprecated images unasked, so they are dropped here.
     */
    private Tracked newest(ImageTrack.AmiSearch search, String pointer, ImageRules rules, Instant now) {
        SortedMap<String, Tracked> newest = new TreeMap<>();
        images.search(rules.owners(), rules.allowDeprecated(), filters(search)).stream()
                .filter(image -> rules.allowDeprecated() || !image.deprecatedAt(now))
                .collect(Collectors.groupingBy(Image::architecture, Collectors.maxBy(BY_AGE)))
                .forEach((architecture, image) -> image.flatMap(found -> Pin.Exact.find(found.id()))
                        .ifPresent(pin -> newest.put(architecture, described(pin))));
        return switch (newest.size()) {
            case 0 ->
                new Tracked.Nothing("no available AMI is named " + Outside.quoted(search.name())
                        + ", carries the tags " + search.tags() + " and belongs to " + rules.owners()
                        + "; correct " + pointer + "/ami or /image/owners");
            case 1 -> newest.firstEntry().getValue();
            default -> new Tracked.ByArchitecture(newest, pointer + "/ami");
        };
    }

    private static List<Filter> filters(ImageTrack.AmiSearch search) {
        List<Filter> filters = new ArrayList<>();
        filters.add(Filter.builder().name("name").values(search.name()).build());
        search.tags()
                .forEach((key, value) -> filters.add(Filter.builder()
                        .name("tag:" + key)
                        .values(literal(value))
                        .build()));
        return filters;
    }

    /** Filters know wildcards; what is meant exactly must not use them. */
    public static String literal(String value) {
        return value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }
}
