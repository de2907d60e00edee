package org.dora.daemon.connection;

import java.util.Map;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;

/** Bounds the size of an event on the wire from above, without encoding it. */
final class EventSize {
  /** Variant, timestamps, lengths and option tags. */
  private static final int FIXED = 96;

  private static final int MAX_UTF8_BYTES_A_CHAR = 3;
  private static final int NUMBER = 10;

  private EventSize() {}

  static long atMost(Timestamped<NodeEvent> event) {
    return FIXED
        + switch (event.inner()) {
          case NodeEvent.Input(var id, var metadata, var data) ->
              text(id.value())
                  + parameters(metadata.parameters())
                  + (data == null ? 0 : data.size());
          case NodeEvent.NodeFailed(var inputs, var error, var source) ->
              inputs.stream().mapToLong(id -> text(id.value())).sum()
                  + text(error)
                  + text(source.value());
          case NodeEvent.ParamUpdate(var key, var value) -> text(key) + value.size();
          case NodeEvent.ParamDeleted(var key) -> text(key);
          case NodeEvent.ExtensionDropped(var namespace, var key) -> text(namespace) + text(key);
          case NodeEvent.Reload(var operator) -> operator == null ? 0 : text(operator.value());
          case NodeEvent.InputClosed(var id) -> text(id.value());
          case NodeEvent.InputRecovered(var id) -> text(id.value());
          case NodeEvent.NodeRestarted(var id) -> text(id.value());
          case NodeEvent.Stop _, NodeEvent.AllInputsClosed _ -> 0;
        };
  }

  private static long parameters(Map<String, Parameter> parameters) {
    if (parameters.isEmpty()) {
      return 0;
    }
    long size = 0;
    for (var entry : parameters.entrySet()) {
      size += text(entry.getKey()) + value(entry.getValue());
    }
    return size;
  }

  private static long value(Parameter parameter) {
    return 1
        + switch (parameter) {
          case Parameter.Bool _ -> 1L;
          case Parameter.Int _, Parameter.Real _ -> NUMBER;
          case Parameter.Text(var value) -> text(value);
          case Parameter.Timestamp _ -> NUMBER * 4L;
          case Parameter.ListInt(var values) -> NUMBER * (values.size() + 1L);
          case Parameter.ListFloat(var values) -> NUMBER * (values.size() + 1L);
          case Parameter.ListText(var values) ->
              NUMBER + values.stream().mapToLong(EventSize::text).sum();
        };
  }

  private static long text(String text) {
    return NUMBER + (long) MAX_UTF8_BYTES_A_CHAR * text.length();
  }
}
