package io.nija.vault.cluster;

/** What is sampled of every node. */
public enum Metric {

    REQUESTS("Requests", "/s", true),
    LOGINS("Logins", "/s", true),
    P50("Latency p50", "ms", false),
    P99("Latency p99", "ms", false),
    LEASES("Leases", "", false),
    TOKENS("Tokens", "", false),
    MEMORY("Memory", "B", true),
    STORAGE("Storage", "B", false);

    private final String title;
    private final String unit;
    private final boolean adds;

    Metric(String title, String unit, boolean adds) {
        this.title = title;
        this.unit = unit;
        this.adds = adds;
    }

    public String title() {
        return title;
    }

    /** {@code B} for bytes, empty for mere numbers. */
    public String unit() {
        return unit;
    }

    /** Whether the sum over the nodes means something. */
    public boolean adds() {
        return adds;
    }
}
