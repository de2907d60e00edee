package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.dora.cli.CoordinatorAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoordinatorProbeTest {
  @Test
  void aCoordinatorThatSaysOkIsWell() throws Exception {
    try (Listener listener = Listener.thatIsACoordinator()) {
      assertEquals(new CoordinatorState.Healthy(), ask(listener.address()));
    }
  }

  @Test
  void whatIsSilentIsNotTakenForACoordinator() throws Exception {
    try (Listener listener = Listener.thatIsSilent()) {
      assertEquals(
          new CoordinatorState.Silent(),
          new CoordinatorProbe(listener.address(), Duration.ofMillis(100)).ask());
    }
  }

  @Test
  void anotherServerIsQuoted() throws Exception {
    try (Listener listener = Listener.thatSays("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertEquals(new CoordinatorState.Foreign("SSH-2.0-OpenSSH_9.2"), ask(listener.address()));
    }
  }

  @Test
  void aWebServerWithoutThatPageIsNoCoordinator() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\n\r\n<html>ok</html>";
    try (Listener listener = Listener.thatSays(answer)) {
      assertEquals(new CoordinatorState.Foreign("HTTP/1.1 200 OK"), ask(listener.address()));
    }
  }

  @Test
  void aPortWithoutListenerIsUnreachable() throws Exception {
    CoordinatorAddress address;
    try (Listener listener = Listener.thatIsSilent()) {
      address = listener.address();
    }
    CoordinatorState.Unreachable state =
        assertInstanceOf(CoordinatorState.Unreachable.class, ask(address));
    assertTrue(state.reason().contains("refused"), state.reason());
  }

  @Test
  void aHostNameWillDoAndAnUnknownOneIsNamed() throws Exception {
    try (Listener listener = Listener.thatIsACoordinator()) {
      assertEquals(
          new CoordinatorState.Healthy(),
          ask(new CoordinatorAddress("localhost", listener.address().port())));
    }
    // `.invalid` never resolves (RFC 2606); a resolver that hangs must not hang the user.
    CoordinatorState.Unreachable state =
        assertInstanceOf(
            CoordinatorState.Unreachable.class,
            new CoordinatorProbe(
                    new CoordinatorAddress("robot.invalid", 6013), Duration.ofSeconds(2))
                .ask());
    assertTrue(
        state.reason().equals("unknown host `robot.invalid`")
            || state.reason().equals("no answer within 2 s"),
        state.reason());
  }

  private static CoordinatorState ask(CoordinatorAddress address) {
    return new CoordinatorProbe(address, Duration.ofSeconds(10)).ask();
  }
}
