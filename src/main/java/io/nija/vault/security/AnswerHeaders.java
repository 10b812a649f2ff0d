package io.nija.vault.security;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers by which browsers are told to keep every answer to themselves, whichever chain it comes from. */
final class AnswerHeaders {

    /** For what is no page. {@link ContentPolicy} gives pages theirs. */
    private static final String NOTHING_TO_LOAD = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** What pages could ask a browser for, and ours never do. */
    private static final String NOT_WANTED = List.of("accelerometer", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
            "microphone", "midi", "payment", "serial", "usb").stream().map(feature -> feature + "=()").collect(Collectors.joining(", "));

    private static final Duration TWO_YEARS = Duration.ofDays(730);

    /**
     * Before anything else is done with a request. Spring Security would wait until the answer goes out, which is too late for each page:
     * it comes from Vaadin's servlet by a forward, and Tomcat takes no more headers after one.
     */
    private static final ObjectPostProcessor<HeaderWriterFilter> AT_ONCE = new ObjectPostProcessor<>() {

        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    private AnswerHeaders() {
    }

    static void set(HeadersConfigurer<HttpSecurity> headers) {
        headers.withObjectPostProcessor(AT_ONCE).contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_TO_LOAD))
                // An address holds the names of keys and the numbers of requests, and a broker's page is none of ours.
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(NOT_WANTED))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(transport -> transport.maxAgeInSeconds(TWO_YEARS.toSeconds()).includeSubDomains(true));
    }
}
