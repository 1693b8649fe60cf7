package io.hyperpatch.rehearsal.installation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user says about where the installation is.
 *
 * @param stack the name of its stack
 * @param region empty: as the environment or the profile says
 * @param endpoint where every call goes; empty: the services themselves
 */
public record Target(String stack, Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {
    private static final Pattern STACK = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,127}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+){1,4}-[0-9]{1,2}");

    public Target {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(endpoint, "endpoint");
        if (!STACK.matcher(stack).matches()) {
            throw bad("--stack", stack, "is no name of a stack", "use up to 128 letters, digits and hyphens");
        }
        region.ifPresent(name -> requireRegion("--region", name));
    }

    /** @throws Trouble naming the option or variable that the region came from */
    static String requireRegion(String from, String region) {
        if (!REGION.matcher(region).matches()) {
            throw bad(from, region, "is no region", "write for instance eu-central-1");
        }
        return region;
    }

    /** @throws Trouble if it is no URL that a client could call */
    public static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw badEndpoint(text);
        }
        throw badEndpoint(text);
    }

    private static Trouble badEndpoint(String text) {
        return bad("--endpoint-url", text, "is no URL", "write for instance http://127.0.0.1:4566");
    }

    private static Trouble bad(String option, String value, String message, String remedy) {
        return new Trouble(Trouble.Kind.INPUT, option + " '" + value + "' " + message, remedy);
    }
}
