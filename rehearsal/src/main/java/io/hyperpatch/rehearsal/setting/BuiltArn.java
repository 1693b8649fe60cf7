package io.hyperpatch.rehearsal.setting;

/** ARNs of Image Builder: versions with open parts, and builds of them. */
final class BuiltArn {
    private BuiltArn() {}

    /** A build of a version: {@code …/x.x.x} becomes {@code …/1.0.0/1}. */
    static String newest(String versionArn) {
        int slash = versionArn.lastIndexOf('/');
        String version = versionArn.substring(slash + 1);
        String first = version.startsWith("x") ? "1" + version.substring(1) : version;
        return versionArn.substring(0, slash + 1) + first.replace("x", "0") + "/1";
    }

    /** What tracks every build of an image: {@code …/1.4.0/1} becomes {@code …/x.x.x}. */
    static String anyVersion(String buildArn) {
        return buildArn.replaceFirst("/[^/]+/[^/]+$", "/x.x.x");
    }
}
