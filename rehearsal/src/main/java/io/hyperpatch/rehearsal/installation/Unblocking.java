package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.admission.KnownHarm;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.document.Likeness;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Lifts the harm of an image on a cluster, by a person's word. */
public final class Unblocking {
    private final Store store;

    public Unblocking(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /**
     * Lifts all that blocks the image in any group of the clusters of that name.
     *
     * @return what was lifted
     * @throws Trouble if there is no such cluster, or the image is not blocked there: nothing was written
     */
    public List<Harm> lift(String cluster, String image, Harm.Lifted how) {
        Map<ClusterArn, List<Harm>> inForce = inForce(cluster);
        Map<ClusterArn, List<Harm>> meant = new LinkedHashMap<>();
        inForce.forEach((arn, facts) -> meant.put(
                arn, facts.stream().filter(fact -> isMeant(fact, image)).toList()));
        List<Harm> lifted = meant.values().stream().flatMap(List::stream).toList();
        if (lifted.isEmpty()) {
            throw notBlocked(
                    cluster,
                    image,
                    inForce.values().stream().flatMap(List::stream).toList());
        }
        Harms harms = new Harms(store);
        meant.forEach((arn, facts) -> facts.forEach(fact -> harms.lift(arn, fact, how)));
        return lifted;
    }

    private static boolean isMeant(Harm fact, String image) {
        return fact.image().equals(image)
                || fact.identity().equals(image)
                || fact.shown().filter(image::equals).isPresent()
                || image.equals(Pin.DEFAULT) && fact.pin() instanceof Pin.Newest;
    }

    /** @throws Trouble if nothing is recorded of a cluster of this name */
    private Map<ClusterArn, List<Harm>> inForce(String cluster) {
        Set<ClusterArn> clusters =
                new LinkedHashSet<>(new Leases(store).all().readable().keySet());
        new Unreported(store).all().forEach(entry -> clusters.add(entry.cluster()));
        Map<ClusterArn, List<Harm>> named = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        for (ClusterArn arn : clusters) {
            List<Run> runs = new Runs(store).all(arn);
            String name = runs.isEmpty() ? arn.id() : runs.getLast().clusterName();
            names.add(name);
            if (name.equals(cluster) || arn.toString().equals(cluster)) {
                named.put(
                        arn,
                        new KnownHarm(store)
                                .of(arn).stream().filter(Harm::isInForce).toList());
            }
        }
        if (named.isEmpty()) {
            throw new Trouble(
                    Trouble.Kind.INPUT,
                    "no run on a cluster '" + cluster + "' is recorded, so nothing is blocked there",
                    nearest(cluster, names));
        }
        return named;
    }

    private static Trouble notBlocked(String cluster, String image, List<Harm> blocked) {
        List<String> images =
                blocked.stream().map(Harm::image).distinct().sorted().toList();
        String remedy = images.isEmpty() ? "no image is blocked there" : nearest(image, images);
        return new Trouble(Trouble.Kind.INPUT, "image '" + image + "' is not blocked on " + cluster, remedy);
    }

    private static String nearest(String written, Collection<String> known) {
        List<String> all = new ArrayList<>(known);
        return Likeness.closest(written, known)
                .map(word -> "did you mean " + word + "?")
                .orElseGet(() -> all.isEmpty()
                        ? "nothing has run here yet"
                        : "there is " + String.join(", ", all) + "; ./hyperpatch status shows all that is blocked");
    }
}
