package io.nija.vault.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** An OIDC provider that signs whatever a test asks for, as far as Vault and a gateway need one: discovery and keys. */
public final class TestIssuer implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;

    private TestIssuer() throws IOException, JOSEException {
        key = newKey();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration", new JsonMapper().writeValueAsString(discovery()));
        serve("/keys", new JWKSet(key.toPublicJWK()).toString());
        server.start();
    }

    /** Nobody answers at the addresses of the sign-in, which the console asks for when it starts. */
    private Map<String, Object> discovery() {
        return Map.of("issuer", uri().toString(), "jwks_uri", uri() + "/keys",
                "authorization_endpoint", uri() + "/authorize", "token_endpoint", uri() + "/token", "userinfo_endpoint", uri() + "/userinfo",
                "response_types_supported", List.of("code"), "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private void serve(String path, String json) {
        server.createContext(path, exchange -> {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
    }

    public static TestIssuer start() throws IOException {
        try {
            return new TestIssuer();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public RSAKey key() {
        return key;
    }

    /** What a good token for this person says; to be changed at will. */
    public Map<String, Object> claims(String subject, String... roles) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", uri().toString());
        claims.put("aud", "vault-console");
        claims.put("sub", subject);
        claims.put("roles", roles);
        claims.put("iat", Date.from(Instant.now()));
        claims.put("exp", Date.from(Instant.now().plusSeconds(300)));
        return claims;
    }

    /** An access token for the gateway, of somebody who may keep keys. */
    public String accessToken(String subject) {
        var claims = claims(subject, "user");
        claims.put("aud", "nija");
        return sign(claims);
    }

    public String token(String subject, String... roles) {
        return sign(claims(subject, roles));
    }

    public String sign(Map<String, Object> claims) {
        try {
            return sign(JWSAlgorithm.RS256, new RSASSASigner(key), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Under the id of the issuer's own key, whatever the signer's is. */
    public String sign(JWSAlgorithm algorithm, JWSSigner signer, Map<String, Object> claims) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claimsSet(claims));
        token.sign(signer);
        return token.serialize();
    }

    public static JWTClaimsSet claimsSet(Map<String, Object> claims) {
        var set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        return set.build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
