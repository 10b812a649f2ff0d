package io.nija.vault.client;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/** What the client's own jar does not hold, the client must not need. */
class ClientStandsAloneTest {

    @Test
    void itKnowsTheJdkAndJacksonAndNothingOfOurs() {
        classes().that().resideInAPackage("io.nija.vault.client..").and().doNotHaveSimpleName("package-info")
                .should().onlyDependOnClassesThat().resideInAnyPackage("io.nija.vault.client..", "java..", "javax.net.ssl..", "tools.jackson..", "org.jspecify..")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.nija.vault.client"));
    }
}
