package io.nija.vault.vault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.vault.vault.PolicyHolder.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads which policies Vault has and who holds them, under the token that it was made with. Every method throws
 * {@link VaultException} when Vault does not answer or refuses.
 */
public final class PolicyReader {

    private static final String POLICIES = "sys/policies/acl/";

    /** Auth methods that keep their roles where the console may look. */
    private static final Set<String> WITH_ROLES = Set.of("jwt", "oidc", "approle", "kubernetes");

    private final VaultCalls vault;
    private final EntityCache entities;

    PolicyReader(VaultCalls vault, EntityCache entities) {
        this.vault = vault;
        this.entities = entities;
    }

    /** The names of all ACL policies but {@code root}, which has no text. */
    public List<String> names() {
        return list(POLICIES).stream().filter(name -> !name.equals("root")).sorted().toList();
    }

    public Optional<String> text(String name) {
        return read(POLICIES + name).map(data -> Objects.toString(data.get("policy"), ""));
    }

    /** The names of the policies that provisioning writes. */
    public List<String> projectNames() {
        return Provisioning.policyFiles().stream().map(PolicyFile::name).sorted().toList();
    }

    /** The text that provisioning would write into this Vault; empty when the policy is none of the project's. */
    public Optional<String> projectText(String name) {
        return Provisioning.policyFiles().stream().filter(file -> file.name().equals(name)).findFirst()
                .map(file -> file.text(accessors().getOrDefault(Provisioning.JWT, "")));
    }

    /** What Vault calls each auth method, by where it is mounted. */
    public Map<String, String> accessors() {
        var accessors = new TreeMap<String, String>();
        methods().forEach((mount, method) -> accessors.put(mount, Objects.toString(method.get("accessor"), "")));
        return accessors;
    }

    /** Everybody who gets policies, as far as it can be read; what cannot be is a holder of the kind {@link Kind#UNREADABLE}. */
    public List<PolicyHolder> holders() {
        var all = new ArrayList<PolicyHolder>();
        methods().forEach((mount, method) -> {
            var type = Objects.toString(method.get("type"), "");
            if (type.equals("token") || type.equals("ns_token")) {
                all.addAll(tokenRoles());
            } else if (WITH_ROLES.contains(type)) {
                all.addAll(roles(mount));
            } else {
                all.add(new PolicyHolder(Kind.UNREADABLE, mount, type, "", List.of()));
            }
        });
        for (var person : people()) {
            if (!person.policies().isEmpty()) {
                all.add(new PolicyHolder(Kind.ENTITY, "", person.name(), person.id(), person.policies()));
            }
        }
        for (var group : groups()) {
            all.add(new PolicyHolder(Kind.GROUP, "", group.name(), group.id(), group.policies()));
        }
        return all;
    }

    private List<PolicyHolder> roles(String mount) {
        var roles = new ArrayList<PolicyHolder>();
        for (var name : list("auth/" + mount + "/role")) {
            var data = read("auth/" + mount + "/role/" + name).orElse(Map.of());
            var policies = Stream.of("token_policies", "policies").flatMap(key -> strings(data.get(key)).stream());
            var byDefault = Boolean.TRUE.equals(data.get("token_no_default_policy")) ? Stream.<String>empty() : Stream.of("default");
            roles.add(new PolicyHolder(Kind.ROLE, mount, name, "", Stream.concat(policies, byDefault).toList()));
        }
        return roles;
    }

    /** A token role that allows names by pattern may hold whatever matches now. */
    private List<PolicyHolder> tokenRoles() {
        var roles = new ArrayList<PolicyHolder>();
        for (var name : list("auth/token/roles")) {
            var data = read("auth/token/roles/" + name).orElse(Map.of());
            var globs = strings(data.get("allowed_policies_glob"));
            var matching = globs.isEmpty() ? Stream.<String>empty() : names().stream().filter(policy -> globs.stream().anyMatch(glob -> matches(glob, policy)));
            roles.add(new PolicyHolder(Kind.TOKEN_ROLE, "token", name, "",
                    Stream.concat(strings(data.get("allowed_policies")).stream(), matching).toList()));
        }
        return roles;
    }

