package io.nija.vault.delivery.send;

/** Sends by one channel. */
interface Sender {

    /** @throws UndeliveredException when it has not arrived, as far as can be told */
    void send(WaitingLetter letter) throws UndeliveredException;
}
