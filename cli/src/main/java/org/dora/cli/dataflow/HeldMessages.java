package org.dora.cli.dataflow;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedMap;
import org.dora.cli.CliException;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/**
 * Holds messages of log files until they are read again, however many: the first ones in memory,
 * those that are too much for it in a temporary file, which has no name once it is open and so
 * outlives nobody.
 */
final class HeldMessages implements AutoCloseable {
  /** What a message costs beside its text. */
  private static final int OVERHEAD = 256;

  private static final int BUFFER = 64 << 10;

  private final long memory;
  private final List<LogMessage> first = new ArrayList<>();
  private long weight;
  private long size;
  private @Nullable FileChannel file;
  private @Nullable DataOutputStream out;

  /**
   * @param memory how many characters are held in memory at most, roughly
   */
  HeldMessages(long memory) {
    this.memory = memory;
  }

  void add(LogMessage message) {
    size++;
    weight += weight(message);
    if (weight <= memory) {
      first.add(message);
      return;
    }
    try {
      DataOutputStream file = out == null ? open() : out;
      byte[] line = StoredLine.write(message);
      file.writeUTF(Objects.requireNonNull(message.nodeId()).value());
      file.writeInt(line.length);
      file.write(line);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static long weight(LogMessage message) {
    long weight = OVERHEAD + message.message().length();
    SortedMap<String, String> fields = message.fields();
    if (fields != null) {
      for (var field : fields.entrySet()) {
        weight += OVERHEAD + field.getKey().length() + field.getValue().length();
      }
    }
    return weight;
  }

  private DataOutputStream open() throws IOException {
    Path path = Files.createTempFile("dora-logs", null);
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
    return out;
  }

  private static CliException failure(IOException e) {
    return new CliException(
        CliException.FAILURE,
        "cannot hold the last lines in a file in `" + System.getProperty("java.io.tmpdir") + "`",
        "make room there, or ask for fewer lines with `--tail`",
        e);
  }

  /** Returns how many there are. */
  long size() {
    return size;
  }

  /** Returns them in their order, once and when all have been added. */
  Iterator<LogMessage> read() {
    if (file == null || out == null) {
      return first.iterator();
    }
    try {
      out.flush();
      file.position(0);
    } catch (IOException e) {
      throw failure(e);
    }
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), BUFFER));
    return new Iterator<>() {
      private final Iterator<LogMessage> held = first.iterator();
      private long left = size;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public LogMessage next() {
        if (left-- <= 0) {
          throw new NoSuchElementException();
        }
        return held.hasNext() ? held.next() : decode(in);
      }
    };
  }

  private static LogMessage decode(DataInputStream in) {
    try {
      NodeId node = new NodeId(in.readUTF());
      return StoredLine.read(node, in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    try (FileChannel _ = file) {
      first.clear();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
