package io.nija.vault.vault;

import io.nija.vault.security.CurrentUser;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The keys of whoever calls: of a person in the browser, or of one whose access token a program has brought. */
@Configuration
class CallersVault {

    @Bean
    @Primary
    Secrets secrets(CurrentUser user, PersonVault person, BearerVault bearer) {
        return ProxyFactory.getProxy(Secrets.class, new TargetSource() {

            @Override
            public Class<?> getTargetClass() {
                return Secrets.class;
            }

            @Override
            public Object getTarget() {
                return user.bearerToken().isPresent() ? bearer : person;
            }

            @Override
            public boolean isStatic() {
                return false;
            }
        });
    }
}
