package io.nija.vault.local;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** An application of which nothing but the local stack matters, for tests that need a process of their own. */
public class StackOnly {

    public static void main(String[] arguments) throws InterruptedException {
        var application = new SpringApplication(StackOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles("local");
        application.run(arguments);
        System.out.println("started");
        Thread.currentThread().join();
    }
}
