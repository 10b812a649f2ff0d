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
    private final String operatorRoleId;
    private final String operatorSecretId;
    private final People people;

    VaultCallers(@Value("${vault.addr}") URI address, @Value("${vault.role-id}") String roleId,
            @Value("${vault.secret-id}") String secretId, @Value("${local.operator-role-id}") String operatorRoleId,
            @Value("${local.operator-secret-id}") String operatorSecretId, People people) {
        this.address = address;
        this.roleId = roleId;
        this.secretId = secretId;
        this.operatorRoleId = operatorRoleId;
        this.operatorSecretId = operatorSecretId;
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

    /** With a secret id made for it, as an operator makes one. */
    public VaultCaller tradingEngine() {
        var operator = VaultCaller.byAppRole(address, operatorRoleId, operatorSecretId);
        return VaultCaller.byAppRole(address, operator.send("GET", "auth/approle/role/trading-engine/role-id").body().at("/data/role_id").asString(),
                operator.send("POST", "auth/approle/role/trading-engine/secret-id").body().at("/data/secret_id").asString());
    }
}
