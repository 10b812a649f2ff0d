package io.nija.vault.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has every request but logins answered by the active node, as a standby may not have heard of the latest write yet.
 * OpenBao's standbys answer from a copy, and say with {@code X-Vault-Index} how far it has got; a request may name an
 * index that must have been reached, and have itself forwarded to the active node until then. Since the write may have
 * gone through another gateway, every request names one that no copy has reached. Writes too: a standby checks a version
 * against its copy. Nothing of this is sent to a Vault whose answers bear no such index, such as HashiCorp's, whose
 * standbys forward by themselves.
 */
class ActiveNode {

    static final String INDEX = "X-Vault-Index";

    private static final Logger log = LoggerFactory.getLogger(ActiveNode.class);
    private static final String INCONSISTENT = "X-Vault-Inconsistent";
    private static final String TO_THE_ACTIVE_NODE = "forward-active-node";
    private static final JsonMapper JSON = new JsonMapper();
    private static final long NOT_REACHED_YET = Long.MAX_VALUE;

    private record Known(String cluster, String index) {
    }

    private volatile @Nullable Known known;

    void ask(BiConsumer<String, String> header) {
        var now = known;
        if (now != null) {
            header.accept(INDEX, now.index);
            header.accept(INCONSISTENT, TO_THE_ACTIVE_NODE);
        }
    }

    /**
     * Another Vault behind the same address takes no notice of an index that is not its own, and tells its own.
     *
     * @param index that of an answer; null when it bore none
     */
    void learn(@Nullable String index) {
        var now = known;
        if (index == null || now != null && index.startsWith(now.cluster)) {
            return;
        }
        known = read(index);
    }

    private static @Nullable Known read(String index) {
        try {
            var cluster = JSON.readTree(Base64.getDecoder().decode(index)).path("cluster").asString("");
            return cluster.isEmpty() ? null : new Known(encoded("{\"cluster\":\"" + cluster).replaceAll("..?=*$", ""),
                    encoded("{\"cluster\":\"" + cluster + "\",\"value\":\"" + NOT_REACHED_YET + "\"}"));
        } catch (JacksonException | IllegalArgumentException e) {
            log.debug("An index of another form, which this does not know how to use: {}", index);
            return null;
        }
    }

    private static String encoded(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
