package io.nija.vault.alerts.tell;

import tools.jackson.databind.json.JsonMapper;

/** A message as webhooks get it and as it waits in the database. */
final class MessageJson {

    private static final JsonMapper JSON = new JsonMapper();

    private MessageJson() {
    }

    static String of(Message message) {
        return JSON.writeValueAsString(message);
    }

    static Message parse(String json) {
        return JSON.readValue(json, Message.class);
    }
}
