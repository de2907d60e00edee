package org.dora.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dora.common.DoraException;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.NodeEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events that dora's tests play to a node, read from a file in dora's format: written by hand, or
 * by a node that was told to record its events (node-protocol.md, section 1.4). All of it is read
 * and checked at once, so that a mistake is reported before the node starts.
 *
 * @param node who recorded them
 * @param events in the order of their times
 */
record PlayedFile(NodeId node, List<TimedEvent> events) {
  private static final long MAX_SECONDS = 0xffff_ffffL;

  /**
   * An event.
   *
   * @param offset when it is due, after the start
   */
  record TimedEvent(Duration offset, NodeEvent event) {}

  /**
   * @param start the time from which offsets count
   * @throws NodeInitException if the file cannot be read, is not in the format, or is a recording
   *     in which events are missing
   */
  static PlayedFile read(Path file, HlcTimestamp start) {
    try {
      if (PlainJson.parseExactly(Files.readString(file)) instanceof Map<?, ?> content) {
        return of(content, start);
      }
      throw new InvalidException("it is no JSON object");
    } catch (IOException e) {
      throw unplayable(file, e.toString(), e);
    } catch (PlainJson.InvalidException | DoraException e) {
      throw unplayable(file, e.getMessage(), e);
    }
  }

  /** What a file says is not of the format. */
  private static final class InvalidException extends DoraException {
    private static final long serialVersionUID = 1L;

    InvalidException(String message) {
      super(message);
    }
  }

  private static NodeInitException unplayable(Path file, @Nullable String why, Exception cause) {
    return new NodeInitException("inputs from " + file + " cannot be played: " + why, cause);
  }

  private static PlayedFile of(Map<?, ?> content, HlcTimestamp start) {
    NodeId node = new NodeId(text(content, "id"));
    if (content.get("recording_status") instanceof Map<?, ?> status
        && "poisoned".equals(status.get("state"))) {
      throw new InvalidException(
          "the recording of node `%s` is incomplete: an event is missing at %s s, and %s more: %s"
              .formatted(
                  node,
                  status.get("first_failure_time_offset_secs"),
                  status.get("additional_failures"),
                  status.get("first_failure_error")));
    }
    if (!(content.get("events") instanceof List<?> list)) {
      throw new InvalidException("`events` is missing, expected a list");
    }
    List<TimedEvent> events = new ArrayList<>();
    for (Object event : list) {
      try {
        events.add(event(event, start));
      } catch (DoraException e) {
        throw new InvalidException("event " + events.size() + ": " + e.getMessage());
      }
    }
    events.sort(Comparator.comparing(TimedEvent::offset));
    return new PlayedFile(node, List.copyOf(events));
  }

  private static TimedEvent event(@Nullable Object json, HlcTimestamp start) {
    if (!(json instanceof Map<?, ?> event)) {
      throw new InvalidException("it is no JSON object");
    }
    Duration offset = offset(event.get("time_offset_secs"));
    String type = text(event, "type");
    return new TimedEvent(
        offset,
        switch (type) {
          case "Stop" -> new NodeEvent.Stop();
          case "AllInputsClosed" -> new NodeEvent.AllInputsClosed();
          case "InputClosed" -> new NodeEvent.InputClosed(new DataId(text(event, "id")));
          case "Input" ->
              new NodeEvent.Input(
                  new DataId(text(event, "id")),
                  org.dora.common.message.Metadata.of(
                      start.plus(offset), ParameterJson.read(event.get("metadata"))),
                  payload(event));
          default ->
              throw new InvalidException(
                  "`type` is `" + type + "`, expected Input, InputClosed, AllInputsClosed or Stop");
        });
  }

  private static String text(Map<?, ?> object, String key) {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw new InvalidException("`" + key + "` is " + object.get(key) + ", expected a text");
  }

  private static Duration offset(@Nullable Object seconds) {
    if (seconds instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= MAX_SECONDS) {
      return Duration.ofNanos(Math.round(number.doubleValue() * 1e9));
    }
    throw new InvalidException(
        "`time_offset_secs` is " + seconds + ", expected seconds after the start");
  }

  private static @Nullable Payload payload(Map<?, ?> event) {
    if (event.containsKey("data")) {
      Object data = event.get("data");
      List<?> values = data instanceof List<?> list ? list : Collections.singletonList(data);
      return ArrowData.read(values, event.get("data_type"));
    }
    if (!event.containsKey("path")) {
      return null;
    }
    Path file = Path.of(text(event, "path"));
    int batch = event.get("batch_index") instanceof Long index ? Math.toIntExact(index) : 0;
    return event.get("column") instanceof String column
        ? ArrowFile.column(file, batch, column)
        : ArrowFile.rows(file, batch);
  }

  /** Returns the events at their times, which count from now. */
  LocalSession.Source inRealTime() {
    long start = System.nanoTime();
    Iterator<TimedEvent> next = events.iterator();
    return () -> {
      if (!next.hasNext()) {
        return null;
      }
      TimedEvent event = next.next();
      long wait = event.offset().toNanos() - (System.nanoTime() - start);
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      return event.event();
    };
  }
}
