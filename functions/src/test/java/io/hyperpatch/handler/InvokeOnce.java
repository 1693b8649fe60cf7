package io.hyperpatch.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClientImpl;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What Lambda's runtime does: makes handlers by the names of their classes, and invokes the one that an
 * event is given for.
 */
final class InvokeOnce {
    static final String SNAPSHOT = "snapshot";

    private InvokeOnce() {}

    /** @param arguments classes, or a class and the event for it; or classes and {@link #SNAPSHOT} */
    public static void main(String[] arguments) throws Exception {
        List<JsonFunction<?, ?>> made = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("{")) {
                made.getLast().handleRequest(new ByteArrayInputStream(argument.getBytes(UTF_8)), System.out, null);
            } else if (argument.equals(SNAPSHOT)) {
                beforeSnapshot();
            } else {
                JsonFunction<?, ?> function = (JsonFunction<?, ?>)
                        Class.forName(argument).getDeclaredConstructor().newInstance();
                made.add(function);
                System.out.println(argument + " is primed as " + ((Priming) function.snapshot()).title());
            }
        }
        System.out.println("made " + made.size());
    }

    private static void beforeSnapshot() throws Exception {
        // Loads the library that the context needs.
        new LambdaRuntimeApiClientImpl("127.0.0.1:9");
        Core.getGlobalContext().beforeCheckpoint(null);
        System.out.println("ready for a snapshot");
    }
}
