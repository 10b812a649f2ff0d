package io.nija.vault.audit.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Makes one of what a person sees as one. What somebody did in one hour in the same way is one with a count. And what
 * the console asked Vault for to do what a person wanted is not told beside that: one read for each look at a value, say.
 * Only as many are left out as there were such deeds, so that nothing can hide behind them.
 */
final class Folding {

    private record Alike(String key, Instant hour, int user, Actor actor, boolean program, Deed deed, @Nullable Integer version, OperationOutcome outcome,
            int address) {
    }

    private record Place(String key, Instant hour, int user, boolean program, Deed deed) {
    }

    /** What Vault has on record for each deed that the console has on record, once each. */
    private static final Map<Deed, List<Deed>> IN_VAULT = Map.of(
            Deed.LOOKED_AT_VALUES, List.of(Deed.READ),
            Deed.ADDED, List.of(Deed.STORED, Deed.DESCRIBED),
            Deed.ROTATED, List.of(Deed.READ, Deed.STORED, Deed.DESCRIBED),
            Deed.ROLLED_BACK, List.of(Deed.READ, Deed.STORED, Deed.DESCRIBED),
            Deed.REVOKED, List.of(Deed.REVOKED),
            Deed.RESTORED, List.of(Deed.RESTORED),
            Deed.DESTROYED, List.of(Deed.DESTROYED, Deed.DESCRIBED));

    private Folding() {
    }

    /** @return newest first */
    static List<Touch> fold(Collection<Touch> touches) {
        var alike = new LinkedHashMap<Alike, Touch>();
        touches.stream().filter(touch -> !isNothing(touch)).forEach(touch -> alike.merge(new Alike(touch.key(), touch.hour(), touch.user(), touch.actor(), touch.means().isProgram(), touch.deed(),
                touch.version(), touch.means().outcome(), touch.addressId()), touch, Touch::and));
        var told = told(alike.values());
        var left = new ArrayList<Touch>();
        for (var touch : alike.values()) {
            var rest = touch.means().own() || touch.means().outcome() != OperationOutcome.DONE ? touch : without(touch, told);
            if (rest.times() > 0) {
                left.add(rest);
            }
        }
        left.sort(Comparator.comparing(Touch::last).reversed());
        return left;
    }

    /** As the console does for the owner before it adds a key. */
    private static boolean isNothing(Touch touch) {
        return touch.owner() && touch.deed() == Deed.LOOKED_AT_METADATA && touch.means().outcome() == OperationOutcome.NOT_FOUND;
    }

    /** How many operations in Vault are told already by what went before them. */
    private static Map<Place, Long> told(Collection<Touch> touches) {
        var told = new LinkedHashMap<Place, Long>();
        for (var touch : touches) {
            if (touch.means().outcome() == OperationOutcome.DONE) {
                // A program that stores values notes beside them when and by whom.
                var inVault = touch.means().own() ? IN_VAULT.getOrDefault(touch.deed(), List.of())
                        : touch.means().isProgram() && touch.deed() == Deed.STORED ? List.of(Deed.DESCRIBED) : List.<Deed>of();
                inVault.forEach(deed -> told.merge(place(touch, deed), touch.times(), Long::sum));
            }
        }
        return told;
    }

    private static Touch without(Touch touch, Map<Place, Long> told) {
        var place = place(touch, touch.deed());
        long fewer = Math.min(told.getOrDefault(place, 0L), touch.times());
        told.merge(place, -fewer, Long::sum);
        return touch.less(fewer);
    }

    private static Place place(Touch touch, Deed deed) {
        return new Place(touch.key(), touch.hour(), touch.user(), touch.means().isProgram(), deed);
    }
}
