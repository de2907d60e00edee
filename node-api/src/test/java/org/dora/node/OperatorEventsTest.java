package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.descriptor.Seconds;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events of a node with the operators {@code a} (inputs x, y) and {@code b} (input x). */
final class OperatorEventsTest {
  private static final OperatorId A = new OperatorId("a");
  private static final OperatorId B = new OperatorId("b");

  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final OperatorEvents events =
      new OperatorEvents(
          new NodeId("n"), Map.of(A, inputs(null, "x", "y"), B, inputs(new Seconds(1.0), "x")));

  private static SortedMap<DataId, InputDescriptor> inputs(
      @Nullable Seconds timeout, String... ids) {
    SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>();
    for (String id : ids) {
      inputs.put(
          new DataId(id),
          new InputDescriptor(
              InputMapping.parse("source/" + id), 1L, timeout, QueuePolicy.DROP_OLDEST));
    }
    return inputs;
  }

  @Test
  void aMessageGoesToTheOperatorOfItsInputUnderTheNameThere() throws InterruptedException {
    message("a/x");
    message("b/x");
    message("c/x");
    message("x");

    assertEquals(List.of("Input[x]"), taken(A));
    assertEquals(List.of("Input[x]"), taken(B));
  }

  @Test
  void eachOperatorHasItsOwnQueueSizes() throws InterruptedException {
    message("a/x");
    message("a/x");
    message("a/y");

    assertEquals(List.of("Input[x]", "Input[y]"), taken(A));
    assertEquals(Map.of(new DataId("x"), 1L), events.queue(A).drainDropCounts());
  }

  @Test
  void anOperatorEndsWithItsLastInputAndOthersGoOn() throws InterruptedException {
    message("a/x");
    events.add(new Event.InputClosed("a/x"));
    events.add(new Event.InputClosed("a/y"));
    message("b/x");

    assertEquals(
        List.of(
            "InputClosed[id=x]", "InputClosed[id=y]", "Stop[cause=ALL_INPUTS_CLOSED]", "Input[x]"),
        taken(A));
    assertTrue(events.queue(A).isFinished());
    assertEquals(List.of("Input[x]"), taken(B));
    assertFalse(events.queue(B).isFinished());
  }

  @Test
  void anInputThatTimedOutEndsNobody() throws InterruptedException {
    events.add(new Event.InputClosed("b/x"));
    events.add(new Event.InputRecovered("b/x"));

    assertEquals(List.of("InputClosed[id=x]", "InputRecovered[id=x]"), taken(B));
    assertFalse(events.queue(B).isFinished());
  }

  @Test
  void theFailureOfANodeIsToldToThoseThatReadIt() throws InterruptedException {
    events.add(new Event.NodeFailed("s", "broken", List.of("b/x")));

    assertEquals(List.of(), taken(A));
    assertEquals(List.of("NodeFailed[source=s, error=broken, inputs=[x]]"), taken(B));
  }

  @Test
  void aReloadIsForOneOperatorOrForAll() throws InterruptedException {
    events.add(new Event.Reload("b"));
    events.add(new Event.Reload(null));

    assertEquals(List.of("Reload[operatorId=null]"), taken(A));
    assertEquals(List.of("Reload[operatorId=b]", "Reload[operatorId=null]"), taken(B));
  }

  @Test
  void whatNamesNoInputGoesToAll() throws InterruptedException {
    Event stop = new Event.Stop(Event.Stop.Cause.MANUAL);
    events.add(new Event.ParamUpdate("k", "1"));
    events.add(stop);

    assertEquals(List.of("ParamUpdate[key=k, json=1]", stop.toString()), taken(A));
    assertEquals(List.of("ParamUpdate[key=k, json=1]", stop.toString()), taken(B));
  }

  @Test
  void anOperatorThatHasEndedHoldsNobodyBack() throws InterruptedException {
    events.queue(A).discard();
    assertTrue(events.awaitRoom());
    events.queue(B).discard();
    assertFalse(events.awaitRoom());
    assertNull(events.queue(A).take(0));
  }

  private void message(String id) {
    DataId dataId = new DataId(id);
    events.add(
        dataId,
        new ReceivedInput(
            dataId, org.dora.common.message.Metadata.of(clock.now(), Map.of()), null));
  }

  private List<String> taken(OperatorId operator) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    Event event = events.queue(operator).take(0);
    while (event != null) {
      taken.add(event.toString());
      event = events.queue(operator).take(0);
    }
    return taken;
  }
}
