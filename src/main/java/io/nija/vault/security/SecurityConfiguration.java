package io.nija.vault.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import java.time.Clock;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** The filter chain of the console: sign-in by OIDC, and views that are closed unless they say who may see them. */
@Configuration
@EnableWebSecurity
@EnableMethodSecurity
@ConditionalOnWebApplication
class SecurityConfiguration {

    @Bean
    SecurityFilterChain consoleChain(HttpSecurity http, ClientRegistrationRepository registrations,
            VaadinDefaultRequestCache afterSignIn, SignInProperties signIn, SignOuts signOuts, Clock clock, ApplicationEventPublisher events) throws Exception {
        var savedRequests = new HttpSessionRequestCache();
        // The address that a person asked for comes back as it was, without a parameter of Spring Security's.
        savedRequests.setMatchingRequestParameterName(null);
        afterSignIn.setDelegateRequestCache(savedRequests);
        return http
                .authorizeHttpRequests(requests -> requests
                        // A refusal stays one, and becomes no way to a sign-in.
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health/**").permitAll()
                        .requestMatchers("/actuator/**").denyAll()
                        .requestMatchers(HttpMethod.GET, StepUp.PATH).authenticated())
                // A sign-in starts with an empty session: nothing of an earlier person, their views or Vault token, is left.
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .headers(AnswerHeaders::set)
                .addFilterAfter(new LongestSession(signIn.sessionLongest(), clock), HeaderWriterFilter.class)
                .addFilterBefore(new SignInLimit(signIn), OAuth2AuthorizationRequestRedirectFilter.class)
                .oauth2Login(login -> login
                        .failureHandler(new SignInFailures(events))
                        .authorizationEndpoint(endpoint -> endpoint
                                .authorizationRequestResolver(StepUp.authorizationRequests(registrations, signIn.freshSignIn()))))
                .logout(logout -> logout.addLogoutHandler(signOuts))
                .with(vaadin(), console -> console
                        .oauth2LoginPage(StepUp.SIGN_IN, "{baseUrl}/")
                        // An address that leads nowhere gets the console's own page, once somebody is signed in.
                        .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .build();
    }

    /** Makes the end of a web session an event. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** Tokens of the provider end with the web session; Spring Boot's own store would keep them for ever. */
    @Bean
    OAuth2AuthorizedClientRepository providerTokens() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    GrantedAuthoritiesMapper rolesOfClaim(OidcProperties oidc) {
        return new RolesOfClaim(oidc);
    }
}
