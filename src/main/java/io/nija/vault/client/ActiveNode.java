package io.nija.vault.client;

import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Gets requests to the active node of an OpenBao cluster. Its standbys serve reads and lag behind, and a write that needs
 * none after what a standby knows, such as one that fails its check-and-set there, does not get further either. Each answer
 * says up to which write the node knew, and a request may ask not to be served below such an index. One that no node will
 * ever reach always gets to the active node. HashiCorp Vault's answers bear no index of this form, and it is asked for
 * none: its standbys forward by themselves. See src/docs/decisions/the-client-asks-the-active-node.md.
 */
final class ActiveNode {

    static final String INDEX = "X-Vault-Index";
    static final String INCONSISTENT = "X-Vault-Inconsistent";
    static final String FORWARD = "forward-active-node";

    private static final String NEVER_REACHED = String.valueOf(Long.MAX_VALUE);

    private volatile @Nullable String index;

    /** The index to ask for, or null while nothing is known of this server. */
    @Nullable String index() {
        return index;
    }

    /**
     * @param answered the index of an answer
     * @param asked    the one that its request asked for
     * @return whether the request asked for none of this cluster's, so that a read may be an old one
     */
    boolean learn(String answered, @Nullable String asked) {
        var learnt = ofClusterIn(answered);
        if (learnt == null) {
            return false;
        }
        index = learnt;
        return !learnt.equals(asked);
    }

    private static @Nullable String ofClusterIn(String answered) {
        try {
            var json = Json.MAPPER.readTree(Base64.getDecoder().decode(answered));
            return json.path("cluster").isString() && json.path("value").isString()
                    ? encoded(json.path("cluster").stringValue()) : null;
        } catch (IllegalArgumentException | JacksonException e) {
            // HashiCorp Vault Enterprise has a header of this name and another form.
            return null;
        }
    }

    private static String encoded(String cluster) {
        var json = Json.MAPPER.createObjectNode().put("cluster", cluster).put("value", NEVER_REACHED);
        return Base64.getEncoder().encodeToString(Json.MAPPER.writeValueAsBytes(json));
    }
}
