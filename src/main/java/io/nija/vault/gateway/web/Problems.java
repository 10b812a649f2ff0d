package io.nija.vault.gateway.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.RequestId;
import io.nija.vault.credentials.CredentialNotFoundException;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeepsChangingException;
import io.nija.vault.credentials.OutcomeUnknownException;
import io.nija.vault.credentials.OutdatedCopiesException;
import io.nija.vault.gateway.limit.TooManyRequestsException;
import io.nija.vault.vault.VaultDeniedException;
import io.nija.vault.vault.VaultSignInException;
import io.nija.vault.vault.VaultUnavailableException;
import io.nija.vault.vault.VersionConflictException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every error of the gateway, whether it comes up in a filter, in Spring's own handling or in the gateway: one status and
 * one body. What goes wrong elsewhere in the console is not its business.
 */
@Component
class Problems implements HandlerExceptionResolver, Ordered {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Seconds after which Vault may be asked again. */
    private static final int VAULT_AGAIN = 2;

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        if (!request.getRequestURI().startsWith("/v1/")) {
            return null;
        }
        try {
            write(response, failure);
        } catch (IOException e) {
            log.debug("The caller left before the answer", e);
        }
        return new ModelAndView();
    }

    private void write(HttpServletResponse response, Exception failure) throws IOException {
        var problem = of(failure, RequestId.current().orElse(""));
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (failure instanceof VaultSignInException) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        if (failure instanceof TooManyRequestsException limit) {
            RateLimitHeaders.write(response, limit.allowance());
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(limit.allowance().retryAfter()));
        } else if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(VAULT_AGAIN));
        }
        if (failure instanceof ErrorResponse standard) {
            // Such as Allow, for a method that is not allowed.
            standard.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    /** What is wrong, in a status and a sentence. No text of a foreign exception gets out: it may quote what was sent. */
    static Problem of(Exception failure, String requestId) {
        return switch (failure) {
            case InvalidRequestException e -> unprocessable(e.getMessage(), requestId).at(e.field());
            case InvalidCredentialException e -> unprocessable(e.getMessage(), requestId).at(e.field());
            case InvalidIdentifierException e -> unprocessable(e.getMessage(), requestId).at(fieldOf(e));
            case MissingServletRequestParameterException e ->
                    unprocessable("This parameter is missing.", requestId).at(e.getParameterName());
            case InvalidParameterException e -> unprocessable("The query cannot be read.", requestId).at("query");
            case RequestRejectedException e -> Problem.of(HttpStatus.BAD_REQUEST, "The request cannot be read.", requestId);
            case TooLargeException e -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, e.getMessage(), requestId);
            case HttpMessageNotReadableException e when e.getMostSpecificCause() instanceof TooLargeException large ->
                    of(large, requestId);
            case HttpMessageNotReadableException e -> unprocessable("The body is not the JSON that this address takes.", requestId)
                    .at(fieldOf(e));
            case MissingKeyException e -> Problem.of(HttpStatus.NOT_FOUND, e.getMessage(), requestId);
            case CredentialNotFoundException e -> Problem.of(HttpStatus.NOT_FOUND, e.getMessage(), requestId);
            case ForbiddenException e -> Problem.of(HttpStatus.FORBIDDEN, e.getMessage(), requestId);
            case VersionConflictException e -> Problem.of(HttpStatus.PRECONDITION_FAILED, e.getMessage(), requestId);
            case TooManyRequestsException e -> Problem.of(HttpStatus.TOO_MANY_REQUESTS, e.getMessage(), requestId);
            case VaultDeniedException e -> Problem.of(HttpStatus.FORBIDDEN, e.getMessage(), requestId);
            case VaultSignInException e -> Problem.of(HttpStatus.UNAUTHORIZED, "Vault did not accept this access token.", requestId);
            case VaultUnavailableException e -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), requestId);
            case OutcomeUnknownException e -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), requestId);
            case OutdatedCopiesException e -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), requestId);
            case KeepsChangingException e -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), requestId);
            case AuthenticationServiceException e -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE,
                    "The identity provider does not answer, so your token cannot be checked.", requestId);
            case AuthenticationException e -> Problem.of(HttpStatus.UNAUTHORIZED,
                    "Send a valid access token: Authorization: Bearer …", requestId);
            case AccessDeniedException e -> Problem.of(HttpStatus.FORBIDDEN, "Your token has no role that may use this.", requestId);
            case ErrorResponse e when HttpStatus.resolve(e.getStatusCode().value()) instanceof HttpStatus status
                    && status.is4xxClientError() -> Problem.of(status, sentence(status), requestId);
            default -> unexpected(failure, requestId);
        };
    }

    private static Problem unprocessable(String detail, String requestId) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, detail, requestId);
    }

    /** A key's name is part of the field {@code broker}. */
    static String fieldOf(InvalidIdentifierException failure) {
        return failure.field().equals("user id") ? "user_id" : "broker";
    }

    /** The field whose value is not of the right type, or the body as a whole. */
    private static String fieldOf(HttpMessageNotReadableException failure) {
        var path = failure.getCause() instanceof JacksonException e ? e.getPath() : List.<JacksonException.Reference>of();
        var names = path.stream().map(JacksonException.Reference::getPropertyName).filter(Objects::nonNull).toList();
        return names.isEmpty() ? "body" : String.join(".", names);
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address takes another method.";
            case NOT_ACCEPTABLE -> "The answer is application/json.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be application/json.";
            default -> status.getReasonPhrase().toLowerCase(Locale.ROOT);
        };
    }

    private static Problem unexpected(Exception failure, String requestId) {
        log.error("A request failed", failure);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "This was not meant to happen. Quote the request id when you report it.", requestId);
    }
}
