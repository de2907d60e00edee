package org.dora.common.daemonlink;

import java.util.UUID;
import org.dora.common.codec.CoordinatorRequestJson;
import org.dora.common.codec.DaemonCommandJson;
import org.dora.common.codec.DaemonCommandReplyJson;
import org.dora.common.codec.RegisterResultJson;
import org.dora.common.codec.ResolveMachineReplyJson;
import org.dora.common.codec.TimestampedJson;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.message.Timestamped;

/** The text frames of {@code /api/daemon} (control-protocol.md section 5), ready to be sent. */
public final class DaemonLink {
  /** Method of what is to be answered by a {@link DaemonCommandReply}. */
  public static final String COMMAND = "daemon_command";

  /** Method of everything else. */
  public static final String EVENT = "daemon_event";

  private DaemonLink() {}

  /** Returns a message of the daemon; its answer to {@code ResolveMachine} has the same id. */
  public static byte[] request(UUID id, Timestamped<CoordinatorRequest> request) {
    return Frame.request(
        id,
        EVENT,
        request,
        (out, value) -> TimestampedJson.write(out, value, CoordinatorRequestJson::write));
  }

  /**
   * Reads a message of the daemon.
   *
   * @throws JsonException if it is none that we know
   */
  public static Timestamped<CoordinatorRequest> request(Frame.Request frame) {
    return frame.params().read(in -> TimestampedJson.read(in, CoordinatorRequestJson::read));
  }

  /** Returns a command, to be answered with the same id. */
  public static byte[] command(UUID id, Timestamped<DaemonCommand> command) {
    return toDaemon(id, COMMAND, command);
  }

  /** Returns a command that is not answered. */
  public static byte[] event(UUID id, Timestamped<DaemonCommand> event) {
    return toDaemon(id, EVENT, event);
  }

  private static byte[] toDaemon(UUID id, String method, Timestamped<DaemonCommand> command) {
    return Frame.request(
        id,
        method,
        command,
        (out, value) -> TimestampedJson.write(out, value, DaemonCommandJson::write));
  }

  /**
   * Reads a command or event of the coordinator.
   *
   * @throws JsonException if it is none that we know
   */
  public static Timestamped<DaemonCommand> command(Frame.Request frame) {
    return frame.params().read(in -> TimestampedJson.read(in, DaemonCommandJson::read));
  }

  /** Returns the daemon's answer to the command of that id. */
  public static byte[] reply(UUID id, DaemonCommandReply reply) {
    return Frame.reply(id, reply, DaemonCommandReplyJson::write);
  }

  /**
   * Reads the daemon's answer.
   *
   * @throws JsonException if it is none that we know
   */
  public static DaemonCommandReply reply(Frame.Reply frame) {
    return frame.result().read(DaemonCommandReplyJson::read);
  }

  /** Returns the answer to a daemon's registration; the id is a new one. */
  public static byte[] registered(UUID id, Timestamped<RegisterResult> result) {
    return Frame.request(
        id,
        EVENT,
        result,
        (out, value) -> TimestampedJson.write(out, value, RegisterResultJson::write));
  }

  /**
   * Reads the answer to a registration.
   *
   * @throws JsonException if it is something else, which may come before it
   */
  public static Timestamped<RegisterResult> registered(Frame.Request frame) {
    return frame.params().read(in -> TimestampedJson.read(in, RegisterResultJson::read));
  }

  /** Returns the answer to {@code ResolveMachine}, whose id it has. */
  public static byte[] resolved(UUID id, Timestamped<ResolveMachineReply> reply) {
    return Frame.request(
        id,
        EVENT,
        reply,
        (out, value) -> TimestampedJson.write(out, value, ResolveMachineReplyJson::write));
  }

  /**
   * Reads the answer to {@code ResolveMachine}.
   *
   * @throws JsonException if it is something else
   */
  public static Timestamped<ResolveMachineReply> resolved(Frame.Request frame) {
    return frame.params().read(in -> TimestampedJson.read(in, ResolveMachineReplyJson::read));
  }
}
