package io.nija.vault.vault;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.nija.vault.base.InvalidIdentifierException;
import org.springframework.stereotype.Component;

/**
 * Signed heads of audit logs, in a KV v2 mount where the console may create and read, but neither change nor remove. They
 * are signed by the Transit key {@code audit-chain}, which never leaves Vault. Every method throws {@link VaultException}
 * when Vault does not answer or refuses, and {@link InvalidIdentifierException} for a source that can be no part of a path.
 */
@Component
public class AuditHeads {

    static final String MOUNT = "audit-heads";
    static final String KEY = "audit-chain";

    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LINES = Pattern.compile("\\d{20}");

    private final ConsoleVault vault;

    AuditHeads(ConsoleVault vault) {
        this.vault = vault;
    }

    /**
     * Signs a head and keeps it, unless there is one of as many lines already.
     *
     * @param head in hexadecimal digits
     * @return what is kept; when that was there before, its hash may be another one
     */
    public SignedHead sign(String source, long lines, String head) {
        var time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var signature = (String) Objects.requireNonNull(vault.write("transit/sign/" + KEY,
                Map.of("input", base64(SignedHead.text(source, lines, head, time)))).get("signature"));
        try {
            vault.write(data(source, lines), Map.of("data",
                    Map.of("source", source, "lines", lines, "head", head, "time", time.toString(), "signature", signature)));
            return new SignedHead(source, lines, head, time, signature, 1);
        } catch (VaultDeniedException e) {
            return read(source, lines).orElseThrow(() -> e);
        }
    }

    /** Of how many lines there are signed heads, ascending. */
    public List<Long> signed(String source) {
        return vault.list(MOUNT + "/metadata/" + checked(source) + "/").stream().filter(LINES.asMatchPredicate())
                .map(Long::parseLong).sorted().toList();
    }

    /** Empty when there is none, or what is there is no head of that source and so many lines. */
    public Optional<SignedHead> read(String source, long lines) {
        var answer = vault.read(data(source, lines));
        if (answer == null || !(answer.get("data") instanceof Map<?, ?> data) || !(answer.get("metadata") instanceof Map<?, ?> metadata)
                || !(metadata.get("version") instanceof Integer version)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignedHead(text(data, "source"), Long.parseLong(text(data, "lines")), text(data, "head"),
                            Instant.parse(text(data, "time")), text(data, "signature"), version))
                    .filter(found -> found.source().equals(source) && found.lines() == lines);
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<?, ?> data, String field) {
        return String.valueOf(data.get(field));
    }

    /** Whether Transit's key signed it. What Vault does not take for a signature at all is none. */
    public boolean isGenuine(SignedHead head) {
        try {
            return Boolean.TRUE.equals(vault.write("transit/verify/" + KEY,
                    Map.of("input", base64(head.text()), "signature", head.signature())).get("valid"));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String data(String source, long lines) {
        return "%s/data/%s/%020d".formatted(MOUNT, checked(source), lines);
    }

    private static String checked(String source) {
        if (!SOURCE.matcher(source).matches() || source.contains("..")) {
            throw new InvalidIdentifierException("audit log's name", "1 to 64 letters, digits, dots, dashes or underscores");
        }
        return source;
    }

    private static String base64(byte[] text) {
        return Base64.getEncoder().encodeToString(text);
    }
}
