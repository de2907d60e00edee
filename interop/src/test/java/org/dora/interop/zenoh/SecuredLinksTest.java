package org.dora.interop.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dora.interop.peers.FreePort;
import org.dora.zenoh.Channel;
import org.dora.zenoh.Config;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.Sample;
import org.dora.zenoh.Session;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.ZenohException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** TLS, with certificates on one side or on both, and passwords, with eclipse-zenoh. */
class SecuredLinksTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private static void assertLinked(Session ours, PythonSession theirs) throws Exception {
    theirs.command("subscribe", Map.of("key", "secured/us"));
    KeyExpr fromThem = KeyExpr.tryFrom("secured/them");
    try (Publisher publisher = ours.declarePublisher(KeyExpr.tryFrom("secured/us"));
        Channel<Sample> samples = ours.declareSubscriber(fromThem, SubscriberOptions.DEFAULT)) {
      EclipseZenohTest.await(publisher::hasMatchingSubscribers);
      publisher.put(ZBytes.of(new byte[200_000]));
      assertEquals(200_000, theirs.next("sample").get("sample").get("size").asInt());
      theirs.command("publisher", Map.of("key", "secured/them"));
      while (!theirs.next("matching").get("matching").asBoolean()) {
        // They are told of our subscriber in their own time.
      }
      theirs.command(
          "put", Map.of("key", "secured/them", "size", 200_000, "congestion_control", "BLOCK"));
      assertEquals(200_000, samples.receive(LIMIT).orElseThrow().payload().size());
      theirs.command("undeclare", Map.of());
    }
  }

  private static String tls(TestCertificate own, TestCertificate trusted, boolean mutual) {
    return """
    {root_ca_certificate: "%s", listen_certificate: "%s", listen_private_key: "%s",
     connect_certificate: "%s", connect_private_key: "%s", enable_mtls: %s}
    """
        .formatted(
            trusted.certificate(),
            own.certificate(),
            own.key(),
            own.certificate(),
            own.key(),
            mutual);
  }

  private static Config with(Config config, String tls) {
    return config.insertJson5("transport/link/tls", tls);
  }

  private static String theirs(String mode, String wires, String tls) {
    return """
    {mode: "%s", %s, scouting: {multicast: {enabled: false}}, transport: {link: {tls: %s}}}
    """
        .formatted(mode, wires, tls);
  }

  @Test
  void mutualTlsCarriesSessions() throws Exception {
    TestCertificate ours = TestCertificate.make(folder, "ours");
    TestCertificate theirs = TestCertificate.make(folder, "theirs");
    assertTlsCarriesSessions(ours, theirs, true);
  }

  @Test
  @EnabledIfSystemProperty(named = "dora.campaign.scale", matches = "1.*")
  void tlsCarriesSessions() throws Exception {
    TestCertificate ours = TestCertificate.make(folder, "ours");
    TestCertificate theirs = TestCertificate.make(folder, "theirs");
    assertTlsCarriesSessions(ours, theirs, false);
  }

  private static void assertTlsCarriesSessions(
      TestCertificate ours, TestCertificate theirs, boolean mutual) throws Exception {
    String locator = "tls/127.0.0.1:" + FreePort.find();
    String listening = "listen: {endpoints: [\"%s\"]}".formatted(locator);
    try (PythonSession router =
            PythonSession.open(theirs("router", listening, tls(theirs, ours, mutual)));
        Session client = Session.open(with(Wiring.client(locator), tls(ours, theirs, mutual)))) {
      assertLinked(client, router);
      if (mutual) {
        String withoutCertificate = "{root_ca_certificate: \"%s\"}".formatted(theirs.certificate());
        Config unknown = with(Wiring.client(locator), withoutCertificate);
        assertThrows(ZenohException.class, () -> Session.open(unknown));
      }
      Config distrusting = with(Wiring.client(locator), tls(ours, ours, mutual));
      assertThrows(ZenohException.class, () -> Session.open(distrusting));
    }
    String dialling = "listen: {endpoints: []}, connect: {endpoints: [\"%s\"]}".formatted(locator);
    try (Session peer =
            Session.open(with(Wiring.peer().withListen(locator), tls(ours, theirs, mutual)));
        PythonSession dialler =
            PythonSession.open(theirs("peer", dialling, tls(theirs, ours, mutual)))) {
      assertLinked(peer, dialler);
    }
  }

  @Test
  void aRouterAsksForUserAndPassword() throws Exception {
    Path users = Files.writeString(folder.resolve("users"), "alice:secret\nbob:other\n");
    String locator = "tcp/127.0.0.1:" + FreePort.find();
    String config =
        """
        {mode: "router", listen: {endpoints: ["%s"]}, scouting: {multicast: {enabled: false}},
         transport: {auth: {usrpwd: {user: "bob", password: "other", dictionary_file: "%s"}}}}
        """
            .formatted(locator, users);
    Config alice = Wiring.client(locator).insertJson5("transport/auth/usrpwd/user", "'alice'");
    try (PythonSession router = PythonSession.open(config);
        Session ours =
            Session.open(alice.insertJson5("transport/auth/usrpwd/password", "'secret'"))) {
      assertLinked(ours, router);
      assertThrows(
          ZenohException.class,
          () -> Session.open(alice.insertJson5("transport/auth/usrpwd/password", "'no'")));
      assertThrows(ZenohException.class, () -> Session.open(Wiring.client(locator)));
    }
  }
}
