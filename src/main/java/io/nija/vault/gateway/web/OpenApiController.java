package io.nija.vault.gateway.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gateway's description for its clients (OpenAPI 3.1). It is written by hand, and a fuzz test holds the gateway to it. */
@RestController
class OpenApiController {

    @GetMapping(path = "/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource description() {
        return new ClassPathResource("gateway/openapi.json");
    }
}
