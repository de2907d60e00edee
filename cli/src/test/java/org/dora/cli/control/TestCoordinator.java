package org.dora.cli.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.warmup.PlayedCoordinator;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.frame.Frame;
import org.dora.common.log.LogMessage;

/** A coordinator that greets, and answers everything else as a test says. */
public final class TestCoordinator implements AutoCloseable {
  private final PlayedCoordinator coordinator = new PlayedCoordinator(this::answer);
  private final Function<ControlRequest, ControlReply> answers;
  private volatile String version = "1.1.0";
  private volatile List<LogMessage> beforeAnswers = List.of();
  private volatile String refusal = "";

  /**
   * @param answers what to answer to all but {@code Hello} and subscriptions
   */
  public TestCoordinator(Function<ControlRequest, ControlReply> answers) throws IOException {
    this.answers = answers;
  }

  /** Announces another version from now on. */
  void announce(String other) {
    version = other;
  }

  /** Sends log messages before each answer from now on. */
  public void log(List<LogMessage> messages) {
    beforeAnswers = messages;
  }

  /** Refuses subscriptions from now on. */
  public void refuseSubscriptions(String reason) {
    refusal = reason;
  }

  /** Where it is. */
  public CoordinatorAddress address() {
    return new CoordinatorAddress("127.0.0.1", coordinator.port());
  }

  /**
   * Returns the words that call a command with this coordinator.
   *
   * @param command its words, with a blank between
   */
  public Object[] with(String command, String... options) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(options));
    words.addAll(List.of("--coordinator-addr", "127.0.0.1"));
    words.addAll(List.of("--coordinator-port", Integer.toString(coordinator.port())));
    return words.toArray();
  }

  private List<byte[]> answer(Frame.Request request) {
    ControlRequest asked = ControlLink.request(request);
    if (asked instanceof ControlRequest.Hello) {
      return List.of(ControlLink.reply(request.id(), new ControlReply.HelloOk(version)));
    }
    List<byte[]> frames = new ArrayList<>();
    beforeAnswers.forEach(message -> frames.add(ControlLink.log(message)));
    frames.add(
        asked instanceof ControlRequest.LogSubscribe
            ? subscribed(request.id())
            : ControlLink.reply(request.id(), answers.apply(asked)));
    return frames;
  }

  private byte[] subscribed(UUID id) {
    return refusal.isEmpty() ? ControlLink.subscribed(id) : Frame.failure(id, refusal);
  }

  @Override
  public void close() throws IOException {
    coordinator.close();
  }
}
