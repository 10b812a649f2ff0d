package io.nija.vault;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

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

    /** What is kept of logs, who reads it in, who verifies that, and who lets it go; the others look at what is there. */
    @Test
    void thePackagesOfTheAuditPointOneWay() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("lines").definedBy("io.nija.vault.audit.lines")
                .layer("ingest").definedBy("io.nija.vault.audit.ingest")
                .layer("integrity").definedBy("io.nija.vault.audit.integrity")
                .layer("retention").definedBy("io.nija.vault.audit.retention")
                .layer("search").definedBy("io.nija.vault.audit.search")
                .layer("activity").definedBy("io.nija.vault.audit.activity")
                .layer("coverage").definedBy("io.nija.vault.audit.coverage")
                .layer("ui").definedBy("io.nija.vault.audit.ui")
                .whereLayer("lines").mayOnlyBeAccessedByLayers("ingest", "integrity", "retention", "search", "ui")
                .whereLayer("ingest").mayOnlyBeAccessedByLayers("integrity", "retention")
                .whereLayer("integrity").mayOnlyBeAccessedByLayers("retention")
                .whereLayer("retention").mayNotBeAccessedByAnyLayer()
                .whereLayer("search").mayNotBeAccessedByAnyLayer()
                .whereLayer("activity").mayNotBeAccessedByAnyLayer()
                .whereLayer("coverage").mayNotBeAccessedByAnyLayer()
                .whereLayer("ui").mayNotBeAccessedByAnyLayer()
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.nija.vault.audit"));
    }
}
