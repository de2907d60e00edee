package org.dora.daemon.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.log.LogMessageJson;
import org.dora.daemon.process.ProcessStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Appends what one node says to {@code out/<dataflow>/log_<node>.jsonl} of its working directory,
 * one JSON object a line (daemon.md, section 7.1). Confined to one thread.
 */
final class NodeLogFile {
  private static final int BUFFER_BYTES = 16 << 10;

  private final Path folder;
  private final Path path;
  private final StringWriter line = new StringWriter(256);
  private @Nullable OutputStream out;

  /** The second of {@link #secondText}: most lines fall into that of the line before. */
  private long second = Long.MIN_VALUE;

  private String secondText = "";

  NodeLogFile(Path workingDir, UUID dataflow, NodeId node) {
    folder = workingDir.resolve("out").resolve(dataflow.toString());
    path = folder.resolve("log_" + node + ".jsonl");
  }

  Path path() {
    return path;
  }

  /** Makes the file where it is missing; a file of an earlier run of the node is continued. */
  void open() throws IOException {
    if (out == null) {
      Files.createDirectories(folder);
      out =
          new BufferedOutputStream(
              Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              BUFFER_BYTES);
    }
  }

  void append(ProcessStream stream, LogMessage message) throws IOException {
    open();
    line.getBuffer().setLength(0);
    try (JsonGenerator json = LogMessageJson.generator(line)) {
      json.writeStartObject();
      json.writeStringProperty("ts", millis(message.timestamp()));
      json.writeStringProperty("level", message.level().text());
      LogMessageJson.text(json, "node", message.nodeId() == null ? null : message.nodeId().value());
      json.writeStringProperty("stream", stream == ProcessStream.STDOUT ? "stdout" : "stderr");
      json.writeStringProperty("msg", message.message());
      LogMessageJson.text(json, "target", message.target());
      LogMessageJson.fields(json, message.fields());
      json.writeEndObject();
    }
    line.append('\n');
    if (out != null) {
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  void close() throws IOException {
    try (OutputStream _ = out) {
      out = null;
    }
  }

  /** Closes the file after a failure; what it held back is lost. */
  void discard() {
    try {
      close();
    } catch (IOException _) {
      // it failed before
    }
  }

  /** RFC 3339 with exactly three digits of the second's fraction. */
  private String millis(Instant time) {
    if (time.getEpochSecond() != second) {
      second = time.getEpochSecond();
      String text = Instant.ofEpochSecond(second).toString();
      secondText = text.substring(0, text.length() - 1);
    }
    int millis = time.getNano() / 1_000_000;
    return secondText
        + '.'
        + (char) ('0' + millis / 100)
        + (char) ('0' + millis / 10 % 10)
        + (char) ('0' + millis % 10)
        + 'Z';
  }
}
