package io.hyperpatch.rehearsal.fault;

import java.util.regex.Pattern;

/** A text in which {@code *} stands for anything. */
public final class Glob {

    private Glob() {}

    public static boolean matches(String glob, String text) {
        if (glob.indexOf('*') < 0) {
            return glob.equals(text);
        }
        StringBuilder regex = new StringBuilder();
        for (String part : glob.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
