package org.dora.node;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.dora.common.DoraException;
import org.dora.common.arrow.IpcView;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.NodeConfig;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.NodeEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the events that a node is given to a file that integration tests can play back, if {@code
 * DORA_WRITE_EVENTS_TO} asks for it (node-protocol.md, section 16.3).
 *
 * <p>An event is written when it comes, so a recording takes no memory. One that cannot be written,
 * such as a message of a type that JSON has no words for, is left out and said to be missing at the
 * end of the file. For any thread.
 */
final class EventRecording implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventRecording.class);
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final Writer out;
  private final HybridLogicalClock clock;
  private final Instant start;
  private int written;
  private @Nullable Gap gap;
  private boolean closed;

  /** Where events are missing: the first one, and how many after it. */
  private record Gap(int index, double offset, String error, long others) {}

  private EventRecording(Path file, Writer out, HybridLogicalClock clock) {
    this.file = file;
    this.out = out;
    this.clock = clock;
    this.start = clock.now().instant();
  }

  /**
   * Starts the recording that a node's configuration asks for.
   *
   * @return null if it asks for none
   * @throws NodeInitException if the file cannot be written
   */
  static @Nullable EventRecording of(NodeConfig config, HybridLogicalClock clock) {
    String file = config.writeEventsTo();
    try {
      return file == null ? null : start(Path.of(file), config.nodeId(), clock);
    } catch (IOException e) {
      throw new NodeInitException(
          "node `" + config.nodeId() + "` cannot record its events in " + file + ": " + e, e);
    }
  }

  /**
   * Starts a recording.
   *
   * @param file replaced if it exists; its folder is made
   */
  static EventRecording start(Path file, NodeId node, HybridLogicalClock clock) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    BufferedWriter out = Files.newBufferedWriter(file);
    out.write("{\"id\": \"" + node + "\", \"events\": [");
    out.flush();
    return new EventRecording(file, out, clock);
  }

  synchronized void add(NodeEvent event) {
    if (closed) {
      return;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      if (!write(event, json)) {
        return;
      }
    } catch (DoraException e) {
      miss(e);
      return;
    }
    try {
      out.write(written == 0 ? "\n" : ",\n");
      out.write(text.toString());
      written++;
    } catch (IOException e) {
      miss(e);
    }
  }

  private void miss(Exception cause) {
    log.warn("an event is missing in the recording {}: {}", file, cause.getMessage());
    gap =
        gap == null
            ? new Gap(written, offset(clock.now().instant()), String.valueOf(cause.getMessage()), 0)
            : new Gap(gap.index(), gap.offset(), gap.error(), gap.others() + 1);
  }

  /** Returns false for events that recordings do not hold. */
  private boolean write(NodeEvent event, JsonGenerator json) {
    switch (event) {
      case NodeEvent.Input input -> writeInput(input, json);
      case NodeEvent.Stop _ -> writeControl("Stop", null, json);
      case NodeEvent.InputClosed closing -> writeControl("InputClosed", closing.id().value(), json);
      case NodeEvent.AllInputsClosed _ -> writeControl("AllInputsClosed", null, json);
      // Recorded by the released nodes as well, whose tests then refuse the file.
      case NodeEvent.InputRecovered _,
          NodeEvent.NodeRestarted _,
          NodeEvent.NodeFailed _,
          NodeEvent.ParamUpdate _,
          NodeEvent.ParamDeleted _,
          NodeEvent.Reload _,
          NodeEvent.ExtensionDropped _ -> {
        return false;
      }
    }
    return true;
  }

  private void writeControl(String type, @Nullable String id, JsonGenerator json) {
    json.writeStartObject().writeName("type").writeString(type);
    if (id != null) {
      json.writeName("id").writeString(id);
    }
    json.writeName("time_offset_secs").writeNumber(offset(clock.now().instant()));
    json.writeEndObject();
  }

  private void writeInput(NodeEvent.Input input, JsonGenerator json) {
    json.writeStartObject().writeName("type").writeString("Input");
    json.writeName("id").writeString(input.id().value());
    json.writeName("time_offset_secs").writeNumber(offset(input.metadata().timestamp().instant()));
    ParameterJson.write(input.metadata().parameters(), json);
    Payload payload = input.data();
    if (payload != null) {
      ArrowData.write(IpcView.of(payload), json);
    }
    json.writeEndObject();
  }

  /** Seconds since the start; not negative although a producer's clock may be behind ours. */
  private double offset(Instant time) {
    return Math.max(0, Duration.between(start, time).toNanos() / 1e9);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      out.write("\n], \"recording_status\": ");
      out.write(status());
      out.write("}\n");
    } catch (IOException e) {
      log.warn("the recording {} is incomplete: {}", file, e.toString());
    }
  }

  private String status() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject().writeName("state").writeString(gap == null ? "clean" : "poisoned");
      if (gap != null) {
        json.writeName("first_failure_event_index").writeNumber(gap.index());
        json.writeName("first_failure_time_offset_secs").writeNumber(gap.offset());
        json.writeName("first_failure_error").writeString(gap.error());
        json.writeName("additional_failures").writeNumber(gap.others());
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
