package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;

/**
 * One line of a card: an input or an output.
 *
 * @param id the port
 * @param name what fits of its id
 * @param type what fits of the short name of its declared type, or empty
 * @param notes settings that differ from the defaults, or empty
 * @param pressing whether the producer waits for this input
 * @param used whether an edge ends here
 * @param y of the middle of its first line, from the top of the card
 */
record PortRow(
    DataId id, String name, String type, String notes, boolean pressing, boolean used, double y) {
  static final double NAME_SIZE = 12;
  static final double TYPE_SIZE = 10;
  static final double NOTE_SIZE = 10;
  static final double LINE = 22;
  private static final double NOTE_LINE = 13;
  private static final double NAME_ROOM = 170;
  private static final double TYPE_ROOM = 90;
  static final double TYPE_GAP = 7;

  static PortRow input(DataId id, InputDescriptor input, Optional<TypeName> type, double top) {
    boolean pressing = input.effectivePolicy() == QueuePolicy.BACKPRESSURE;
    return of(id, type, String.join(" · ", notes(input)), pressing, true, top);
  }

  static PortRow output(DataId id, Optional<TypeName> type, boolean used, double top) {
    return of(id, type, "", false, used, top);
  }

  private static PortRow of(
      DataId id,
      Optional<TypeName> type,
      String notes,
      boolean pressing,
      boolean used,
      double top) {
    String shortType = type.map(TypeName::shortName).orElse("");
    return new PortRow(
        id,
        Typeface.CODE.fitted(id.value(), NAME_SIZE, NAME_ROOM),
        Typeface.CODE.fitted(shortType, TYPE_SIZE, TYPE_ROOM),
        notes,
        pressing,
        used,
        top + LINE / 2);
  }

  /** Says which settings of an input differ from the defaults. */
  static List<String> notes(InputDescriptor input) {
    List<String> notes = new ArrayList<>();
    if (input.effectivePolicy() == QueuePolicy.BACKPRESSURE) {
      notes.add("backpressure");
    }
    if (input.queueSize() != null) {
      notes.add("queue " + input.queueSize());
    }
    if (input.inputTimeout() != null) {
      notes.add("timeout " + input.inputTimeout() + " s");
    }
    return notes;
  }

  double nameWidth() {
    return Typeface.CODE.width(name, NAME_SIZE);
  }

  double typeWidth() {
    return Typeface.CODE.width(type, TYPE_SIZE);
  }

  double width() {
    double line = nameWidth() + (type.isEmpty() ? 0 : TYPE_GAP + typeWidth());
    return Math.max(line, Typeface.TEXT.width(notes, NOTE_SIZE));
  }

  double height() {
    return notes.isEmpty() ? LINE : LINE + NOTE_LINE;
  }
}
