package io.hyperpatch.rehearsal.aws.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** An image in the member names of EC2's answers. */
final class ImageXml {

    /** EC2's dates of images are texts, always with milliseconds. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ImageXml() {}

    static ObjectNode of(Image image) {
        ObjectNode xml = JsonNodeFactory.instance.objectNode();
        xml.put("imageId", image.imageId())
                .put("imageLocation", image.ownerId() + "/" + image.name())
                .put("imageState", image.state())
                .put("imageOwnerId", image.ownerId())
                .put("creationDate", date(image.creationDate()))
                .put("isPublic", image.isPublic())
                .put("architecture", image.architecture())
                .put("imageType", "machine")
                .put("name", image.name())
                .put("description", image.description())
                .put("rootDeviceType", image.rootDeviceType())
                .put("virtualizationType", image.virtualizationType())
                .put("hypervisor", "xen")
                .put("enaSupport", true)
                .put("platformDetails", "Linux/UNIX");
        image.imageOwnerAlias().ifPresent(alias -> xml.put("imageOwnerAlias", alias));
        image.deprecationTime().ifPresent(time -> xml.put("deprecationTime", date(time)));
        image.imageAllowed().ifPresent(allowed -> xml.put("imageAllowed", allowed));
        if (!image.stateReason().isEmpty()) {
            xml.putObject("stateReason").put("code", "Client.UserInitiated").put("message", image.stateReason());
        }
        addDevices(image, xml);
        ArrayNode tags = xml.putArray("tagSet");
        image.tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tags.addObject().put("key", tag.getKey()).put("value", tag.getValue()));
        return xml;
    }

    private static void addDevices(Image image, ObjectNode xml) {
        ArrayNode devices = xml.putArray("blockDeviceMapping");
        for (BlockDevice device : image.blockDevices()) {
            devices.addObject()
                    .put("deviceName", device.deviceName())
                    .putObject("ebs")
                    .put("snapshotId", device.snapshotId())
                    .put("volumeSize", device.volumeSize())
                    .put("deleteOnTermination", true)
                    .put("volumeType", "gp3")
                    .put("encrypted", device.encrypted());
        }
        if (!image.blockDevices().isEmpty()) {
            xml.put("rootDeviceName", image.blockDevices().getFirst().deviceName());
        }
    }

    private static String date(Instant instant) {
        return DATE.format(instant);
    }
}
