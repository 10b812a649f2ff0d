package io.nija.vault.requests.engine;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import org.springframework.stereotype.Component;

/**
 * Finds what looks like a credential in a text that others will read. It is on the careful side: the hash of a file or a transaction
 * looks like a key and is taken for one, as nothing tells the two apart.
 */
@Component
class CredentialLike {

    /** @param what it looks like, to follow “looks like” */
    private record Form(String what, Pattern pattern) {
    }

    private static final List<Form> FORMS = List.of(
            new Form("a private key in PEM", Pattern.compile("-----BEGIN|-----END")),
            new Form("a Vault token", Pattern.compile("(?<![A-Za-z0-9])(hv[sbr]|[sbr])\\.[A-Za-z0-9_-]{20,}")),
            new Form("a signed token (JWT)", Pattern.compile("(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}")),
            new Form("a secret with its name before it", Pattern.compile("""
                    (?ix) (?<![a-z0-9]) ( (api|access|secret|private|signing|client)[\\s_-]{0,2}(key|secret|token|id) | api[\\s_-]?key[\\s_-]?(id|secret)?
                        | secret | pass(word|phrase)? | passwd | pwd | token | bearer | authorization )
                    ["'”’]? \\s* ( [=] | :\\s*["'“‘] | ["'”’]\\s*: ) \\s* ["'“‘]? [^\\s"'”’,;]{4,}""")),
            new Form("a secret with its name before it", Pattern.compile("""
                    (?ix) (?<![a-z0-9]) ( ((api|access|private|signing|client)[\\s_-]{0,2})? (secret|token) | secret[\\s_-]?key | pass(word|phrase)? | passwd | pwd )
                    \\s* ( : | \\s (is|was) \\s* :? ) \\s* (?=\\S*[a-z]) (?=\\S*\\d) [^\\s,;/]{8,}""")),
            new Form("coded bytes (base64)", Pattern.compile("(?<![A-Za-z0-9+/=])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])[A-Za-z0-9+/]{22,}={1,2}(?!=)")));

    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** An address of an account is public; a private key is longer. */
    private static final Pattern ACCOUNT = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final Pattern HEX = Pattern.compile("(?i)(0x)?[0-9a-f]{32,}");
    private static final Pattern PARTS = Pattern.compile("[-_+/=]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9+/=_-]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Mn}]");

    private static final int LONG = 20;
    /** Shorter formats of brokers are those of ordinary words and numbers. */
    private static final int FORMAT_FROM = 16;
    private static final int PIECES_TOGETHER = 28;

    private final List<Form> brokers;

    CredentialLike(BrokerCatalogue catalogue) {
        brokers = catalogue.all().stream().flatMap(CredentialLike::forms).toList();
    }

    private static Stream<Form> forms(Broker broker) {
        return broker.fields().stream().filter(field -> field.format() != null && field.options().isEmpty())
                .map(field -> new Form("the %s of %s".formatted(field.label(), broker.name()), field.format()));
    }

    /** @return what it looks like, to follow “looks like”; never a part of the text itself */
    Optional<String> find(String text) {
        var plain = INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        for (var form : FORMS) {
            if (form.pattern.matcher(plain).find()) {
                return Optional.of(form.what);
            }
        }
        var pieces = new ArrayList<String>();
        for (var word : BETWEEN_WORDS.split(plain)) {
            var found = word(word);
            if (found.isPresent()) {
                return found;
            }
            // One that was written with spaces in it.
            if (isMixed(word) && !UUID.matcher(word).matches()) {
                pieces.add(word);
            } else {
                pieces.clear();
            }
            if (pieces.size() > 2 && String.join("", pieces).length() >= PIECES_TOGETHER) {
                return Optional.of("a key in pieces");
            }
        }
        return Optional.empty();
    }

    private Optional<String> word(String word) {
        if (UUID.matcher(word).matches() || ACCOUNT.matcher(word).matches()) {
            return Optional.empty();
        }
        if (PARTS.splitAsStream(word).anyMatch(part -> HEX.matcher(part).matches() && part.chars().anyMatch(Character::isLetter))) {
            return Optional.of("a key in hexadecimal digits, or a hash");
        }
        if (word.length() >= FORMAT_FROM && isMixed(word) && changes(withoutDashes(word)) >= 3) {
            var named = brokers.stream().filter(form -> form.pattern.matcher(word).matches()).map(Form::what).findFirst();
            if (named.isPresent() && isRandom(withoutDashes(word), FORMAT_FROM)) {
                return named;
            }
        }
        // An address in the web is words between slashes, and a key may hold slashes.
        return isRandom(withoutDashes(word), LONG) && (!word.contains("/") || Stream.of(word.split("/")).anyMatch(part -> isRandom(withoutDashes(part), LONG)))
                ? Optional.of("a key: it is long and has no words in it") : Optional.empty();
    }

    /** Whether letters and digits, or small and capital letters, take turns as they do in nothing that a person wrote. */
    private static boolean isRandom(String word, int from) {
        if (word.length() < from || word.chars().allMatch(Character::isDigit)) {
            return false;
        }
        double rate = (double) changes(word) / word.length();
        return word.chars().filter(Character::isDigit).count() >= 2 ? rate >= 0.25 : rate >= 0.42;
    }

    private static boolean isMixed(String word) {
        return word.length() >= 4 && word.chars().anyMatch(Character::isDigit) && word.chars().anyMatch(Character::isLetter);
    }

    private static String withoutDashes(String word) {
        return PARTS.matcher(word).replaceAll("");
    }

    private static long changes(String word) {
        long changes = 0;
        for (int i = 1; i < word.length(); i++) {
            changes += kind(word.charAt(i)) == kind(word.charAt(i - 1)) ? 0 : 1;
        }
        return changes;
    }

    private static int kind(char letter) {
        return Character.isDigit(letter) ? 0 : Character.isUpperCase(letter) ? 1 : 2;
    }
}
