package io.nija.vault.vault;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class VaultConfiguration {

    @Bean
    VaultConnection vaultConnection(VaultProperties properties) {
        return new VaultConnection(properties);
    }
}
