package io.nija.vault.e2e;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts consoles and browsers when they are first asked for, and keeps what a failed test saw. */
class EndToEndExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(EndToEndExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == Visits.class || type == ConsoleProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Visits.class ? visits(test) : console(test);
    }

    private static Visits visits(ExtensionContext test) {
        var browser = test.getRoot().getStore(NAMESPACE).computeIfAbsent(Browsers.class, key -> new Browsers(), Browsers.class);
        return test.getStore(NAMESPACE).computeIfAbsent(Visits.class, key -> new Visits(browser, console(test)), Visits.class);
    }

    private static ConsoleProcess console(ExtensionContext test) {
        var testClass = test.getRequiredTestClass();
        var wanted = testClass.getAnnotation(EndToEnd.class);
        if (!wanted.ownConsole()) {
            return console(test.getRoot().getStore(NAMESPACE), "shared");
        }
        var ofClass = test.getTestMethod().isPresent() ? test.getParent().orElseThrow() : test;
        return console(ofClass.getStore(NAMESPACE), testClass.getSimpleName(), wanted.arguments());
    }

    private static ConsoleProcess console(Store store, String name, String... arguments) {
        return store.computeIfAbsent("console " + name, key -> ConsoleProcess.start(name, arguments), ConsoleProcess.class);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var visits = test.getStore(NAMESPACE).get(Visits.class, Visits.class);
        if (visits != null) {
            var name = test.getRequiredTestClass().getSimpleName() + "." + test.getRequiredTestMethod().getName();
            visits.end(test.getExecutionException().isPresent() ? name : null);
            assertThat(visits.violations()).as("what the policies of pages forbade").isEmpty();
        }
    }
}
