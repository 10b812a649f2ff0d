package io.nija.vault;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The arrows between the modules, as each package-info allows them, and what no module may do. */
class ModularityTest {

    @Test
    void modulesKeepToTheirArrows() {
        ApplicationModules.of(ConsoleApplication.class).verify();
    }

    @Test
    void onlyTheVaultModuleKnowsSpringVault() {
        noClasses().that().resideOutsideOfPackage("io.nija.vault.vault..")
                .should().dependOnClassesThat().resideInAnyPackage("org.springframework.vault..")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.nija.vault"));
    }
}
