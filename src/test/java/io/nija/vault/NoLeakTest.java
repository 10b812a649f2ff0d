package io.nija.vault;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nija.vault.base.SecretValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A credential value is nowhere that is stored, listed, sent around or remembered by a page. */
class NoLeakTest {

    private static final JavaClasses CONSOLE = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.nija.vault");

    /**
     * The records that may: a key's values on the way to Vault ({@code KeyMaterial}) and from there to a program
     * ({@code KeyValues}), the access token that a program brings ({@code BearerToken}) and the Vault token that was got
     * for it ({@code BearerLogin}), and what the console and the local stack sign in with.
     */
    private static final Set<String> CARRIERS = Set.of("KeyMaterial", "KeyValues", "BearerToken", "BearerLogin",
            "AppRoleCredentials", "Initialised");

    @Test
    void noRecordButTheCarriersHoldsAValue() {
        assertThat(holders(JavaClass::isRecord)).isEqualTo(CARRIERS);
    }

    @Test
    void noEntityHoldsAValue() {
        assertThat(holders(type -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(Embeddable.class)
                || type.isAnnotatedWith(MappedSuperclass.class))).isEmpty();
        assertThat(CONSOLE.stream().filter(type -> type.isAnnotatedWith(Entity.class))).as("the entities are found").isNotEmpty();
    }

    @Test
    void noEventHoldsAValue() {
        assertThat(holders(type -> type.getSimpleName().endsWith("Event") || type.isAssignableTo("org.springframework.context.ApplicationEvent"))).isEmpty();
    }

    @Test
    void noComponentOfAPageHoldsAValue() {
        assertThat(holders(type -> type.isAssignableTo("com.vaadin.flow.component.Component"))).isEmpty();
    }

    @Test
    void aValueCannotBeSerialisedAndPrintsNothingOfItself() {
        assertThat(Serializable.class.isAssignableFrom(SecretValue.class)).isFalse();
        assertThat(SecretValue.of("open sesame")).asString().doesNotContain("open", "sesame");
        assertThat(String.valueOf(List.of(SecretValue.of("open sesame")))).doesNotContain("sesame");
    }

    private static Set<String> holders(Predicate<JavaClass> of) {
        return CONSOLE.stream().filter(of).filter(type -> type.getAllFields().stream().anyMatch(NoLeakTest::mayHoldAValue))
                .map(JavaClass::getSimpleName).collect(Collectors.toSet());
    }

    /** By its own type, or inside a collection, map or the like. */
    private static boolean mayHoldAValue(JavaField field) {
        return !field.reflect().isSynthetic() && field.getType().getAllInvolvedRawTypes().stream().anyMatch(type -> type.isEquivalentTo(SecretValue.class))
                && !field.getType().toErasure().isAssignableTo("java.util.function.Supplier");
    }
}
