package io.nija.vault.alerts.tell;

import tools.jackson.databind.json.JsonMapper;

/** A message as webhooks get it. */
final class MessageJson {

    private static final JsonMapper JSON = new JsonMapper();

    private MessageJson() {
    }

    static String of(Message message) {
        return JSON.writeValueAsString(message);
    }
}
