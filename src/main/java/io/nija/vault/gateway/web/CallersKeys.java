package io.nija.vault.gateway.web;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.security.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which key a request means. Nothing gets further than here that is not the caller's own, or not an identifier. */
@Component
class CallersKeys {

    private final CurrentUser user;
    private final BrokerCatalogue brokers;

    CallersKeys(CurrentUser user, BrokerCatalogue brokers) {
        this.user = user;
        this.brokers = brokers;
    }

    /**
     * @throws ForbiddenException      when it is somebody else
     * @throws InvalidRequestException when it is missing
     */
    UserId owner(@Nullable String userId) {
        var owner = new UserId(Requests.required("user_id", userId));
        if (!owner.equals(user.id())) {
            throw new ForbiddenException();
        }
        return owner;
    }

    CredentialId key(@Nullable String userId, @Nullable String broker) {
        var owner = owner(userId);
        var key = named(owner, broker);
        brokers.get(key.broker());
        return key;
    }

    /** Whether a request names a key at all, be it the caller's or not. */
    static void requireWellFormed(Requests.Key key) {
        named(new UserId(Requests.required("user_id", key.userId())), key.broker());
    }

    private static CredentialId named(UserId owner, @Nullable String broker) {
        return CredentialId.parse(owner, Requests.required("broker", broker));
    }
}
