package io.nija.vault.local;

import java.io.IOException;
import java.util.Map;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page to try the gateway in: Swagger UI on the gateway's own description, in the profile {@code local} only. A
 * bearer token that somebody enters there stays in the page's memory.
 */
@RestController
@Profile("local")
@ConditionalOnWebApplication
class GatewayDocs {

    static final String PATH = "/v1/docs";

    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/";

    private final Map<String, Resource> files;

    GatewayDocs() throws IOException {
        var webjar = PropertiesLoaderUtils.loadAllProperties("META-INF/maven/org.webjars/swagger-ui/pom.properties");
        var swaggerUi = new ClassPathResource(SWAGGER_UI + webjar.getProperty("version") + "/");
        files = Map.of("docs.js", own("docs.js"),
                "swagger-ui-bundle.js", swaggerUi.createRelative("swagger-ui-bundle.js"),
                "swagger-ui.css", swaggerUi.createRelative("swagger-ui.css"),
                "favicon-32x32.png", swaggerUi.createRelative("favicon-32x32.png"));
    }

    private static Resource own(String name) {
        return new ClassPathResource("local/docs/" + name);
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Resource page() {
        return own("index.html");
    }

    @GetMapping(PATH + "/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) {
        var found = files.get(file);
        return found == null ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().contentType(MediaTypeFactory.getMediaType(found).orElseThrow()).body(found);
    }

    /** Open to everybody on this machine, and ahead of the gateway's own chain. */
    @Configuration
    @Profile("local")
    @ConditionalOnWebApplication
    static class Security {

        private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        @Bean
        @Order(0)
        SecurityFilterChain gatewayDocsChain(HttpSecurity http) {
            return http.securityMatcher(PATH, PATH + "/*")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                    .build();
        }
    }
}
