package io.nija.vault.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** The filter chain of the figures for Prometheus: no session, nobody signed in, and the token of the settings with each request. */
@Configuration
@ConditionalOnWebApplication
class MonitoringSecurity {

    private static final String BEARER = "Bearer ";

    @Bean
    @Order(2)
    SecurityFilterChain monitoringChain(HttpSecurity http, MonitoringProperties properties) throws Exception {
        return http
                .securityMatcher("/actuator/prometheus")
                .addFilterBefore(new TokenFilter(properties.token()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.GET, "/actuator/prometheus").permitAll()
                        .anyRequest().denyAll())
                .headers(AnswerHeaders::set)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Lets through who brings the token. */
    private static final class TokenFilter extends OncePerRequestFilter {

        private final byte @Nullable [] expected;

        TokenFilter(@Nullable String token) {
            expected = token == null ? null : hash(token);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
            if (expected == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            } else if (brings(request.getHeader(HttpHeaders.AUTHORIZATION), expected)) {
                chain.doFilter(request, response);
            } else {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER.strip());
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            }
        }

        /** Takes as long for a token that is nearly right as for any other; of hashes, as lengths would tell, too. */
        private static boolean brings(@Nullable String header, byte[] expected) {
            var token = header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
            return MessageDigest.isEqual(hash(token), expected);
        }

        private static byte[] hash(String token) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
