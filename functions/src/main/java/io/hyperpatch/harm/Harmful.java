package io.hyperpatch.harm;

import io.hyperpatch.cluster.Pin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether an image that a group is to get has done harm there.
 *
 * <p>Images are compared by what names them. Where the service chose the image and nobody can name it, a later
 * choice of the service may be the same image: then the harm holds until a person lifts it. A time that stands for
 * {@code default} changes every week, and says nothing about the image.
 */
public final class Harmful {
    private Harmful() {}

    /**
     * The facts about images that groups are to get, lifted ones among them, in the order of the facts.
     *
     * @param wanted the pin of each group that is to be patched, by its name, as it was chosen
     */
    public static List<Harm> among(Collection<Harm> facts, Map<String, Pin> wanted) {
        return facts.stream()
                .filter(harm -> wanted.containsKey(harm.group()) && concerns(harm, wanted.get(harm.group())))
                .toList();
    }

    private static boolean concerns(Harm harm, Pin wanted) {
        Optional<String> name = ImageName.of(wanted);
        Optional<String> harmed = ImageName.of(harm.pin()).or(harm::shown);
        if (name.isPresent() && harmed.isPresent()) {
            return name.equals(harmed) || name.equals(harm.shown());
        }
        return harm.pin() instanceof Pin.Newest && wanted instanceof Pin.Newest;
    }

    /** The reason for which a run does not begin, and the command by which a person can have it begin. */
    public static String reason(String cluster, List<Harm> inTheWay) {
        StringBuilder text = new StringBuilder();
        for (Harm harm : inTheWay) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append("image ")
                    .append(harm.image())
                    .append(" is blocked in group ")
                    .append(harm.group())
                    .append(" of ")
                    .append(cluster)
                    .append(": ")
                    .append(harm.inWords());
        }
        inTheWay.stream().map(harm -> command(cluster, harm.image())).distinct().forEach(command -> text.append(
                        "; to have it begun again all the same: ")
                .append(command));
        return text.toString();
    }

    /** The command by which a person lifts the harm of an image on a cluster. */
    public static String command(String cluster, String image) {
        return "./hyperpatch unblock " + cluster + " " + image + " --reason TEXT";
    }
}
