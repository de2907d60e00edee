package org.dora.common.control;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.codec.ControlReplyJson;
import org.dora.common.codec.ControlRequestJson;
import org.dora.common.codec.CoordinatorRequestJson;
import org.dora.common.codec.DaemonCommandJson;
import org.dora.common.codec.DaemonCommandReplyJson;
import org.dora.common.codec.NodeStatusJson;
import org.dora.common.codec.RegisterResultJson;
import org.dora.common.codec.ResolveMachineReplyJson;
import org.dora.common.codec.SubscribedJson;
import org.dora.common.codec.TimestampedJson;
import org.dora.common.codec.UnsubscribedJson;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.dora.common.log.LogMessageJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded frames of the released program, as tests read them. */
final class ControlFrames {
  private static final Path FOLDER = Path.of("../interop/vectors/control-protocol");

  private ControlFrames() {}

  /** Reads and writes values of one type. */
  record Codec<T>(JsonReader.Decoder<T> decoder, JsonWriter.Encoder<T> encoder) {
    /** Returns what is written of what was read. */
    byte[] again(byte[] json) {
      return JsonWriter.encode(JsonReader.decode(json, decoder), encoder);
    }
  }

  static final Codec<ControlRequest> REQUEST =
      new Codec<>(ControlRequestJson::read, ControlRequestJson::write);
  static final Codec<ControlReply> REPLY =
      new Codec<>(ControlReplyJson::read, ControlReplyJson::write);
  static final Codec<?> TO_COORDINATOR =
      new Codec<>(CoordinatorRequestJson::read, CoordinatorRequestJson::write);
  static final Codec<?> TO_DAEMON = new Codec<>(DaemonCommandJson::read, DaemonCommandJson::write);
  static final Codec<?> DAEMON_REPLY =
      new Codec<>(DaemonCommandReplyJson::read, DaemonCommandReplyJson::write);
  static final Codec<?> REGISTERED =
      new Codec<>(RegisterResultJson::read, RegisterResultJson::write);
  static final Codec<?> RESOLVED =
      new Codec<>(ResolveMachineReplyJson::read, ResolveMachineReplyJson::write);
  static final Codec<?> LOG = new Codec<>(LogMessageJson::read, LogMessageJson::write);

  static <T> Codec<?> timestamped(Codec<T> inner) {
    return new Codec<>(
        in -> TimestampedJson.read(in, inner.decoder),
        (out, value) -> TimestampedJson.write(out, value, inner.encoder));
  }

  /** One recorded value. */
  record Recorded(String name, JsonNode json, Codec<?> codec) {
    byte[] bytes() {
      return JsonMapper.shared().writeValueAsBytes(json);
    }
  }

  /** Returns one of every variant, without frames around them. */
  static List<Recorded> variants() {
    List<Recorded> all = new ArrayList<>();
    JsonNode groups = read(FOLDER.resolve("serialised-variants.json"));
    for (Map.Entry<String, JsonNode> group : groups.properties()) {
      for (Map.Entry<String, JsonNode> variant : group.getValue().properties()) {
        if (!group.getKey().equals("Envelope")) {
          all.add(
              new Recorded(
                  group.getKey() + " " + variant.getKey(),
                  variant.getValue(),
                  codec(group.getKey(), variant.getKey())));
        }
      }
    }
    return all;
  }

  private static Codec<?> codec(String group, String variant) {
    return switch (group) {
      case "ControlRequest" -> REQUEST;
      case "ControlRequestReply" -> REPLY;
      case "DaemonCoordinatorReply" -> DAEMON_REPLY;
      case "DaemonToCoordinator" ->
          variant.startsWith("NodeStatus")
              ? new Codec<>(NodeStatusJson::read, NodeStatusJson::write)
              : TO_COORDINATOR;
      case "CoordinatorToDaemon" -> {
        if (variant.startsWith("RegisterResult")) {
          yield REGISTERED;
        }
        if (variant.startsWith("ResolveMachine")) {
          yield RESOLVED;
        }
        yield variant.startsWith("Timestamped") ? timestamped(TO_DAEMON) : TO_DAEMON;
      }
      default -> throw new AssertionError("no codec for " + group);
    };
  }

  /** Returns what all recorded text frames carry, with the frames that carry it. */
  static List<Recorded> captured() {
    List<Recorded> all = new ArrayList<>();
    File[] files = Objects.requireNonNull(FOLDER.resolve("captured").toFile().listFiles());
    Arrays.sort(files);
    for (File file : files) {
      Map<String, String> asked = new HashMap<>();
      int number = 0;
      for (JsonNode frame : read(file.toPath()).get("frames")) {
        number++;
        if (frame.has("json")) {
          JsonNode json = frame.get("json");
          all.add(
              new Recorded(
                  file.getName() + " frame " + number,
                  json,
                  frame.get("path").asString().equals("/api/control")
                      ? control(json, asked)
                      : daemon(json, frame.get("dir").asString())));
        }
      }
    }
    return all;
  }

  private static Codec<?> control(JsonNode frame, Map<String, String> asked) {
    if (frame.has("event")) {
      return LOG;
    }
    String id = frame.get("id").asString();
    if (frame.has("method")) {
      JsonNode params = frame.get("params");
      asked.put(
          id, params.isString() ? params.asString() : params.propertyNames().iterator().next());
      return REQUEST;
    }
    return switch (asked.getOrDefault(id, "")) {
      case "LogSubscribe", "BuildLogSubscribe" ->
          new Codec<>(SubscribedJson::read, SubscribedJson::write);
      case "TopicUnsubscribe" -> new Codec<>(UnsubscribedJson::read, UnsubscribedJson::write);
      default -> REPLY;
    };
  }

  private static Codec<?> daemon(JsonNode frame, String direction) {
    if (!frame.has("method")) {
      return DAEMON_REPLY;
    }
    if (direction.startsWith("client")) {
      return timestamped(TO_COORDINATOR);
    }
    JsonNode inner = frame.get("params").get("inner");
    if (inner.has("Ok") || inner.has("Err")) {
      return timestamped(REGISTERED);
    }
    return inner.has("ResolveMachineResult") ? timestamped(RESOLVED) : timestamped(TO_DAEMON);
  }

  static JsonNode read(Path file) {
    return JsonMapper.shared().readTree(file.toFile());
  }

  static Path folder() {
    return FOLDER;
  }
}
