package io.nija.vault.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file as it comes: UTF-8, without a byte order mark. It refuses what is no text, and a row beyond
 * reason, so that a binary file or a quote that never ends does not fill the memory.
 */
final class SourceText extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final int rowAtMost;
    private boolean begun;
    private int sinceRowBegan;

    /** @param rowAtMost characters that may be read between two calls of {@link #beginRow} */
    SourceText(InputStream bytes, int rowAtMost) {
        reader = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        this.rowAtMost = rowAtMost;
    }

    void beginRow() {
        sinceRowBegan = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = decode(target, offset, length);
        if (!begun && count > 0) {
            begun = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(target, offset + 1, target, offset, --count);
                if (count == 0) {
                    return read(target, offset, length);
                }
            }
        }
        for (int i = offset; i < offset + count; i++) {
            if (target[i] == 0) {
                throw new SourceException("This is not a text file: it holds zero bytes.");
            }
        }
        sinceRowBegan += Math.max(count, 0);
        if (sinceRowBegan > rowAtMost) {
            throw new SourceException("This row is longer than any key: " + rowAtMost + " characters and more. Is a quote left open?");
        }
        return count;
    }

    private int decode(char[] target, int offset, int length) throws IOException {
        try {
            return reader.read(target, offset, length);
        } catch (CharacterCodingException e) {
            throw new SourceException("This is not text in UTF-8. Save the file in that encoding.");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
