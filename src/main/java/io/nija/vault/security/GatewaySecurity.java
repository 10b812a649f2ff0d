package io.nija.vault.security;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The filter chain of the gateway: no session, and an access token with each request. */
@Configuration
@ConditionalOnWebApplication
class GatewaySecurity {

    private static final String BEARER = "Bearer ";

    /** Before the console's own chain, which takes everything. */
    @Bean
    @Order(1)
    SecurityFilterChain gatewayChain(HttpSecurity http, JwtDecoder accessTokens, OidcProperties oidc,
            @Qualifier("problems") HandlerExceptionResolver problems) throws Exception {
        var roles = new RolesOfClaim(oidc);
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles::of);
        converter.setPrincipalClaimName(oidc.userClaim());
        AuthenticationEntryPoint refusal = (request, response, failure) -> {
            if (!(failure instanceof AuthenticationServiceException)) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(failure));
            }
            problems.resolveException(request, response, null, failure);
        };
        return http
                .securityMatcher("/v1/**")
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.GET, "/v1/openapi.json").permitAll()
                        .anyRequest().hasRole(Role.USER_NAME))
                .oauth2ResourceServer(server -> server
                        .bearerTokenResolver(GatewaySecurity::bearerToken)
                        .jwt(jwt -> jwt.decoder(accessTokens).jwtAuthenticationConverter(converter))
                        .authenticationEntryPoint(refusal)
                        .withObjectPostProcessor(always(refusal)))
                .exceptionHandling(errors -> errors.accessDeniedHandler((request, response, failure) ->
                        problems.resolveException(request, response, null, failure)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // The gateway's own is simpler, and the same for all its answers.
                .headers(headers -> {
                    AnswerHeaders.set(headers);
                    headers.cacheControl(cache -> cache.disable());
                })
                .build();
    }

    /** Also when a token cannot be checked as the issuer does not answer, which Spring Security would throw out of the filter. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> always(AuthenticationEntryPoint refusal) {
        return new ObjectPostProcessor<>() {

            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(refusal::commence);
                return filter;
            }
        };
    }

    /**
     * Spring Security's own firewall, but for one thing: it looks through each header by a regular expression, which for a
     * long access token took a tenth of all that a read costs the gateway. What is allowed is the same.
     */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(value -> isPlain(value)
                || value.codePoints().allMatch(c -> c == '\t' || Character.isDefined(c) && !Character.isISOControl(c)));
        return firewall;
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** From the header and nowhere else. Spring Security's resolver finds the same, by a regular expression over the token. */
    private static @Nullable String bearerToken(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()) : null;
    }

    /** Each filter of Spring Security would be measured by itself, which nobody looks at. */
    @Bean
    SecurityObservationSettings noMeasuringOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** As RFC 6750 has it: with an error only when there was a token. */
    private static String challenge(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException e ? "Bearer error=\"" + e.getError().getErrorCode() + "\"" : "Bearer";
    }

    @Bean
    JwtDecoder accessTokens(ClientRegistrationRepository registrations, OidcProperties oidc) {
        var keys = registrations.findByRegistrationId(StepUp.REGISTRATION).getProviderDetails().getJwkSetUri();
        return new RememberedTokens(AccessTokens.decoder(URI.create(keys), oidc), AccessTokens.validator(oidc));
    }
}
