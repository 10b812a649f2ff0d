package io.nija.vault.migration;

/** What JSON and YAML have in common to complain about. */
final class RowMessages {

    static final String UNKNOWN_FIELD = "There is a field besides user_id, broker, api_key, api_secret, additional_params and created_at.";
    static final String PARAMETERS_NOT_TEXT = "additional_params must be an object of texts.";

    private RowMessages() {
    }
}
