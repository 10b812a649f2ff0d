package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;

/** The one place that knows the addresses of the key views. */
final class KeysNavigation {

    static final String KEYS = "keys";
    static final String KEY = "keys/:" + KeysNavigation.KEY_PARAMETER;
    static final String ROTATE = KEY + "/rotate";
    /** The number of the request that a rotation is for. */
    static final String REQUEST_PARAMETER = "request";
    static final String ADD = "add/:" + KeysNavigation.BROKER_PARAMETER + "?";
    static final String REVOKED = "revoked";
    static final String ACTIVITY = "activity";
    static final String DIRECTORY = "directory";
    static final String KEY_PARAMETER = "key";
    static final String BROKER_PARAMETER = "broker";

    private KeysNavigation() {
    }

    static void toKeys() {
        UI.getCurrent().navigate(MyKeysView.class);
    }

    static void toKey(CredentialId id) {
        UI.getCurrent().navigate(KeyView.class, new RouteParameters(KEY_PARAMETER, id.key()));
    }

    static void toRotate(CredentialId id) {
        UI.getCurrent().navigate(RotateView.class, new RouteParameters(KEY_PARAMETER, id.key()));
    }

    static void toAdd() {
        UI.getCurrent().navigate(AddKeyView.class, RouteParameters.empty());
    }

    static void toAdd(BrokerId broker) {
        UI.getCurrent().navigate(AddKeyView.class, new RouteParameters(BROKER_PARAMETER, broker.value()));
    }

    static RouterLink linkToKey(String text, CredentialId id) {
        return new RouterLink(text, KeyView.class, new RouteParameters(KEY_PARAMETER, id.key()));
    }

    /** For the address of a view that can be about one key. */
    static QueryParameters of(CredentialId id) {
        return QueryParameters.of(KEY_PARAMETER, id.key());
    }

    /** The route as the browser's address has it, to come back to after a sign-in. */
    static String route(CredentialId id) {
        return KEYS + "/" + id.key();
    }
}
