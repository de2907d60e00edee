package org.dora.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.id.DataId;
import org.dora.common.id.OperatorId;
import org.junit.jupiter.api.Test;

class RuntimeConfigTest {
  private static final Path RELEASED =
      Path.of("..", "interop", "vectors-own", "daemon", "operators", "runtime_config.yml");

  @Test
  void whatTheReleasedDaemonWritesIsRead() throws IOException {
    RuntimeConfig config = RuntimeConfig.read(Files.readString(RELEASED));

    assertEquals(
        List.of(new DataId("first/lines"), new DataId("first/y")),
        config.node().runConfig().outputs());
    OperatorDescriptor operator = config.operators().getFirst();
    assertEquals(new OperatorId("first"), operator.effectiveId());
    assertEquals(new OperatorSource.Python("op.py", "myenv"), operator.source());
    assertEquals(
        List.of(3),
        operator.ports().inputs().values().stream().map(InputDescriptor::capacity).toList());
    assertEquals("lines", operator.logging().sendStdoutAs());
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    RuntimeConfig config = RuntimeConfig.read(Files.readString(RELEASED));

    String yaml = config.yaml();

    assertEquals(config, RuntimeConfig.read(yaml));
    assertTrue(yaml.contains("\"daemon_communication\": !Tcp {"), yaml);
    assertEquals(1, yaml.lines().count());
  }

  @Test
  void aDataflowThatIsTooLongBecomesAnEmptyOne() throws IOException {
    RuntimeConfig config = RuntimeConfig.read(Files.readString(RELEASED)).withoutDescriptor();

    assertTrue(config.yaml().contains("\"dataflow_descriptor\": {\"nodes\":[]}"), config.yaml());
    assertEquals(config.operators(), RuntimeConfig.read(config.yaml()).operators());
  }

  @Test
  void aRefusalNamesThePlace() {
    assertTrue(
        assertThrows(InvalidNodeConfigException.class, () -> RuntimeConfig.read("operators: []"))
            .getMessage()
            .contains("missing field `node`"));
    assertTrue(
        assertThrows(
                InvalidNodeConfigException.class,
                () -> RuntimeConfig.read("{node: {}, operators: [{id: a}]}"))
            .getMessage()
            .contains("operators[0]"));
  }
}
