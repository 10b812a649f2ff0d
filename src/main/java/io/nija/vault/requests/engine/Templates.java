package io.nija.vault.requests.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts to begin a message with. */
final class Templates {

    static final Map<String, String> ALL = all();

    private Templates() {
    }

    private static Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        all.put("We are on it", """
                Thank you for your request. I am looking into it now and will write to you here. Please do not send any key or secret in this conversation: \
                nobody of us needs it.""");
        all.put("Which key is it?", "Could you tell me which of your keys this is about, by its name in the list, and what you use it for?");
        all.put("What have you seen?", """
                Could you tell me what made you ask: what you saw, where, and since when? If you think that somebody else has the key, disable it at the \
                broker right away and tell me that you did.""");
        all.put("Identity check", """
                Before this goes on I have to make sure that it is you who asks. Our office will reach you by the means that you gave us when you signed up. \
                Please do not write anything secret here.""");
        all.put("You can rotate now", """
                You can rotate the key now. Make a new key at the broker first, open the link that you were sent or this request's page, and follow the steps. \
                The old one stays for a while, so that you can go back.""");
        all.put("Reminder", "This request waits for you. If you need help with a step, write it here. If you do not need it any more, cancel it.");
        return Collections.unmodifiableMap(all);
    }
}
