package io.nija.vault.bench;

import java.util.Map;

/**
 * @param what      the calls that were made
 * @param cpu       seconds for each 1,000 calls, of each part of the subject
 * @param megabytes that the subject itself holds at the end
 */
record Measurement(String subject, String what, int connections, Load load, Map<String, Double> cpu, double megabytes) {

    /** Of all parts together. */
    double cpuOfAll() {
        return cpu.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    boolean failed() {
        return load.failures() > 0 || load.requests() == 0;
    }
}
