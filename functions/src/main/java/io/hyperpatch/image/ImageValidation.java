package io.hyperpatch.image;

import io.hyperpatch.image.RuleDecision.Broken;
import io.hyperpatch.image.RuleDecision.Kept;
import io.hyperpatch.text.Outside;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds every rule against every group's image, so that all that is wrong is told at once. */
public final class ImageValidation {
    private ImageValidation() {}

    /**
     * @param candidates none if the cluster has no instance groups, or restricted ones only: refused, for
     * nothing is proved
     */
    public static ImageVerdict decide(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return new ImageVerdict.Refused(
                    List.of(),
                    "The cluster has no instance group that could get an image; restricted instance groups get none."
                            + " Leave the cluster out of the policy.");
        }
        List<BrokenRule> broken = new ArrayList<>();
        for (Candidate candidate : candidates) {
            for (ImageRule rule : ImageRules.ALL) {
                switch (rule.decide().apply(candidate)) {
                    case Kept kept -> {
                        // a rule that is kept needs no word in the report
                    }
                    case Broken b ->
                        broken.add(new BrokenRule(
                                rule.name(), candidate.groupName(), candidate.pin(), b.reason(), b.remedy()));
                }
            }
        }
        return broken.isEmpty()
                ? new ImageVerdict.Accepted(accepted(candidates))
                : new ImageVerdict.Refused(broken, refused(broken));
    }

    private static String accepted(List<Candidate> candidates) {
        return candidates.stream()
                .collect(Collectors.groupingBy(
                        Candidate::pin,
                        LinkedHashMap::new,
                        Collectors.mapping(Candidate::groupName, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(pin -> pin.getKey() + " fits " + pin.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Groups that break the same rule for the same reason stand in one clause. */
    private static String refused(List<BrokenRule> broken) {
        record Clause(String rule, String reason, String remedy) {}
        Map<Clause, List<String>> groups = new LinkedHashMap<>();
        broken.forEach(rule -> groups.computeIfAbsent(
                        new Clause(rule.rule(), rule.reason(), rule.remedy()), clause -> new ArrayList<>())
                .add(Outside.name(rule.group())));
        return groups.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": "
                        + entry.getKey().reason() + " [" + entry.getKey().rule() + "]; "
                        + entry.getKey().remedy())
                .collect(Collectors.joining(". ", "", "."));
    }
}
