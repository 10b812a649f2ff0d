package io.nija.vault.migration;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nija.vault.credentials.BrokerField;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .env} file in which keys are settings such as {@code KRAKEN_USER_DAIVON_API_KEY} and
 * {@code KRAKEN_USER_DAIVON_API_SECRET}; a further one, as {@code OKX_USER_DAIVON_PASSPHRASE}, is an additional parameter.
 * Other settings are passed over. The settings of one key may be anywhere in the file, so all of it is held in memory.
 */
final class EnvRows implements Rows {

    /** Characters: some 20,000 keys, and half of what the command's memory takes. */
    static final int AT_MOST = 4_000_000;

    private static final Pattern KEY = Pattern.compile("([A-Z0-9_]+?)_USER_([A-Z0-9_]+)_(API_KEY|API_SECRET)");

    private final SourceText text;
    private final Set<String> brokers;
    private @Nullable Iterator<Entry> entries;
    private int line = 1;

    /** @param brokers the ids of the catalogue */
    EnvRows(SourceText text, Set<String> brokers) {
        this.text = text;
        this.brokers = brokers;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (entries == null) {
            var all = new StringWriter();
            text.transferTo(all);
            entries = entries(EnvText.of(all.toString())).iterator();
        }
        if (!entries.hasNext()) {
            return null;
        }
        var entry = entries.next();
        line = entry.line();
        return entry;
    }

    private List<Entry> entries(EnvText env) {
        var rows = new TreeMap<String, Row>();
        var entries = new ArrayList<Entry>(env.problems());
        var others = new ArrayList<EnvAssignment>();
        var names = new HashMap<String, Integer>();
        for (var setting : env.assignments()) {
            var key = KEY.matcher(setting.name());
            var before = names.putIfAbsent(setting.name(), setting.line());
            if (key.matches() && before != null) {
                entries.add(new Problem(setting.line(), "The same setting as in line " + before + "."));
            } else if (key.matches()) {
                row(rows, key, setting).field(key.group(3).toLowerCase(Locale.ROOT), setting.value());
            } else {
                others.add(setting);
            }
        }
        entries.addAll(rows.values());
        others.forEach(setting -> addTo(rows, setting, entries));
        entries.sort(Comparator.comparingInt(Entry::line));
        return entries;
    }

    private static Row row(Map<String, Row> rows, Matcher key, EnvAssignment setting) {
        return rows.computeIfAbsent(key.group(1) + EnvText.OF_A_USER + key.group(2) + "_", prefix -> new Row(setting.line())
                .field(Row.BROKER, broker(key.group(1)))
                .field(Row.USER_ID, key.group(2).toLowerCase(Locale.ROOT)));
    }

    /** As {@code KRAKEN__MAIN} is written for the named key {@code kraken--main}. */
    private static String broker(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An additional parameter belongs to the longest name that a key in this file has. */
    private void addTo(TreeMap<String, Row> rows, EnvAssignment setting, List<Entry> entries) {
        for (int end = setting.name().lastIndexOf('_'); end > 0; end = setting.name().lastIndexOf('_', end - 1)) {
            var row = rows.get(setting.name().substring(0, end + 1));
            if (row != null) {
                row.parameter(setting.name().substring(end + 1).toLowerCase(Locale.ROOT), setting.value());
                return;
            }
        }
        int user = setting.name().indexOf(EnvText.OF_A_USER);
        if (user > 0 && brokers.contains(broker(setting.name().substring(0, user)))) {
            entries.add(new Problem(setting.line(), "There is no …_API_KEY and …_API_SECRET that this setting belongs to."));
        }
    }
}
