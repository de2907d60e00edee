package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserConfigTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void useFolder() {
    environment.put("XDG_CONFIG_HOME", folder.toString());
  }

  @Test
  void withoutAFileTheDefaultsCount() {
    assertEquals("127.0.0.1:6013", address());
  }

  @Test
  void theFileBeatsTheDefaultAndTheVariableTheFile() throws IOException {
    write("coordinator: {addr: robot.local, port: 7000}");
    assertEquals("robot.local:7000", address());
    environment.put("DORA_COORDINATOR_PORT", "7001");
    assertEquals("robot.local:7001", address());
  }

  @Test
  void whatIsLeftOutIsTheDefault() throws IOException {
    write("coordinator:\n  port: 7000\n");
    assertEquals("127.0.0.1:7000", address());
    write("");
    assertEquals("127.0.0.1:6013", address());
  }

  @ParameterizedTest
  @CsvSource({"prot: 7000, 3", "port: 70000, 9"})
  void aMistakeIsToldWithItsPlace(String line, int column) throws IOException {
    write("coordinator:\n  " + line + "\n");
    CliException failure = assertThrows(CliException.class, this::address);
    assertEquals(
        folder.resolve("dora/config.yml") + ":2:" + column,
        failure.problems().getFirst().toString().lines().findFirst().orElseThrow().split(": ")[0]);
  }

  private void write(String text) throws IOException {
    Files.createDirectories(folder.resolve("dora"));
    Files.writeString(folder.resolve("dora/config.yml"), text);
  }

  private String address() {
    return new CoordinatorOptions().address(environment).toString();
  }
}
