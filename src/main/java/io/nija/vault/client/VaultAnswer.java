package io.nija.vault.client;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a node answered that could serve the request, be it a refusal. */
record VaultAnswer(int status, byte[] body) {

    boolean ok() {
        return status / 100 == 2;
    }

    /** The body; nothing of what it says gets into an exception. */
    JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new VaultAnswerException("Vault's answer with status " + status + " is no JSON");
        }
    }

    /** Vault's own words, to recognise and not to pass on. */
    boolean complains(String words) {
        return json().path("errors").toString().contains(words);
    }

    /** A 404 with a complaint means that there is no such engine, rather than no such key. */
    boolean isAbsent() {
        return status == 404 && json().path("errors").isEmpty();
    }

    /** @throws ApiKeyManagerException when it is none of those that the caller expects */
    VaultAnswer orThrow() {
        if (status == 403) {
            throw new VaultDeniedException("Vault refuses this: the policy of this client does not allow it");
        }
        if (!ok()) {
            throw new VaultAnswerException("Vault answered with status " + status);
        }
        return this;
    }

    @Override
    public String toString() {
        return "VaultAnswer[" + status + "]";
    }
}