    /** A {@code *} at the beginning or the end stands for anything, as in Vault. */
    private static boolean matches(String glob, String name) {
        boolean open = glob.startsWith("*");
        boolean end = glob.endsWith("*");
        var core = glob.substring(open ? 1 : 0, Math.max(open ? 1 : 0, glob.length() - (end ? 1 : 0)));
        return open && end ? name.contains(core) : open ? name.endsWith(core) : end ? name.startsWith(core) : name.equals(core);
    }

    /** Whether the token role by which the console asks what policies allow still makes tokens that nobody can use. */
    public boolean probeIsHarmless() {
        return read("auth/token/roles/" + PolicyProbe.ROLE)
                .filter(role -> "batch".equals(role.get("token_type")))
                .filter(role -> strings(role.get("token_bound_cidrs")).equals(List.of("0.0.0.0")) || strings(role.get("token_bound_cidrs")).equals(List.of("0.0.0.0/32")))
                .isPresent();
    }

    /** All entities, by name. What they hold may be some minutes old, unless {@link #forgetPeople} was called. */
    public List<VaultPerson> people() {
        var groups = groups();
        var ids = list("identity/entity/id");
        entities.keepOnly(ids);
        return ids.stream().map(id -> entities.get(id, () -> read("identity/entity/id/" + id)))
                .flatMap(Optional::stream).map(data -> person(data, groups))
                .sorted((one, other) -> one.name().compareTo(other.name())).toList();
    }

    /** Makes the next call read all entities anew. */
    public void forgetPeople() {
        entities.forget();
    }

    /** The entity that templated policies are filled in for when Vault is asked about somebody else. */
    public Optional<VaultPerson> probe() {
        return people().stream().filter(person -> person.name().equals(PolicyProbe.PERSON)).findFirst();
    }

    private static VaultPerson person(Map<String, Object> data, List<GroupWithMembers> groups) {
        var id = Objects.toString(data.get("id"), "");
        var aliases = maps(data.get("aliases")).stream()
                .map(alias -> new VaultPerson.Alias(Objects.toString(alias.get("id"), ""), Objects.toString(alias.get("mount_accessor"), ""),
                        Objects.toString(alias.get("name"), ""), texts(alias.get("metadata")), texts(alias.get("custom_metadata"))))
                .toList();
        return new VaultPerson(id, Objects.toString(data.get("name"), id), texts(data.get("metadata")), strings(data.get("policies")), aliases,
                groups.stream().filter(group -> group.members().contains(id)).map(GroupWithMembers::group).toList());
    }

    private record GroupWithMembers(VaultPerson.Group group, List<String> members) {

        String name() {
            return group.name();
        }

        String id() {
            return group.id();
        }

        List<String> policies() {
            return group.policies();
        }
    }

    private List<GroupWithMembers> groups() {
        return list("identity/group/id").stream().map(id -> read("identity/group/id/" + id)).flatMap(Optional::stream)
                .map(data -> new GroupWithMembers(new VaultPerson.Group(Objects.toString(data.get("id"), ""), Objects.toString(data.get("name"), ""),
                        texts(data.get("metadata")), strings(data.get("policies"))), strings(data.get("member_entity_ids"))))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> methods() {
        var methods = new TreeMap<String, Map<String, Object>>();
        read("sys/auth").orElse(Map.of()).forEach((mount, method) -> {
            if (mount.endsWith("/") && method instanceof Map<?, ?> map) {
                methods.put(mount.substring(0, mount.length() - 1), (Map<String, Object>) map);
            }
        });
        return methods;
    }

    private Optional<Map<String, Object>> read(String path) {
        return Optional.ofNullable(vault.call(v -> v.read(path))).map(answer -> answer.getData());
    }

    private List<String> list(String path) {
        var names = vault.call(v -> v.list(path));
        return names == null ? List.of() : names;
    }

    private static List<String> strings(@Nullable Object value) {
        return value instanceof Collection<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    private static List<Map<?, ?>> maps(@Nullable Object value) {
        return value instanceof Collection<?> all
                ? all.stream().filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast).toList() : List.of();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map.entrySet().stream().filter(entry -> entry.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().toString(), entry -> entry.getValue().toString())) : Map.of();
    }
}
