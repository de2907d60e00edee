package org.dora.node;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dora.common.arrow.IpcView;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what a node sends in a test to a file, a line of JSON for each message. */
final class OutputLines implements LocalSession.Receiver {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final Writer out;
  private final @Nullable HlcTimestamp start;

  /**
   * @param file replaced if it exists
   * @param start the time from which the lines' offsets count; null for lines without them
   * @throws NodeInitException if the file cannot be written
   */
  OutputLines(Path file, @Nullable HlcTimestamp start) {
    this.file = file;
    this.start = start;
    try {
      this.out = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new NodeInitException("outputs cannot be written to " + file + ": " + e, e);
    }
  }

  @Override
  public void sent(
      DataId output, org.dora.common.message.Metadata metadata, @Nullable Payload payload) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject().writeName("id").writeString(output.value());
      if (start != null) {
        Duration offset = Duration.between(start.instant(), metadata.timestamp().instant());
        json.writeName("time_offset_secs").writeNumber(offset.toNanos() / 1e9);
      }
      if (payload != null) {
        ArrowData.write(IpcView.of(payload), json);
      }
      json.writeEndObject();
    }
    try {
      out.write(line.append('\n').toString());
      out.flush(); // a node under test may end in any way
    } catch (IOException e) {
      throw new DaemonConnectionException("outputs cannot be written to " + file + ": " + e, e);
    }
  }

  @Override
  public void closed(List<DataId> outputs) {
    // not among the lines
  }

  @Override
  public void left() {
    try {
      out.close();
    } catch (IOException e) {
      throw new DaemonConnectionException("outputs cannot be written to " + file + ": " + e, e);
    }
  }
}
