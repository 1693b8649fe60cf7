package io.hyperpatch.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;

/** What Lambda's runtime does: makes handlers by the names of their classes, and invokes the one that an event is given for. */
final class InvokeOnce {
    private InvokeOnce() {}

    /** @param arguments classes, or a class and the event for it */
    public static void main(String[] arguments) throws Exception {
        int made = 0;
        JsonFunction<?> last = null;
        for (String argument : arguments) {
            if (argument.startsWith("{")) {
                last.handleRequest(new ByteArrayInputStream(argument.getBytes(UTF_8)), System.out, null);
            } else {
                last = (JsonFunction<?>)
                        Class.forName(argument).getDeclaredConstructor().newInstance();
                made++;
            }
        }
        System.out.println("made " + made);
    }
}
