package io.nija.vault.policies.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.nija.vault.vault.Capabilities;
import io.nija.vault.vault.PolicyHolder;
import io.nija.vault.vault.PolicyHolder.Kind;
import io.nija.vault.vault.PolicyReaders;
import io.nija.vault.vault.VaultPerson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who may do what. The answers are Vault's own; which rule decides is our reading, and whether the two agree is said.
 * Policies and holders are read under the signed-in admin's own token. Methods throw
 * {@link io.nija.vault.vault.VaultException}, and {@link IllegalStateException} when Vault does not say.
 */
@Service
public class EffectiveAccess {

    private final PolicyReaders readers;
    private final Capabilities capabilities;

    EffectiveAccess(PolicyReaders readers, Capabilities capabilities) {
        this.readers = readers;
        this.capabilities = capabilities;
    }

    /**
     * @param policies     that count, by name
     * @param capabilities in Vault's words; {@code deny} alone when nothing is allowed
     * @param decision     how we read it
     * @param unreadable   what of the policies we could not read, as a sentence; null when nothing
     */
    public record Answer(String path, List<String> policies, Set<String> capabilities, Decision decision, @Nullable String unreadable) {

        /** Whether our reading is Vault's. */
        public boolean agrees() {
            return capabilities.equals(decision.capabilities());
        }
    }

    /**
     * Somebody who may touch a path.
     *
     * @param onlyFor of which person this is true alone, such as {@code alice}; null when it is true of everybody
     */
    public record Toucher(PolicyHolder holder, Answer answer, @Nullable String onlyFor) {
    }

    /** Whom one may ask about. */
    public record Choices(List<PolicyHolder> holders, List<String> policies, List<VaultPerson> people) {
    }

    public Choices choices() {
        var reader = readers.forAdmin();
        return new Choices(reader.holders().stream().filter(holder -> holder.kind() == Kind.ROLE || holder.kind() == Kind.GROUP || holder.kind() == Kind.TOKEN_ROLE)
                .filter(holder -> !holder.isProbe()).toList(), reader.names(),
                reader.people().stream().filter(person -> !person.name().equals(Capabilities.PERSON)).toList());
    }

    /**
     * What somebody may do at a path who has these policies and, if they are a person, those of their own and of their groups.
     *
     * @param person for whom templated policies are filled in; null for nobody in particular
     */
    public Answer ask(Collection<String> policies, @Nullable VaultPerson person, String path) {
        var reader = readers.forAdmin();
        var all = new TreeSet<>(policies);
        if (person != null) {
            all.addAll(person.policies());
            person.groups().forEach(group -> all.addAll(group.policies()));
        }
        var texts = new HeldTexts(reader, all);
        var probe = reader.probe();
        if (person == null || probe.isEmpty()) {
            return answer(texts, probe.map(Person::new).orElse(null), path, path);
        }
        // The probe is asked about its own path in the place of the person's, and about the person's in the place of its own.
        return answer(texts, new Person(person), path, texts.templated() ? new Swap(person, probe.get()).path(path) : path);
    }

    private Answer answer(HeldTexts texts, @Nullable Person person, String path, String asked) {
        var vaults = capabilities.of(texts.policies(), Set.of(asked)).get(asked);
        return new Answer(path, List.copyOf(texts.policies()), vaults, new Acl(texts.rules(person)).decide(path), texts.unreadable());
    }

    /** Everybody who may do anything at a path, by holder. */
    public List<Toucher> whoMayTouch(String path) {
        var reader = readers.forAdmin();
        var probe = reader.probe();
        var found = new ArrayList<Toucher>();
        for (var holder : reader.holders()) {
            if (holder.kind() == Kind.UNREADABLE || holder.isProbe()) {
                continue;
            }
            var texts = new HeldTexts(reader, new TreeSet<>(holder.policies()));
            var plain = answer(texts, probe.map(Person::new).orElse(null), path, path);
            if (!plain.capabilities().contains("deny")) {
                found.add(new Toucher(holder, plain, null));
            }
            probe.ifPresent(person -> forOnePerson(holder, texts, new Person(person), path, plain).ifPresent(found::add));
        }
        return found;
    }

    /** A path may be somebody's own: then it is as open to them as the probe's own is to the probe. */
    private Optional<Toucher> forOnePerson(PolicyHolder holder, HeldTexts texts, Person probe, String path, Answer plain) {
        for (var rule : texts.templatedPaths()) {
            var owner = Owner.of(rule, path, probe);
            if (owner.isPresent()) {
                var own = answer(texts, probe, owner.get().probesPath(), owner.get().probesPath());
                if (!own.capabilities().contains("deny") && !own.capabilities().equals(plain.capabilities())) {
                    return Optional.of(new Toucher(holder, own, owner.get().name()));
                }
            }
        }
        return Optional.empty();
    }
}
