package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.text.Outside;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK throws, in words that say what to do. */
final class Troubles {
    private static final int LONGEST = 600;
    private static final String SIGN_IN = "sign in again (`aws sso login`, `aws configure`), or name another --profile";
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "NotAuthorized",
            "UnauthorizedOperation");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> UNKNOWN_CALLER = Set.of(
            "AuthFailure",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    private static final Set<String> GONE =
            Set.of("NotFound", "NotFoundException", "ResourceNotFound", "ResourceNotFoundException");

    private final String region;

    Troubles(String region) {
        this.region = region;
    }

    /** @throws Trouble in place of whatever the SDK throws */
    <T> T telling(Supplier<T> calls) {
        try {
            return calls.get();
        } catch (AwsServiceException e) {
            throw ofService(e);
        } catch (SdkException e) {
            throw ofClient(e);
        }
    }

    private Trouble ofService(AwsServiceException e) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
        String said = said(e, code);
        if (DENIED.contains(code)) {
            return new Trouble(
                    Trouble.Kind.INPUT,
                    "access denied: " + said,
                    "have the action granted to whoever that is, or name another --profile",
                    e);
        }
        if (EXPIRED.contains(code)) {
            return new Trouble(Trouble.Kind.INPUT, "the credentials have expired: " + said, SIGN_IN, e);
        }
        if (UNKNOWN_CALLER.contains(code)) {
            return new Trouble(
                    Trouble.Kind.INPUT,
                    "AWS does not accept the credentials in " + region + ": " + said,
                    SIGN_IN + "; a region that the account has not enabled answers so, too",
                    e);
        }
        if (GONE.contains(code)) {
            return new Trouble(
                    Trouble.Kind.INPUT,
                    "something that the stack names is gone: " + said,
                    "run `cdk deploy` again, or name another --stack",
                    e);
        }
        if (e.isThrottlingException() || e.statusCode() >= 500) {
            return new Trouble(Trouble.Kind.SERVICE, "the service fails: " + said, "run the command again", e);
        }
        return new Trouble(
                Trouble.Kind.SERVICE,
                "the service refuses the call: " + said,
                "correct what it names, if that is yours",
                e);
    }

    /** The service, the code and the message: a message of IAM names the action and who may not take it. */
    private static String said(AwsServiceException e, String code) {
        if (e.awsErrorDetails() == null) {
            return Outside.line(String.valueOf(e.getMessage()), LONGEST);
        }
        String message = e.awsErrorDetails().errorMessage();
        return Outside.line(
                e.awsErrorDetails().serviceName() + " says " + (code.isEmpty() ? e.statusCode() : code)
                        + (message == null ? "" : " (" + message + ")"),
                LONGEST);
    }

    private Trouble ofClient(SdkException e) {
        String said = Outside.line(String.valueOf(e.getMessage()), LONGEST);
        if (causedBy(e, UnknownHostException.class)) {
            return new Trouble(
                    Trouble.Kind.INPUT,
                    "there is no such host: " + said,
                    "correct --region or --endpoint-url, or the way to the network",
                    e);
        }
        if (causedBy(e, ConnectException.class)
                || causedBy(e, NoRouteToHostException.class)
                || causedBy(e, SocketTimeoutException.class)
                || e instanceof ApiCallTimeoutException) {
            return new Trouble(
                    Trouble.Kind.SERVICE,
                    "the endpoint does not answer: " + said,
                    "correct --endpoint-url or the way to the network, and run the command again",
                    e);
        }
        if (e instanceof SdkClientException && said.contains("credentials")) {
            // The chain would name each provider, with all that it had looked for.
            String where = said.contains("AwsCredentialsProviderChain") ? "none of the usual places holds any" : said;
            return new Trouble(Trouble.Kind.INPUT, "there are no credentials: " + where, SIGN_IN, e);
        }
        return new Trouble(Trouble.Kind.SERVICE, "the call fails: " + said, "run the command again", e);
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
