package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What the stubs show that they are, signed by an authority; and what a process trusts: whom it trusts anyway, and that authority. */
final class Certificate {
    private static final String PASSWORD = "changeit";
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    private final Path keys;
    private final Path pem;
    private final Path trustStore;

    Certificate(Path folder) throws IOException, InterruptedException {
        keys = folder.resolve("keys.p12");
        pem = folder.resolve("stubs.pem");
        trustStore = folder.resolve("cacerts");
        Path request = folder.resolve("stubs.csr");
        Path signed = folder.resolve("signed.pem");
        Files.deleteIfExists(keys);
        keytool(
                "-genkeypair -alias authority -keyalg RSA -keysize 2048 -sigalg SHA256withRSA -dname CN=authority -ext bc:c -keystore "
                        + keys);
        keytool("-exportcert -rfc -alias authority -keystore " + keys + " -file " + pem);
        keytool("-genkeypair -alias stubs -keyalg RSA -keysize 2048 -sigalg SHA256withRSA -dname CN=stubs -keystore "
                + keys);
        keytool("-certreq -alias stubs -keystore " + keys + " -file " + request);
        keytool("-gencert -rfc -alias authority -ext san=ip:127.0.0.1 -keystore " + keys + " -infile " + request
                + " -outfile " + signed);
        keytool("-importcert -noprompt -alias stubs -keystore " + keys + " -file " + signed);
        // Only what is signed is to be shown.
        keytool("-delete -alias authority -keystore " + keys);
        Files.write(trustStore, Files.readAllBytes(JAVA.resolve("lib/security/cacerts")));
        keytool("-importcert -noprompt -alias authority -file " + pem + " -keystore " + trustStore);
    }

    private static void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(JAVA.resolve("bin/keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD));
        Commands.run(command);
    }

    /** For a JVM. */
    Path trustStore() {
        return trustStore;
    }

    /** For everybody else. */
    Path pem() {
        return pem;
    }

    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(keys)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
