package io.hyperpatch.report;

/** The topic has refused a mail: nobody has got it, and it can be sent again at once. */
public final class MailRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MailRefused(String id, Throwable cause) {
        super("the topic refused " + id + ": " + cause.getMessage(), cause);
    }
}
