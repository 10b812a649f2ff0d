package io.nija.vault.local;

import java.net.InetAddress;
import java.time.Duration;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** The provider's web server, its protocol endpoints and its sign-in page. No stereotype: the console must not scan it. */
@EnableWebSecurity
class OidcConfiguration {

    @Bean
    TomcatServletWebServerFactory webServer(OidcSettings settings) {
        var factory = new TomcatServletWebServerFactory(settings.port());
        factory.setAddress(InetAddress.ofLiteral("127.0.0.1"));
        factory.setBaseDirectory(settings.directory().toFile());
        // Cookies do not tell ports apart, so the console's session has to have another name.
        factory.getSettings().getSession().getCookie().setName("NIJA_SIGN_IN");
        factory.getSettings().getSession().setTimeout(Duration.ofHours(8));
        return factory;
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, OidcSettings settings) {
        var server = new OAuth2AuthorizationServerConfigurer();
        var loopback = new LoopbackRedirects();
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(server, endpoints -> endpoints
                        .authorizationEndpoint(endpoint -> endpoint.authenticationProviders(loopback::allowAfterSignIn))
                        .oidc(oidc -> oidc
                                .logoutEndpoint(endpoint -> endpoint.authenticationProviders(loopback::allowAfterSignOut))
                                .userInfoEndpoint(endpoint -> endpoint.userInfoMapper(context ->
                                        new OidcUserInfo(settings.people().named(context.getAuthorization().getPrincipalName()).orElseThrow().claims())))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
                .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(SignInPage.PATH), new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .addFilterAfter(new FreshSignInFilter(), SecurityContextHolderFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain signIn(HttpSecurity http, OidcSettings settings) {
        var toConsole = new SavedRequestAwareAuthenticationSuccessHandler();
        toConsole.setDefaultTargetUrl(settings.console().toString());
        return http
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(SignInPage.PATH, SignInPage.STYLES).permitAll()
                        .anyRequest().authenticated())
                .formLogin(form -> form.loginPage(SignInPage.PATH).successHandler(toConsole))
                // A form that has become stale, usually because the console was started anew meanwhile.
                .exceptionHandling(exceptions -> exceptions.accessDeniedHandler((request, response, denied) ->
                        response.sendRedirect(SignInPage.PATH + "?stale")))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(SignInPage.CONTENT_POLICY)))
                .build();
    }

    /** For all addresses: Tomcat runs no filter, and so no protocol endpoint, where no servlet is. */
    @Bean
    ServletRegistrationBean<SignInPage> signInPage(OidcSettings settings) {
        return new ServletRegistrationBean<>(new SignInPage(settings.people()), "/");
    }

    /** Forgets sessions in the register that {@code sid} comes from when they end. */
    @Bean
    ServletListenerRegistrationBean<HttpSessionEventPublisher> sessionEvents() {
        return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
    }

    /** Vaadin replaces the strategy of the whole process once the console starts, and this context has to follow. */
    @Bean
    SecurityContextHolderStrategy securityContextHolderStrategy() {
        return new CurrentSecurityContextHolderStrategy();
    }

    /** Weak on purpose: all passwords are random, and they only have to be kept out of the memory's plain text. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    UserDetailsService users(OidcSettings settings, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(settings.people().all().stream()
                .map(person -> User.withUsername(person.name()).password(encoder.encode(person.password())).authorities(person.role()).build())
                .toList());
    }
}
