package io.nija.vault.requests.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.requests.LinkVoidException;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.security.Person;
import io.nija.vault.vault.HandOver;
import io.nija.vault.vault.VaultException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The links by which owners complete their requests. What a link hands over (which request, whose, which link of it) is wrapped by Vault
 * and can be had once. The database has a hash of the code, by which an older link is known to be one without using anything up.
 */
@Component
class Links {

    private static final Logger log = LoggerFactory.getLogger(Links.class);

    private static final String REQUEST = "request";
    private static final String OWNER = "owner";
    private static final String GENERATION = "generation";

    private final JdbcClient database;
    private final RequestStore store;
    private final HandOver handOver;
    private final ConsoleRecords records;
    private final Course course;
    private final RequestProperties properties;

    Links(JdbcClient database, RequestStore store, HandOver handOver, ConsoleRecords records, Course course, RequestProperties properties) {
        this.database = database;
        this.store = store;
        this.handOver = handOver;
        this.records = records;
        this.course = course;
        this.properties = properties;
    }

    /** In the caller's transaction. Null when Vault does not answer: the owner can have one from the request's page. */
    @Nullable String tryMake(RequestRow request) {
        try {
            return make(request);
        } catch (VaultException e) {
            log.warn("Request {} is ready and goes out without a link: {}", request.id(), e.getMessage());
            return null;
        }
    }

    /** In the caller's transaction. Earlier ones are void after that. */
    String make(RequestRow request) {
        int generation = request.linkGeneration() + 1;
        var code = handOver.wrap(Map.of(REQUEST, String.valueOf(request.id()), OWNER, Objects.requireNonNull(request.summary().owner()).value(),
                GENERATION, String.valueOf(generation)), properties.link());
        database.sql("update rotation_request set link_hash = :hash, link_generation = :generation, link_opened_at = null where id = :id")
                .param("hash", hash(code)).param("generation", generation).param("id", request.id()).update();
        return "requests/%d/complete?code=%s".formatted(request.id(), URLEncoder.encode(code.expose(), StandardCharsets.UTF_8));
    }

    @Transactional
    public String make(long id, Person owner) {
        var request = store.lock(id).orElseThrow(() -> new LinkVoidException("There is no such request."));
        Rules.require(RequestAction.COMPLETE, request, owner);
        return make(request);
    }

    /**
     * Uses it up.
     *
     * @throws LinkVoidException which is on record then
     */
    void open(long id, SecretValue code, Person person) {
        var request = store.find(id, person.id()).orElse(null);
        if (request == null || !person.id().equals(request.summary().owner())) {
            // Another one's link stays good for its owner.
            throw refused(request, "This link is for somebody else, or there is no such request.");
        }
        if (!request.state().live() || !request.state().withOwner()) {
            throw refused(request, "The request is “%s”: there is nothing to complete.".formatted(request.state().label()));
        }
        if (request.linkHash() == null || !MessageDigest.isEqual(request.linkHash(), hash(code))) {
            throw refused(request, "This link was replaced by a newer one. Open the request to go on.");
        }
        var handedOver = handOver.unwrap(code).orElseThrow(() -> refused(request, request.linkOpened() == null
                ? "This link works no more: its time is over, or it was used. Open the request to go on." : "This link was used before. Open the request to go on."));
        if (!handedOver.equals(Map.of(REQUEST, String.valueOf(id), OWNER, person.id().value(), GENERATION, String.valueOf(request.linkGeneration())))) {
            throw refused(request, "This link is not for this request. Open the request to go on.");
        }
        opened(request, person.id());
    }

    private void opened(RequestRow request, UserId owner) {
        var now = Timestamp.from(course.now());
        database.sql("update rotation_request set link_opened_at = :now where id = :id and closed_at is null").param("now", now).param("id", request.id()).update();
        records.done(ConsoleAction.OPEN_LINK, OperationOutcome.DONE, request.summary().key(), null, "request " + request.id());
        course.note(request, "the owner opened the link", owner, null);
    }

    private LinkVoidException refused(@Nullable RequestRow request, String message) {
        records.done(ConsoleAction.OPEN_LINK, OperationOutcome.DENIED, request == null ? null : request.summary().key(), null,
                (request == null ? "no such request" : "request " + request.id()) + ": " + message);
        return new LinkVoidException(message);
    }

    private static byte[] hash(SecretValue code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.expose().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
