package io.hyperpatch.rehearsal.aws.ec2;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which processor architecture an EC2 instance type has, for all families that HyperPod offers, and some of the Arm
 * families that it does not.
 */
public final class InstanceTypes {

    private static final Pattern TYPE =
            Pattern.compile("(?<family>[a-z0-9-]+)\\.(nano|micro|small|medium|large|[0-9]*xlarge|metal(-[0-9]+xl)?)");
    private static final Set<String> X86_64 = Set.of(
            "c5", "c5n", "c6i", "c7i", "g4dn", "g5", "g6", "g6e", "g7e", "gr6", "i3en", "i4i", "m5", "m6i", "m7i", "p3",
            "p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300", "r5", "r5d", "r6i", "r7i", "t3", "trn1", "trn1n",
            "trn2");
    private static final Set<String> ARM64 = Set.of(
            "c6g", "c7g", "c8g", "g5g", "m6g", "m7g", "m8g", "p6e-gb200", "p6e-gb300", "r6g", "r7g", "r8g", "t4g");

    private InstanceTypes() {}

    /** Empty for a type that is not known here. */
    public static Optional<String> architectureOf(String type) {
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String family = matcher.group("family");
        if (X86_64.contains(family)) {
            return Optional.of("x86_64");
        }
        return ARM64.contains(family) ? Optional.of("arm64") : Optional.empty();
    }
}
