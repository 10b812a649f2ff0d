package io.nija.vault.gateway.web;

import java.util.Map;

import io.nija.vault.gateway.limit.Limits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** How the gateway fits into the console's web server. */
@Configuration
@ConditionalOnWebApplication
class GatewayConfiguration implements WebMvcConfigurer {

    private static final String EVERYTHING = "/v1/**";

    private final UserLimit limit;

    GatewayConfiguration(UserLimit limit) {
        this.limit = limit;
    }

    /** Before Spring Security, as checking a token costs something too. */
    @Bean
    FilterRegistrationBean<RequestFilter> gatewayRequests(Limits limits, Problems problems) {
        var filter = new FilterRegistrationBean<>(new RequestFilter(limits, problems));
        filter.addUrlPatterns("/v1/*");
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /** A batch counts for as many as it asks for, once that is known. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(limit).addPathPatterns("/v1/credentials/**").excludePathPatterns("/v1/credentials/batch");
    }

    /** What is at no address of the gateway is no page of the console either, which would take it otherwise. */
    @Bean
    SimpleUrlHandlerMapping nothingElseOfTheGateway() {
        HttpRequestHandler nothing = (HttpServletRequest request, HttpServletResponse response) -> {
            throw new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), request.getRequestURI(), "");
        };
        return new SimpleUrlHandlerMapping(Map.of(EVERYTHING, nothing), 1);
    }

    /** What Spring Security's firewall refuses, such as a control character in a header. */
    @Bean
    RequestRejectedHandler gatewayRejections(Problems problems) {
        var elsewhere = new HttpStatusRequestRejectedHandler();
        return (request, response, failure) -> {
            if (problems.resolveException(request, response, null, failure) == null) {
                elsewhere.handle(request, response, failure);
            }
        };
    }

    /** Tomcat answers TRACE by itself, in its own way, unless it may come through. Nothing lets it further than the filters. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> traceIsRefusedByUs() {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> connector.setAllowTrace(true));
    }

    /** A number is no text and a name said twice is a mistake, as OpenAPI and JSON's own specification have it. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .withCoercionConfig(LogicalType.Integer, number -> {
                    number.setCoercion(CoercionInputShape.String, CoercionAction.Fail);
                    number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
                    number.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    number.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
    }
}
