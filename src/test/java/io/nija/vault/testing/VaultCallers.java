package io.nija.vault.testing;

import java.net.URI;

import io.nija.vault.base.UserId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;

/** Signs people and the console in at the stack's Vault itself, past the console. */
@TestComponent
public class VaultCallers {

    private final URI address;
    private final String roleId;
    private final String secretId;
    private final People people;

    VaultCallers(@Value("${vault.addr}") URI address, @Value("${vault.role-id}") String roleId,
            @Value("${vault.secret-id}") String secretId, People people) {
        this.address = address;
        this.roleId = roleId;
        this.secretId = secretId;
        this.people = people;
    }

    public URI address() {
        return address;
    }

    /** @param role the role in Vault, such as {@code user-destroy} */
    public VaultCaller person(UserId person, String role) {
        return VaultCaller.byJwt(address, role, people.idToken(person));
    }

    /** The same for a program of theirs, under a role for the gateway. */
    public VaultCaller program(UserId person, String role) {
        return VaultCaller.byJwt(address, role, people.accessToken(person));
    }

    public VaultCaller console() {
        return VaultCaller.byAppRole(address, roleId, secretId);
    }
}
