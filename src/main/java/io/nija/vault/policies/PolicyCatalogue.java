package io.nija.vault.policies;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.nija.vault.policies.PolicySummary.Standing;
import io.nija.vault.vault.PolicyHolder;
import io.nija.vault.vault.PolicyReader;
import io.nija.vault.vault.PolicyReaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * All policies, those that are missing included, read under the signed-in admin's own token. Methods throw
 * {@link io.nija.vault.vault.VaultException} and {@link org.springframework.dao.DataAccessException}.
 */
@Service
public class PolicyCatalogue {

    private static final Set<String> BUILT_IN = Set.of("default", "response-wrapping", "control-group");

    private final PolicyReaders readers;
    private final PolicyHistory history;

    PolicyCatalogue(PolicyReaders readers, PolicyHistory history) {
        this.readers = readers;
        this.history = history;
    }

    /** By name. */
    public List<PolicySummary> list() {
        var reader = readers.forAdmin();
        var holders = reader.holders();
        var changes = history.lastChanges();
        var names = new TreeSet<>(reader.names());
        names.addAll(reader.projectNames());
        return names.stream().map(name -> {
            var text = reader.text(name).orElse(null);
            var project = reader.projectText(name).orElse(null);
            return new PolicySummary(name, standing(name, text, project), holding(name, holders), changes.get(name));
        }).toList();
    }

    /** Empty when neither Vault nor the project has one of that name. */
    public Optional<PolicyDetail> find(String name) {
        PolicyReader reader = readers.forAdmin();
        var text = reader.names().contains(name) ? reader.text(name).orElse(null) : null;
        var project = reader.projectText(name).orElse(null);
        if (text == null && project == null) {
            return Optional.empty();
        }
        return Optional.of(new PolicyDetail(new PolicySummary(name, standing(name, text, project), holding(name, reader.holders()),
                history.lastChanges().get(name)), text, project));
    }

    /** Without the token role of the console's questions: its tokens may have every policy, and open nothing. */
    private static List<PolicyHolder> holding(String name, List<PolicyHolder> holders) {
        return holders.stream().filter(holder -> holder.policies().contains(name) && !holder.isProbe()).toList();
    }

    private static Standing standing(String name, @Nullable String text, @Nullable String project) {
        if (project == null) {
            return BUILT_IN.contains(name) ? Standing.BUILT_IN : Standing.FOREIGN;
        }
        return text == null ? Standing.MISSING : text.equals(project) ? Standing.SAME : Standing.DIFFERS;
    }
}
