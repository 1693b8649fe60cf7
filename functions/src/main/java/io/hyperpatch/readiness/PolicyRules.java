package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.platform.Control;
import io.hyperpatch.policy.Enforcement;
import io.hyperpatch.rollout.CanaryTerms;
import io.hyperpatch.rollout.PlatformTerms;
import io.hyperpatch.rollout.RolloutRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a policy of which only the cluster shows whether they bite there, held against it before a
 * run is planned, and by {@code validate --cluster}.
 *
 * @see Enforcement the table that says what each field needs
 */
public final class PolicyRules {
    static final String CANARY_THERE = "canary-there";
    static final String ORDER_GIVEN = "order-given";
    static final String ORDER_COMPLETE = "order-complete";
    static final String LEFT_OUT_THERE = "left-out-there";

    private PolicyRules() {}

    /**
     * A field without the effect that it promises.
     *
     * @param field a JSON pointer into the policy
     */
    public record Finding(String rule, String field, String reason, String remedy) {
        public Obstacle obstacle() {
            return Obstacle.ofCluster(rule, reason, remedy);
        }
    }

    /** Everything of the policy that would be without effect on this cluster. */
    public static List<Finding> findings(RolloutRules rules, Cluster cluster) {
        List<Finding> findings = new ArrayList<>();
        platform(rules, cluster, findings);
        leftOut(rules, cluster, findings);
        canary(rules, cluster, findings);
        order(rules, cluster, findings);
        orderComplete(rules, cluster, findings);
        return findings;
    }

    private static void platform(RolloutRules rules, Cluster cluster, List<Finding> findings) {
        Optional<PlatformTerms.Unfit> unfit = PlatformTerms.unfit(rules, cluster);
        unfit.ifPresent(
                why -> findings.add(new Finding(why.rule(), why.fields().getFirst(), why.reason(), why.remedy())));
        for (Enforcement.Row row : Enforcement.brokenOn(cluster.platform(), rules.asked())) {
            if (unfit.filter(why -> why.fields().contains(row.field())).isPresent()) {
                continue;
            }
            findings.add(new Finding(
                    "takes-effect",
                    row.field(),
                    Enforcement.dotted(row.field()) + " has no effect on a cluster that is orchestrated by "
                            + cluster.platform().title() + ": " + row.reason(),
                    "take it out; rollout.canary says which groups go first"));
        }
    }

    private static void leftOut(RolloutRules rules, Cluster cluster, List<Finding> findings) {
        if (rules.canaryTerms() != CanaryTerms.EVERY) {
            return;
        }
        rules.leaveOut().stream().filter(name -> !known(cluster, name)).forEach(name -> {
            findings.add(new Finding(
                    LEFT_OUT_THERE,
                    Enforcement.LEAVE_OUT,
                    "rollout.leaveOut names '" + name + "', which is no instance group of the cluster",
                    "name one of its groups: " + groups(cluster)));
        });
    }

    private static void canary(RolloutRules rules, Cluster cluster, List<Finding> findings) {
        List<String> there = rules.canary().stream()
                .filter(name -> goes(rules, cluster, name))
                .toList();
        switch (rules.canaryTerms()) {
            case OPTIONAL -> {
                // The policy lets a cluster do without.
            }
            case ONE -> {
                if (!rules.canary().isEmpty() && there.isEmpty()) {
                    findings.add(new Finding(
                            CANARY_THERE,
                            Enforcement.CANARY,
                            "none of the groups that rollout.canary names, " + String.join(", ", rules.canary())
                                    + ", is a group with nodes of this cluster, so nothing would go first",
                            "name one of its groups (" + choice(rules, cluster)
                                    + "), or say that clusters may do without: rollout.canaryOptional: true"));
                }
            }
            case EVERY ->
                rules.canary().stream().filter(name -> !there.contains(name)).forEach(name -> {
                    findings.add(new Finding(
                            CANARY_THERE,
                            Enforcement.CANARY,
                            "rollout.canary names '" + name + "', which "
                                    + (known(cluster, name)
                                            ? "has no node that could go first"
                                            : "is no instance group of the cluster"),
                            known(cluster, name)
                                    ? "name a group with nodes, or say that the cluster may do without:"
                                            + " rollout.canaryOptional: true"
                                    : "name one of its groups: " + choice(rules, cluster)));
                });
        }
    }

    /** Where groups go one by one, which of them goes first is never left to the order of a document. */
    private static void order(RolloutRules rules, Cluster cluster, List<Finding> findings) {
        if (cluster.platform().control() != Control.GROUP) {
            return;
        }
        List<String> going = going(rules, cluster);
        boolean first = going.stream().anyMatch(rules.canary()::contains);
        if (rules.order().isEmpty() && !first && going.size() > 1) {
            findings.add(new Finding(
                    ORDER_GIVEN,
                    Enforcement.ORDER,
                    "on " + cluster.platform().title() + " its groups " + String.join(", ", going)
                            + " are updated whole and one by one, and the policy does not say which goes first",
                    "name the group that goes first in rollout.canary, or all of them in rollout.order, controller and"
                            + " login groups last"));
        }
    }

    private static void orderComplete(RolloutRules rules, Cluster cluster, List<Finding> findings) {
        if (cluster.platform().control() != Control.GROUP || rules.order().isEmpty()) {
            return;
        }
        going(rules, cluster).stream()
                .filter(name -> !rules.order().contains(name))
                .forEach(name -> {
                    findings.add(new Finding(
                            ORDER_COMPLETE,
                            Enforcement.ORDER,
                            "rollout.order does not name group " + name,
                            "add it where it shall go, or leave the group out with rollout.leaveOut"));
                });
        if (rules.canaryTerms() == CanaryTerms.EVERY) {
            rules.order().stream().filter(name -> !known(cluster, name)).forEach(name -> {
                findings.add(new Finding(
                        ORDER_COMPLETE,
                        Enforcement.ORDER,
                        "rollout.order names '" + name + "', which is no instance group of the cluster",
                        "name its groups: " + groups(cluster)));
            });
        }
    }

    /** A group that a run on this cluster would update. */
    private static boolean goes(RolloutRules rules, Cluster cluster, String name) {
        return cluster.group(name)
                .filter(group -> group.currentCount() > 0)
                .filter(group -> !rules.leavesOut(group))
                .isPresent();
    }

    private static boolean known(Cluster cluster, String name) {
        return cluster.group(name).isPresent()
                || cluster.restrictedGroups().stream()
                        .anyMatch(group -> group.name().equals(name));
    }

    private static List<String> going(RolloutRules rules, Cluster cluster) {
        return cluster.groups().stream()
                .map(InstanceGroup::name)
                .filter(name -> goes(rules, cluster, name))
                .toList();
    }

    /** The groups that could go first; all of them if none could. */
    private static String choice(RolloutRules rules, Cluster cluster) {
        List<String> going = going(rules, cluster);
        return going.isEmpty() ? groups(cluster) : String.join(", ", going);
    }

    private static String groups(Cluster cluster) {
        return String.join(
                ", ", cluster.groups().stream().map(InstanceGroup::name).toList());
    }
}
