package org.dora.cli.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.RecordedConsole;
import org.dora.cli.control.Dataflows.Scope;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowStatus;
import org.junit.jupiter.api.Test;

class DataflowsTest {
  private static final DataflowRef CAMERA = ref("01a2030f-98cd-7e81-90cb-d79140b072a7", "camera");
  private static final DataflowRef ARM = ref("01a2030f-a446-744d-a1a3-f817dffa391d", "arm");
  private static final DataflowRef OLD_ARM = ref("01a20300-fff9-735b-95ca-3cd0c7aeff0f", "arm");
  private static final DataflowRef LAST = ref("01a20300-aa92-7667-a9fd-f04865b68a6a", "last");
  private static final DataflowRef EARLIER = ref("01a20299-0000-7667-a9fd-f04865b68a6a", "last");

  private final Dataflows dataflows =
      new Dataflows(
          List.of(
              entry(ARM, DataflowStatus.RUNNING),
              entry(CAMERA, DataflowStatus.RUNNING),
              entry(EARLIER, DataflowStatus.FINISHED),
              entry(OLD_ARM, DataflowStatus.FAILED),
              entry(LAST, DataflowStatus.FINISHED)));

  @Test
  void namesAndIdsAndStartsOfIdsAreFound() {
    assertEquals(CAMERA, dataflows.find("camera", Scope.RUNNING));
    assertEquals(CAMERA, dataflows.find("01A2030F98CD7E8190CBD79140B072A7", Scope.RUNNING));
    assertEquals(CAMERA, dataflows.find("01a2030f-9", Scope.RUNNING));
    assertEquals(EARLIER, dataflows.find("01a20299", Scope.ALL));
  }

  @Test
  void aRunningDataflowIsMeantBeforeOneThatHasEnded() {
    assertEquals(ARM, dataflows.find("arm", Scope.ALL));
  }

  @Test
  void aWholeIdIsTakenAsItIs() {
    UUID unknown = new UUID(1, 2);
    assertEquals(new DataflowRef(unknown, null), dataflows.find(unknown.toString(), Scope.RUNNING));
  }

  @Test
  void whatMayBeSeveralIsToldWithAllOfThem() {
    String message = refusal("last", Scope.ALL).getMessage();
    assertTrue(message.contains(EARLIER.toString()) && message.contains(LAST.toString()), message);
    assertTrue(refusal("01a2030f", Scope.RUNNING).getMessage().contains(ARM.toString()));
  }

  @Test
  void whatIsUnknownIsToldWithWhatRuns() {
    CliException refusal = refusal("last", Scope.RUNNING);
    assertEquals("no dataflow with name `last` is running", refusal.getMessage());
    assertEquals("running dataflows: arm, camera", refusal.hint());
    assertEquals("no dataflow with name `01a`", refusal("01a", Scope.ALL).getMessage());
  }

  @Test
  void withoutAWordTheOnlyOneIsMeant() {
    Dataflows one = new Dataflows(List.of(entry(ARM, DataflowStatus.RUNNING)));
    assertEquals(ARM, one.findOrOnly(null, Scope.RUNNING, new RecordedConsole().console()));
    CliException several =
        assertThrows(
            CliException.class,
            () -> dataflows.findOrOnly(null, Scope.RUNNING, new RecordedConsole().console()));
    assertTrue(several.getMessage().contains(CAMERA.toString()), several.getMessage());
  }

  private CliException refusal(String word, Scope scope) {
    return assertThrows(CliException.class, () -> dataflows.find(word, scope));
  }

  private static DataflowRef ref(String id, String name) {
    return new DataflowRef(UUID.fromString(id), name);
  }

  private static DataflowEntry entry(DataflowRef dataflow, DataflowStatus status) {
    return new DataflowEntry(dataflow, status);
  }
}
