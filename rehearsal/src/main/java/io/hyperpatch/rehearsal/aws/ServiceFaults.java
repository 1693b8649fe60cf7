package io.hyperpatch.rehearsal.aws;

import io.hyperpatch.rehearsal.fault.CallFailed;

/** The words in which each service says that it is throttling, broken, or not allowed to the caller. */
final class ServiceFaults {

    private ServiceFaults() {}

    static ApiError throttled(String service) {
        return switch (service) {
            case "ec2" -> new ApiError(503, "RequestLimitExceeded", "Request limit exceeded.");
            case "imagebuilder" ->
                new ApiError(429, "CallRateLimitExceededException", "You have exceeded the permitted request rate.");
            case "scheduler" -> new ApiError(429, "ThrottlingException", "Rate exceeded");
            case "monitoring", "sns", "sts", "iam" -> ApiError.badRequest("Throttling", "Rate exceeded");
            default -> ApiError.badRequest("ThrottlingException", "Rate exceeded");
        };
    }

    static ApiError denied(String service, String message) {
        return switch (service) {
            case "ec2" -> new ApiError(403, "UnauthorizedOperation", message);
            case "monitoring", "sts", "iam" -> new ApiError(403, "AccessDenied", message);
            case "sns" -> new ApiError(403, "AuthorizationError", message);
            case "imagebuilder" -> new ApiError(403, "ForbiddenException", message);
            case "scheduler" -> new ApiError(403, "AccessDeniedException", message);
            default -> ApiError.badRequest("AccessDeniedException", message);
        };
    }

    static ApiError failed(String service, CallFailed.ServerFailed failure) {
        boolean unavailable = failure.status() == 503;
        String code =
                switch (service) {
                    case "ec2" -> unavailable ? "Unavailable" : "InternalError";
                    case "imagebuilder" -> unavailable ? "ServiceUnavailableException" : "ServiceException";
                    case "scheduler" -> "InternalServerException";
                    case "ssm" -> unavailable ? "ServiceUnavailable" : "InternalServerError";
                    default -> unavailable ? "ServiceUnavailable" : "InternalFailure";
                };
        return new ApiError(
                failure.status(), code, "The request processing has failed because of an unknown error or failure.");
    }
}
