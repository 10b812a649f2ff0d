package io.nija.vault.audit.ui;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Closes the connection of an answer that ended early, so that the browser does not take it for the whole. An exception
 * would do so too, but leave its stack trace in the log and an error page at the end of the file.
 */
@Component
class BrokenOff extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** The attribute of a request whose answer is not complete. */
    static final String ATTRIBUTE = BrokenOff.class.getName();

    BrokenOff() {
        super(true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(ATTRIBUTE) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
