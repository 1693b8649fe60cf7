package io.hyperpatch.rehearsal.aws;

import io.hyperpatch.rehearsal.fault.CallFailed;

/** How each service says that it is throttling or broken, or that the caller may not. */
final class ServiceFaults {

    private ServiceFaults() {}

    static ApiError throttled(String service) {
        return switch (service) {
            case "ec2" -> new ApiError(503, "RequestLimitExceeded", "Request limit exceeded.");
            case "imagebuilder" ->
                new ApiError(429, "CallRateLimitExceededException", "You have exceeded the permitted request rate.");
            case "scheduler" -> new ApiError(429, "ThrottlingException", "Rate exceeded");
            case "monitoring", "sns", "sts" -> ApiError.badRequest("Throttling", "Rate exceeded");
            default -> ApiError.badRequest("ThrottlingException", "Rate exceeded");
        };
    }

    static ApiError denied(String service, CallFailed.Denied denial) {
        return switch (service) {
            case "ec2" ->
                new ApiError(403, "UnauthorizedOperation", "You are not authorized to perform this operation.");
            case "sns" -> new ApiError(403, "AuthorizationError", denial.getMessage());
            case "monitoring", "sts" -> new ApiError(403, "AccessDenied", denial.getMessage());
            case "imagebuilder", "scheduler" -> new ApiError(403, "AccessDeniedException", denial.getMessage());
            default -> ApiError.badRequest("AccessDeniedException", denial.getMessage());
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
