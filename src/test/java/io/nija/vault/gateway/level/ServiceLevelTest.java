package io.nija.vault.gateway.level;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.nija.vault.gateway.ServiceLevel;
import io.nija.vault.gateway.ServiceLevels;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

@ConsoleTest
class ServiceLevelTest {

    @Autowired
    WebApplicationContext console;
    @Autowired
    RetrievalFilter filter;
    @Autowired
    LevelRecorder recorder;
    @Autowired
    ServiceLevels levels;
    @Autowired
    People people;
    @Autowired
    DataSource database;

    ServiceLevel before;

    @BeforeEach
    void look() {
        before = now();
    }

    private ServiceLevel now() {
        recorder.write();
        return levels.ofLast(Duration.ofHours(2));
    }

    private MockMvc gateway() {
        return MockMvcBuilders.webAppContextSetup(console).addFilters(filter).apply(springSecurity()).build();
    }

    @Test
    void anAnswerCountsEvenIfItIsThatThereIsNoKeyAndARefusalDoesNot() throws Exception {
        var retrieve = post("/v1/credentials/retrieve").contentType(MediaType.APPLICATION_JSON).content("{\"user_id\": \"alice\", \"broker\": \"bybit--none\"}");

        gateway().perform(retrieve.header("Authorization", "Bearer " + people.accessToken(People.ALICE))).andExpect(status().isNotFound());
        gateway().perform(post("/v1/credentials/retrieve").contentType(MediaType.APPLICATION_JSON).content("{}")).andExpect(status().isUnauthorized());

        assertThat(now().answered()).isEqualTo(before.answered() + 1);
        assertThat(now().failed()).isEqualTo(before.failed());
        assertThat(now().p99()).isNotNull();
    }

    @Test
    void aFailureCountsAsSuch() throws Exception {
        var response = new MockHttpServletResponse();

        filter.doFilter(new MockHttpServletRequest("POST", "/v1/credentials/retrieve"), response, new MockFilterChain() {
            @Override
            public void doFilter(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse answer) {
                ((HttpServletResponse) answer).setStatus(503);
            }
        });

        assertThat(now().failed()).isEqualTo(before.failed() + 1);
        assertThat(now().answered()).isEqualTo(before.answered());
    }

    @Test
    void otherRequestsDoNotCount() throws Exception {
        filter.doFilter(new MockHttpServletRequest("GET", "/v1/credentials/list"), new MockHttpServletResponse(), new MockFilterChain());

        assertThat(now().answered()).isEqualTo(before.answered());
    }

    @Test
    void whatWasCountedWhileTheDatabaseWasAwayIsWrittenLater() throws SQLException {
        try (var away = new IndexAway(database)) {
            recorder.answered(Duration.ofMillis(3));
            recorder.write();
        }

        assertThat(now().answered()).isEqualTo(before.answered() + 1);
    }

    @Test
    void whetherVaultCouldServeIsLookedAtWithoutRetrievalsToo() {
        recorder.look();

        assertThat(now().looks()).isGreaterThan(before.looks());
        assertThat(now().served()).isGreaterThan(before.served());
    }

    @Test
    void theBudgetIsWhatThePromiseLeavesForFailures() {
        assertThat(new ServiceLevel(0, 0, null, 0, 0).availability()).isEmpty();
        assertThat(new ServiceLevel(0, 0, null, 0, 0).budgetLeft()).isEmpty();
        assertThat(new ServiceLevel(10_000, 0, null, 10, 10).budgetLeft()).hasValue(1);
        assertThat(new ServiceLevel(19_999, 1, null, 10, 10).budgetLeft().orElseThrow()).isCloseTo(0.5, within(0.001));
        assertThat(new ServiceLevel(9_998, 2, null, 10, 10).budgetLeft().orElseThrow()).isCloseTo(-1, within(0.001));
        assertThat(new ServiceLevel(10_000, 0, null, 100, 99).availability()).hasValue(0.99);
        assertThat(new ServiceLevel(1, 0, Duration.ofMillis(101), 0, 0).isFast()).isFalse();
    }
}
