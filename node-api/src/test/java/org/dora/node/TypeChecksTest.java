package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChecksTest {
  private static final DataId OUT = new DataId("out");
  private static final IpcEncoder ENCODER =
      new IpcEncoder(size -> Payload.ofBytes(new byte[(int) size]));

  @ParameterizedTest
  @CsvSource({
    "error,ERROR",
    "warn,WARN",
    "1,WARN",
    "true,WARN",
    "on,WARN",
    "'',OFF",
    "0,OFF",
    "false,OFF",
    "off,OFF",
    "ERROR,OFF",
    "strict,OFF",
    ",OFF"
  })
  void theVariableIsReadAsTheReleasedNodesDo(@Nullable String value, OutputTypeCheck.Mode mode) {
    assertEquals(mode, OutputTypeCheck.Mode.of(value));
  }

  @Test
  void anotherTypeThanDeclaredIsAnError() {
    OutputTypeCheck check = check(OutputTypeCheck.Mode.ERROR, "std/core/v1/Float64");

    DataTypeException refusal =
        assertThrows(
            DataTypeException.class, () -> check.check(OUT, ENCODER.encode(1L), Metadata.empty()));
    assertEquals("output \"out\": expected Arrow type Float64, got Int64", refusal.getMessage());
  }

  @Test
  void theDeclaredTypePasses() {
    OutputTypeCheck check = check(OutputTypeCheck.Mode.ERROR, "std/core/v1/Float64");

    assertDoesNotThrow(() -> check.check(OUT, ENCODER.encode(1.5), Metadata.empty()));
  }

  @Test
  void otherOutputsSignalsAndServiceMessagesAreExempt() {
    OutputTypeCheck check = check(OutputTypeCheck.Mode.ERROR, "std/core/v1/Float64");

    assertDoesNotThrow(() -> {
      check.check(new DataId("more"), ENCODER.encode(1L), Metadata.empty());
      check.check(OUT, null, Metadata.empty());
      check.check(OUT, ENCODER.encode(1L), Metadata.of("request_id", "r"));
      check.check(OUT, ENCODER.encode(1L), Metadata.of("goal_id", "g"));
      check.check(OUT, ENCODER.encode(1L), Metadata.of("goal_status", "aborted"));
    });
  }

  @Test
  void aWarningOrNothingLetsTheMessagePass() {
    assertDoesNotThrow(() -> {
      check(OutputTypeCheck.Mode.WARN, "std/core/v1/Float64")
          .check(OUT, ENCODER.encode(1L), Metadata.empty());
      check(OutputTypeCheck.Mode.OFF, "std/core/v1/Float64")
          .check(OUT, ENCODER.encode(1L), Metadata.empty());
    });
  }

  @Test
  void complexAndUnknownTypesAreNotChecked() {
    assertDoesNotThrow(() -> {
      check(OutputTypeCheck.Mode.ERROR, "std/math/v1/Vector3")
          .check(OUT, ENCODER.encode(1L), Metadata.empty());
      check(OutputTypeCheck.Mode.ERROR, "mine/core/v1/Thing")
          .check(OUT, ENCODER.encode(1L), Metadata.empty());
    });
  }

  @Test
  void anInputIsCheckedAtItsFirstOrdinaryMessageOnly() {
    InputTypeCheck check = new InputTypeCheck(Map.of(new DataId("in"), "std/core/v1/Float64"));
    assertEquals(1, check.unchecked());
    check.check(input(Map.of("request_id", new Parameter.Text("r"))));
    assertEquals(1, check.unchecked());
    check.check(input(Map.of()));
    assertEquals(0, check.unchecked());
  }

  private static ReceivedInput input(Map<String, Parameter> parameters) {
    return new ReceivedInput(
        new DataId("in"),
        org.dora.common.message.Metadata.of(new HybridLogicalClock().now(), parameters),
        ENCODER.encode(1L));
  }

  private static OutputTypeCheck check(OutputTypeCheck.Mode mode, String urn) {
    return new OutputTypeCheck(mode, Map.of(OUT, urn));
  }
}
