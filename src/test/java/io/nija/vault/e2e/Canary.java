package io.nija.vault.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Looks for secrets where they must not be: as they are, in UTF-16, base64 and hexadecimal. The secrets are letters and
 * digits, which URLs and JSON leave as they are. A piece counts too, as a buffer may have been overwritten in part.
 */
final class Canary {

    private static final int PIECE = 20;
    private static final int CHUNK = 1 << 24;
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final Map<String, String> forms = new LinkedHashMap<>();
    private final int longest;

    /** @param secrets by what they are called when they are found */
    Canary(Map<String, String> secrets) {
        secrets.forEach((name, secret) -> {
            var text = secret.replaceAll("[^A-Za-z0-9]", "");
            for (int at = 0; at + PIECE <= text.length(); at += PIECE) {
                forms.put(name + " from " + at, text.substring(at, at + PIECE));
            }
            forms.put(name + " in UTF-16LE", new String(text.getBytes(StandardCharsets.UTF_16LE), BYTES));
            forms.put(name + " in UTF-16BE", new String(text.getBytes(StandardCharsets.UTF_16BE), BYTES));
            forms.put(name + " in hex", HexFormat.of().formatHex(text.getBytes(BYTES)));
            for (int shift = 0; shift < 3; shift++) {
                forms.put(name + " in base64, shifted " + shift, base64(text, shift, Base64.getEncoder()));
                forms.put(name + " in base64 for URLs, shifted " + shift, base64(text, shift, Base64.getUrlEncoder()));
            }
        });
        longest = forms.values().stream().mapToInt(String::length).max().orElseThrow();
    }

    /** What the base64 of anything with the text in it holds, when that many bytes beyond a multiple of three precede it. */
    private static String base64(String text, int shift, Base64.Encoder encoder) {
        var encoded = encoder.withoutPadding().encodeToString(("   ".substring(0, shift) + text).getBytes(BYTES));
        return encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 2);
    }

    /** The forms that the text holds. */
    List<String> findIn(String text) {
        return forms.entrySet().stream().filter(form -> text.contains(form.getValue())).map(Map.Entry::getKey).toList();
    }

    /** The forms that a file holds, or any file below a directory, each with the file. */
    List<String> findIn(Path path) {
        try (var files = Files.walk(path)) {
            var found = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                search(file).forEach(form -> found.add(form + " in " + path.getParent().relativize(file)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TreeSet<String> search(Path file) throws IOException {
        var found = new TreeSet<String>();
        try (InputStream in = Files.newInputStream(file)) {
            var overlap = "";
            for (var chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                var text = overlap + new String(chunk, BYTES);
                found.addAll(findIn(text));
                overlap = text.substring(Math.max(0, text.length() - longest));
            }
        }
        return found;
    }
}
