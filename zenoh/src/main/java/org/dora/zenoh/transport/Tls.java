package org.dora.zenoh.transport;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.dora.zenoh.ZenohException;

/**
 * How TLS links are made.
 *
 * @param dialling whom to trust, and what to show, when we dial; absent if TLS is not configured
 * @param listening what to show, and whom to trust, when we listen; absent if we have no
 *     certificate
 * @param verifiesName whether the certificate has to be that of the host we dialled
 * @param mutual whether who dials us has to show a certificate
 */
public record Tls(
    Optional<SSLContext> dialling,
    Optional<SSLContext> listening,
    boolean verifiesName,
    boolean mutual) {

  /** No TLS of our own; dialling trusts what the JDK trusts. */
  public static final Tls NONE = new Tls(Optional.empty(), Optional.empty(), true, false);

  Link dialled(Link link, Locator locator) throws IOException {
    SSLEngine engine = context().createSSLEngine(locator.host(), locator.port());
    engine.setUseClientMode(true);
    if (verifiesName) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return TlsLink.over(link, engine);
  }

  private SSLContext context() {
    try {
      return dialling.isPresent() ? dialling.get() : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new ZenohException("the JDK has no default trust for TLS", e);
    }
  }

  Link accepted(Link link) throws IOException {
    SSLEngine engine = listening.orElseThrow().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(mutual);
    return TlsLink.over(link, engine);
  }

  void checkCanListen(Locator locator) {
    if (listening.isEmpty()) {
      throw new ZenohException(
          "cannot listen at `%s`: transport/link/tls/listen_certificate is not set"
              .formatted(locator));
    }
  }
}
