package org.dora.daemon.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.InterDaemonEvent;
import org.dora.common.message.Metadata;
import org.dora.common.message.Parameter;
import org.junit.jupiter.api.Test;

class InspectionsTest {
  private static final UUID DATAFLOW = new UUID(1, 1);
  private static final UUID WHOLE = new UUID(2, 2);
  private static final UUID BARE = new UUID(3, 3);
  private static final NodeId CAMERA = new NodeId("camera");
  private static final DataId IMAGE = new DataId("image");
  private static final Set<Routes.Output> IMAGES = Set.of(new Routes.Output(CAMERA, IMAGE));

  /** Writes down who is shown what size, 0 where there is no data. */
  private final List<String> shown = new ArrayList<>();

  private boolean hasRoom = true;

  private final Inspections inspections =
      new Inspections(
          DATAFLOW,
          new DataflowListener() {
            @Override
            public boolean inspected(List<TopicViewer> viewers, InterDaemonEvent event) {
              if (hasRoom) {
                viewers.forEach(viewer -> shown.add(line(viewer, event)));
              }
              return hasRoom;
            }

            @Override
            public void finished(DataflowResult result) {
              throw new AssertionError("nothing ends here");
            }
          });

  private static String line(TopicViewer viewer, InterDaemonEvent event) {
    return "%s %d %s"
        .formatted(
            viewer.subscription().equals(WHOLE) ? "whole" : "bare",
            viewer.leftOut(),
            event instanceof InterDaemonEvent.Output output ? text(output) : "closed");
  }

  private static String text(InterDaemonEvent.Output output) {
    Payload data = output.data();
    Parameter size = output.metadata().parameter(Metadata.WIRE_SIZE);
    return (data == null ? 0 : data.size())
        + " of "
        + (size instanceof Parameter.Int(long value) ? value : -1);
  }

  private void send() {
    inspections.sent(
        CAMERA,
        IMAGE,
        Metadata.of(new HlcTimestamp(1, HlcId.random()), Map.of()),
        Payload.ofBytes(new byte[9]));
  }

  @Test
  void whoNeedsNoDataIsShownMetadataWithTheSize() {
    inspections.begin(WHOLE, IMAGES, true);
    inspections.begin(BARE, IMAGES, false);
    send();
    inspections.closed(CAMERA, IMAGE);
    assertEquals(
        List.of("whole 0 9 of 9", "bare 0 0 of 9", "whole 0 closed", "bare 0 closed"), shown);
  }

  @Test
  void whatFindsNoRoomIsCountedForTheNextMessage() {
    inspections.begin(WHOLE, IMAGES, true);
    send();
    hasRoom = false;
    send();
    send();
    hasRoom = true;
    send();
    send();
    assertEquals(List.of("whole 0 9 of 9", "whole 2 9 of 9", "whole 0 9 of 9"), shown);
  }

  @Test
  void onlyWhoLooksAtAnOutputIsShownIt() {
    inspections.begin(WHOLE, Set.of(new Routes.Output(CAMERA, new DataId("depth"))), true);
    inspections.begin(BARE, IMAGES, true);
    send();
    inspections.end(BARE);
    send();
    assertEquals(List.of("bare 0 9 of 9"), shown);
  }
}
