package io.nija.vault.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a load on a subject and takes what that costs its processes. */
final class Meter {

    private final Wrk wrk;

    Meter(Wrk wrk) {
        this.wrk = wrk;
    }

    Measurement measure(Subject subject, String what, List<Call> calls, int connections, int seconds) {
        return measure(subject, what, calls, false, connections, seconds);
    }

    /** No call is sent twice; when they run out before the time does, the requests a second mean nothing. */
    Measurement measureOnce(Subject subject, String what, List<Call> calls, int connections, int seconds) {
        return measure(subject, what, calls, true, connections, seconds);
    }

    private Measurement measure(Subject subject, String what, List<Call> calls, boolean once, int connections, int seconds) {
        Progress.say("%s: %s, %d connections, %d s", subject.name(), what, connections, seconds);
        var before = usages(subject);
        var load = wrk.run(subject.address(), calls, once, connections, seconds);
        var after = usages(subject);
        var cpu = new LinkedHashMap<String, Double>();
        after.forEach((part, usage) -> cpu.put(part, (usage.cpuSeconds() - before.get(part).cpuSeconds()) * 1000 / load.requests()));
        return new Measurement(subject.name(), what, connections, load, cpu, after.get(Subject.ITSELF).megabytes());
    }

    private static Map<String, Usage> usages(Subject subject) {
        var usages = new LinkedHashMap<String, Usage>();
        subject.parts().forEach((part, process) -> usages.put(part, Usage.of(process)));
        return usages;
    }
}
