package org.dora.node;

import java.util.HashMap;
import java.util.Map;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the events that have arrived say about answers to come, also after the event loop
 * has taken them. Guarded by the lock of the {@link EventQueue}.
 */
final class AnswerOutlook {
  /** Something that happened to a node or input, as the nth event. */
  private record Change(long at, NoAnswerException.Reason reason, String words) {}

  private final Map<String, Change> servers = new HashMap<>();
  private final Map<String, Change> closedInputs = new HashMap<>();
  private long arrivals;
  private @Nullable String fatal;

  /** Returns how many events were seen. */
  long arrivals() {
    return arrivals;
  }

  /** Takes note of an event that has arrived. */
  void see(Event event) {
    arrivals++;
    switch (event) {
      case Event.NodeRestarted(String node) ->
          servers.put(
              node,
              new Change(arrivals, NoAnswerException.Reason.SERVER_RESTARTED, "was restarted"));
      case Event.NodeFailed failed ->
          servers.put(
              failed.source(),
              new Change(
                  arrivals, NoAnswerException.Reason.SERVER_GONE, "has failed: " + failed.error()));
      case Event.InputClosed(String id) ->
          closedInputs.put(
              id, new Change(arrivals, NoAnswerException.Reason.SERVER_GONE, "has ended"));
      case Event.InputRecovered(String id) -> closedInputs.remove(id);
      case Event.Error error when error.id() == null -> fatal = error.message();
      case Event.Input _,
          Event.ParamUpdate _,
          Event.ParamDeleted _,
          Event.Reload _,
          Event.Error _,
          Event.Stop _ -> {}
    }
  }

  /** Takes note of a message: its input is not closed, whatever was said before. */
  void see(DataId input) {
    closedInputs.remove(input.value());
  }

  /** Returns why no answer will come, or null while one may. */
  @Nullable NoAnswerException hopeless(Correlation wanted, boolean streamOver) {
    if (fatal != null) {
      return new NoAnswerException(
          NoAnswerException.Reason.STREAM_ERROR, "no answer to " + wanted.subject() + ": " + fatal);
    }
    String server = wanted.server() == null ? null : wanted.server().value();
    Change change = server == null ? null : servers.get(server);
    if (change != null && change.at() > wanted.since()) {
      return noAnswer(wanted, change, server);
    }
    Change closed = closedInputs.get(wanted.answers().value());
    if (closed != null && wanted.closesOnce()) {
      return noAnswer(wanted, closed, server);
    }
    return streamOver
        ? new NoAnswerException(
            NoAnswerException.Reason.STREAM_ENDED,
            "no answer to " + wanted.subject() + ": the node is to end")
        : null;
  }

  private static NoAnswerException noAnswer(
      Correlation wanted, Change change, @Nullable String server) {
    return new NoAnswerException(
        change.reason(),
        "no answer to "
            + wanted.subject()
            + ": "
            + (server == null ? "input `" + wanted.answers() + "`" : "node `" + server + "`")
            + " "
            + change.words());
  }
}
