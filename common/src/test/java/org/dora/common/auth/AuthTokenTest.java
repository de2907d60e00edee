package org.dora.common.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthTokenTest {
  @TempDir private Path folder;

  private void write(Path file, String content, String permissions) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void theEnvironmentBeatsTheDirectoryAndThatTheConfiguration() throws Exception {
    Path work = folder.resolve("work");
    Map<String, String> environment = Map.of("XDG_CONFIG_HOME", folder.toString());
    assertNull(AuthToken.find(environment, work));
    write(folder.resolve("dora").resolve(AuthToken.FILE), "configured\n", "rw-------");
    assertEquals("configured", AuthToken.find(environment, work));
    write(work.resolve(AuthToken.FILE), " local \n", "rw-------");
    assertEquals("local", AuthToken.find(environment, work));
    assertEquals("given", AuthToken.find(Map.of(AuthToken.VARIABLE, "given"), work));
    assertEquals("local", AuthToken.find(Map.of(AuthToken.VARIABLE, ""), work));
  }

  @Test
  void aFileThatOthersMayTouchIsPassedOver() throws Exception {
    Map<String, String> environment = Map.of("HOME", folder.toString());
    write(folder.resolve(".config/dora").resolve(AuthToken.FILE), "home", "rw-------");
    write(folder.resolve(AuthToken.FILE), "shared", "rw-r-----");
    assertEquals("home", AuthToken.find(environment, folder));
    write(folder.resolve(AuthToken.FILE), "\n", "rw-------");
    assertEquals("home", AuthToken.find(environment, folder));
  }
}
