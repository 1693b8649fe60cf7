package io.hyperpatch.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What this process shows itself to be called over TLS: a certificate for the loopback address, signed like those of AWS by an authority.
 * Both are made here, and the key is forgotten with the process: nobody else ever trusts them.
 */
final class SelfSigned {
    /** The loopback address as a name. */
    static final String HOST = "localhost";

    private static final String AUTHORITY = "authority";
    private static final char[] NO_PASSWORD = new char[0];
    private static final int KEY_BITS = 2048;

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int DNS_NAME = 0x82;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;

    private static final byte[] SHA256_WITH_RSA = HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final byte[] ALTERNATIVE_NAME = HexFormat.of().parseHex("0603551d11");
    private static final byte[] IS_AUTHORITY = HexFormat.of().parseHex("300c0603551d13040530030101ff");

    private final KeyPair keys;
    private final Certificate authority;
    private final Certificate server;

    private SelfSigned(KeyPair keys) throws GeneralSecurityException {
        this.keys = keys;
        this.authority = certificate(AUTHORITY, IS_AUTHORITY);
        byte[] names = der(SEQUENCE, der(DNS_NAME, HOST.getBytes(StandardCharsets.US_ASCII)));
        this.server = certificate(HOST, der(SEQUENCE, ALTERNATIVE_NAME, der(OCTET_STRING, names)));
    }

    private static final class Holder {
        private static final SelfSigned ONE = make();
    }

    /** Made once: a key takes its time. */
    static SelfSigned ofThisProcess() {
        return Holder.ONE;
    }

    private static SelfSigned make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return new SelfSigned(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    SSLContext serverContext() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(HOST, keys.getPrivate(), NO_PASSWORD, new Certificate[] {server, authority});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /** They trust this and nothing else. */
    TrustManager[] trustManagers() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry(AUTHORITY, authority);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            return store;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(Exception e) {
        return new IllegalStateException("every Java can make a certificate", e);
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">the fields of a certificate</a> */
    private Certificate certificate(String subject, byte[] extension) throws GeneralSecurityException {
        byte[] content = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, new byte[] {1}),
                SHA256_WITH_RSA,
                name(AUTHORITY),
                der(SEQUENCE, time("200101000000Z"), time("491231235959Z")),
                name(subject),
                keys.getPublic().getEncoded(),
                der(EXTENSIONS, der(SEQUENCE, extension)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] signed = der(SEQUENCE, content, SHA256_WITH_RSA, der(BIT_STRING, new byte[] {0}, signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static byte[] name(String name) {
        byte[] text = der(UTF8_STRING, name.getBytes(StandardCharsets.US_ASCII));
        return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text)));
    }

    private static byte[] time(String time) {
        return der(UTC_TIME, time.getBytes(StandardCharsets.US_ASCII));
    }

    /** A value of ASN.1: its tag, its length, its parts. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length > 0xff) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length > 0x7f) {
            whole.write(0x81);
        }
        whole.write(length & 0xff);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
