package org.dora.coordinator.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/** Changes a store as fast as it can and prints each change's number once it is acknowledged. */
final class CommittingProgram {
  static final UUID DATAFLOW = new UUID(0, 1);
  static final NodeId NODE = new NodeId("a");

  private static final int IN_FLIGHT = 32;

  private CommittingProgram() {}

  /**
   * @param arguments path of the store, folder of SQLite's library, number of the first change
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]), false, Path.of(arguments[1]));
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      for (int number = Integer.parseInt(arguments[2]); ; number++) {
        inFlight.acquire();
        String line = number + "\n";
        store
            .setParameter(DATAFLOW, NODE, "k" + number, RawJson.of(Integer.toString(number)))
            .thenRun(() -> {
              print(out, line);
              inFlight.release();
            });
      }
    }
  }

  private static void print(FileOutputStream out, String line) {
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
