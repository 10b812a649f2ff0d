package io.nija.vault;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the build writes down of what the jar is made of. */
class BillOfMaterialsTest {

    /** The EPL is on what Spring Boot itself brings: Logback, AspectJ and two interfaces of Jakarta. */
    private static final Set<String> LICENCES = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "EPL-2.0",
            // The MIT licence under another name.
            "Bouncy Castle Licence");

    private static JsonNode bill;

    @BeforeAll
    static void read() throws IOException {
        try (var file = BillOfMaterialsTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            bill = new JsonMapper().readTree(file);
        }
    }

    private static List<JsonNode> components() {
        return StreamSupport.stream(bill.get("components").spliterator(), false).toList();
    }

    private static List<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(entry -> entry.path("license").path("id").asString(entry.path("license").path("name").asString(entry.path("expression").asString("")))).toList();
    }

    @Test
    void isACycloneDxOfThisProgramThatNamesWhatItStandsOnWithVersionsAndHashes() {
        assertThat(bill.get("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asString()).isEqualTo("vault-console");
        assertThat(components()).extracting(component -> component.get("name").asString())
                .contains("spring-vault-core", "flow-server", "vaadin-grid-flow", "spring-boot", "postgresql", "tomcat-embed-core");
        assertThat(components()).allSatisfy(component -> {
            assertThat(component.get("purl").asString()).startsWith("pkg:maven/").contains("@" + component.get("version").asString());
            assertThat(component.get("hashes")).isNotEmpty();
        });
    }

    @Test
    void hasNothingOfTheTestsAndNothingCommercial() {
        assertThat(components()).extracting(component -> component.get("name").asString())
                .doesNotContain("junit-jupiter-api", "playwright", "keycloak-quarkus-dist", "vaadin-charts-flow", "vaadin-board-flow", "vaadin-crud-flow", "vaadin-grid-pro-flow");
    }

    @Test
    void everythingMayBeUsedUnderAPermissiveLicence() {
        assertThat(components()).allSatisfy(component -> assertThat(licences(component)).as(component.get("purl").asString()).containsAnyElementsOf(LICENCES));
    }
}
