// Draws the angles of both pendulums and who has the energy: one line of text per step.

import org.dora.node.*;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

static final int TRACK = 25; // columns per pendulum

static final int BAR = 20; // columns for the energy

static final Logger log = LoggerFactory.getLogger("screen");

double[] angles = {0, 0};
int lines;

void main() {
  try (var node = Node.init()) {
    for (var event : node) {
      // Event is sealed, so this switch needs no default: if dora learns a new kind of event, the
      // compiler says where it is missing.
      switch (event) {
        case Event.Input in when in.id().equals("angles") -> angles = in.doubles();
        case Event.Input in -> draw(in.doubles());
        case Event.InputClosed closed -> log.info("{} has ended", closed.id());
        case Event.NodeFailed failed -> log.error("{}: {}", failed.source(), failed.error());
        case Event.Error error -> log.warn("{}", error.message()); // the stream goes on
        case Event.Stop stop -> log.info("stopping: {}", stop.cause());
        case Event.InputRecovered _,
            Event.NodeRestarted _,
            Event.ParamUpdate _,
            Event.ParamDeleted _,
            Event.Reload _ -> {}
      }
    }
    // What standard output gets that is no log record is shown as it is.
    IO.println(lines + " lines drawn. Edit a file and run it again: there is nothing to build.");
  }
}

void draw(double[] energy) {
  int first = (int) Math.round(BAR * energy[0] / (energy[0] + energy[1]));
  String bar = "#".repeat(first) + ".".repeat(BAR - first);
  IO.println(track(angles[0]) + track(angles[1]) + "|" + bar + "|");
  lines++;
}

/** A pendulum seen from above: its bob left or right of where it rests. */
String track(double angle) {
  var columns = new StringBuilder(" ".repeat(TRACK));
  columns.setCharAt(TRACK / 2, ':');
  columns.setCharAt(TRACK / 2 + (int) Math.round(angle / 0.65 * (TRACK / 2)), 'O');
  return columns.toString();
}
