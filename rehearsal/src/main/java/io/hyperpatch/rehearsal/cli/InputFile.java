package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Documents;
import io.hyperpatch.document.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a person names on the command line. */
final class InputFile {

    private final Path path;
    private final String shown;
    private final int maxBytes;

    /** @param maxBytes more are not even read */
    InputFile(Path path, int maxBytes) {
        this.path = path;
        this.shown = path.toString();
        this.maxBytes = maxBytes;
    }

    /** @throws BadDocument if it cannot be read, or is too large */
    byte[] bytes() {
        if (Files.isDirectory(path)) {
            throw bad("is a directory", "name the file itself");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw bad(
                        "has more than the " + maxBytes + " bytes that are read of such a file",
                        "give only what is asked for");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw bad("does not exist", "correct the path");
        } catch (AccessDeniedException e) {
            throw bad("may not be read", "give yourself the right to read it");
        } catch (IOException e) {
            throw bad("cannot be read (" + e.getMessage() + ")", "name a file that can");
        }
    }

    /** @throws BadDocument if it is neither JSON nor YAML, each by its name */
    Document document() {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            throw bad("is empty", "give a document");
        }
        return new Documents(maxBytes).read(shown, bytes);
    }

    private BadDocument bad(String message, String remedy) {
        return new BadDocument(new Problem(shown, "", 0, 0, null, message, remedy));
    }
}
