package org.dora.interop.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;

/** Sets and deletes parameters of the steady dataflow's source. */
final class ParameterUser implements Operator {
  private static final int KEYS = 4;

  /**
   * A change that was asked for.
   *
   * @param value null to delete it
   */
  private record Change(String key, @Nullable String value) {}

  private final UUID dataflow;
  private final SortedMap<String, String> values = new TreeMap<>();
  private @Nullable Change pending;
  private int last;

  ParameterUser(UUID dataflow) {
    this.dataflow = dataflow;
  }

  @Override
  public void act(ControlClient client, Random random) {
    String key = "key" + random.nextInt(KEYS);
    boolean deletes = values.containsKey(key) && random.nextInt(3) == 0;
    change(client, new Change(key, deletes ? null : Integer.toString(++last)));
  }

  private void change(ControlClient client, Change change) {
    pending = change;
    String key = change.key;
    if (change.value == null) {
      ControlReply.ParamDeleted _ =
          client.ask(
              new ControlRequest.DeleteParam(dataflow, Steady.SOURCE, key),
              ControlReply.ParamDeleted.class);
      values.remove(key);
    } else {
      ControlReply.ParamSet _ =
          client.ask(
              new ControlRequest.SetParam(dataflow, Steady.SOURCE, key, RawJson.of(change.value)),
              ControlReply.ParamSet.class);
      values.put(key, change.value);
    }
    pending = null;
  }

  /** What is deleted already cannot be deleted again. */
  @Override
  public void settle(ControlClient client) {
    Change open = pending;
    if (open == null) {
      return;
    }
    boolean isThere =
        client
            .ask(
                new ControlRequest.GetParams(dataflow, Steady.SOURCE), ControlReply.ParamList.class)
            .params()
            .stream()
            .anyMatch(entry -> entry.key().equals(open.key));
    if (open.value != null || isThere) {
      change(client, open);
    } else {
      values.remove(open.key);
      pending = null;
    }
  }

  @Override
  public void check(View view, List<String> violations) {
    expect("the store", view.parameters(), violations);
    for (Witness source : view.witnesses(Steady.NAME, Steady.SOURCE)) {
      expect("the node", source.parameters(), violations);
    }
  }

  private void expect(String who, Map<String, String> has, List<String> violations) {
    SortedMap<String, String> wanted = new TreeMap<>(values);
    SortedMap<String, String> found = new TreeMap<>(has);
    if (pending != null) {
      wanted.remove(pending.key);
      found.remove(pending.key);
    }
    if (!wanted.equals(found)) {
      violations.add("%s has the parameters %s, not %s".formatted(who, found, wanted));
    }
  }

  @Override
  public void remember() {
    // Nothing here depends on what was before.
  }

  @Override
  public void forgetProcesses() {
    // Parameters are for whichever process the node is.
  }
}
