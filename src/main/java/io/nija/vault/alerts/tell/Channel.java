package io.nija.vault.alerts.tell;

/** A way to reach people who are not looking. */
interface Channel {

    /** Sixteen letters at most. */
    String name();

    /** @throws UndeliveredException when it has not arrived, as far as can be told */
    void send(Message message) throws UndeliveredException;
}
