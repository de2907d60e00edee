package org.dora.interop.chaos;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** Connects the steady dataflow's tap to its source, and disconnects it. */
final class EdgeUser implements Operator {
  private static final DataId OUTPUT = new DataId("out");
  private static final DataId INPUT = new DataId("in");
  private static final InputMapping EDGE = new InputMapping.User(Steady.SOURCE, OUTPUT);

  private final UUID dataflow;
  private boolean connected;
  private boolean isPending;

  /** How much had come when somebody last looked, and from which process. */
  private @Nullable Witness before;

  EdgeUser(UUID dataflow) {
    this.dataflow = dataflow;
  }

  @Override
  public void act(ControlClient client, Random random) {
    change(client);
  }

  private void change(ControlClient client) {
    isPending = true;
    if (connected) {
      disconnect(client);
    } else {
      ControlReply.MappingAdded _ =
          client.ask(
              new ControlRequest.AddMapping(dataflow, Steady.SOURCE, OUTPUT, Steady.TAP, INPUT),
              ControlReply.MappingAdded.class);
    }
    become();
  }

  private void disconnect(ControlClient client) {
    ControlReply.MappingRemoved _ =
        client.ask(
            new ControlRequest.RemoveMapping(dataflow, Steady.SOURCE, OUTPUT, Steady.TAP, INPUT),
            ControlReply.MappingRemoved.class);
  }

  private void become() {
    connected = !connected;
    isPending = false;
    before = null;
  }

  /** An edge that is gone already cannot be taken out again. */
  @Override
  public void settle(ControlClient client) {
    if (!isPending) {
      return;
    }
    try {
      change(client);
    } catch (RefusedException e) {
      if (!connected || !String.valueOf(e.getMessage()).endsWith("not found")) {
        throw e;
      }
      become();
    }
  }

  @Override
  public void check(View view, List<String> violations) {
    if (isPending) {
      return;
    }
    InputDescriptor input =
        view.descriptor()
            .node(Steady.TAP)
            .map(NodeDescriptor::ports)
            .map(ports -> ports.inputs().get(INPUT))
            .orElse(null);
    boolean isWritten = input != null && input.source().equals(EDGE);
    if (isWritten != connected) {
      violations.add("the tap is connected: " + connected + ", and written down is " + input);
    }
    for (Witness tap : view.witnesses(Steady.NAME, Steady.TAP)) {
      Witness last = before;
      before = tap;
      boolean comes = last != null && last.pid() == tap.pid() && tap.received() > last.received();
      if (last == null || comes != connected) {
        violations.add(
            "the tap is connected: %s, it is %s, was %s".formatted(connected, tap, last));
      }
    }
  }

  @Override
  public void remember() {
    // What was last seen is enough.
  }

  @Override
  public void forgetProcesses() {
    before = null;
  }
}
