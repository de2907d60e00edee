package org.dora.daemon.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.LogFileNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Gives a test the names of a node's log files in a folder that is there. */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class WithLogFiles {
  @TempDir private Path folder;

  LogFileNames names;

  @BeforeEach
  void name() throws IOException {
    names = LogFileNames.of(folder, new UUID(1, 1), new NodeId("a"));
    Files.createDirectories(names.folder());
  }
}
