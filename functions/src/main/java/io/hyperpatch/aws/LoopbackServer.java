package io.hyperpatch.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import javax.net.ServerSocketFactory;

/**
 * Answers HTTP requests of this process, whatever they ask, with one prepared answer after another. With the last one it closes the
 * connection, so that none is left in a snapshot.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int ONE_AT_A_TIME = 1;
    private static final LoopbackHttp.Answer NOTHING_LEFT =
            new LoopbackHttp.Answer(400, "{\"__type\": \"NothingLeft\", \"message\": \"no answer is left\"}");

    private final Deque<LoopbackHttp.Answer> answers;
    private final ServerSocket socket;

    public LoopbackServer(ServerSocketFactory sockets, Collection<LoopbackHttp.Answer> answers) throws IOException {
        this.answers = new ArrayDeque<>(answers);
        this.socket = sockets.createServerSocket(0, ONE_AT_A_TIME, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("loopback").start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many answers nobody has asked for yet. */
    public synchronized int left() {
        return answers.size();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                converse(connection);
            } catch (IOException e) {
                // Whoever asked has gone, or is told so by the connection's end.
            }
        }
    }

    private void converse(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        boolean more = true;
        while (more && readRequest(in)) {
            LoopbackHttp.Answer answer = next();
            more = left() > 0;
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            out.write("HTTP/1.1 %d Recorded\r\nContent-Length: %d\r\nConnection: %s\r\n\r\n"
                    .formatted(answer.status(), body.length, more ? "keep-alive" : "close")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        }
    }

    private synchronized LoopbackHttp.Answer next() {
        LoopbackHttp.Answer next = answers.poll();
        return next == null ? NOTHING_LEFT : next;
    }

    /** Reads a request to its end; false if none comes any more. */
    private static boolean readRequest(InputStream in) throws IOException {
        int length = 0;
        String line = readLine(in);
        if (line.isEmpty()) {
            return false;
        }
        while (!line.isEmpty()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            line = readLine(in);
        }
        in.skipNBytes(length);
        return true;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
