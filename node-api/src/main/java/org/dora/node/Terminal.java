package org.dora.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.dora.common.arrow.IpcException;
import org.dora.common.arrow.IpcView;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.memory.Payload;
import org.dora.common.message.NodeEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Has a person play the dataflow of a node: asks for inputs, and shows what the node sends. */
final class Terminal implements LocalSession.Source, LocalSession.Receiver {
  /** Lets the node show what it does with one input before the next is asked for. */
  static final Duration PAUSE = Duration.ofMillis(500);

  private static final JsonFactory JSON = new JsonFactory();

  private final BufferedReader in;
  private final PrintStream out;
  private final HybridLogicalClock clock;
  private final Duration pause;
  private boolean stopped;

  Terminal(BufferedReader in, PrintStream out, HybridLogicalClock clock, Duration pause) {
    this.in = in;
    this.out = out;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public @Nullable NodeEvent next() throws InterruptedException {
    Thread.sleep(pause);
    if (stopped) {
      return null;
    }
    out.println("Node asks for next input");
    DataId id = askForId();
    if (id == null) {
      out.println("given input ID is empty -> stopping");
      stopped = true;
      return new NodeEvent.Stop();
    }
    return new NodeEvent.Input(
        id, org.dora.common.message.Metadata.of(clock.now(), Map.of()), askForData());
  }

  private @Nullable DataId askForId() {
    while (true) {
      String answer = ask("Input ID [empty input ID to stop]: ");
      if (answer.isEmpty()) {
        return null;
      }
      try {
        return new DataId(answer);
      } catch (InvalidIdException e) {
        out.println("invalid input ID: " + e.getMessage());
      }
    }
  }

  private @Nullable Payload askForData() {
    while (true) {
      String answer =
          ask("Data [String/JSON, FILE:<path.arrow>, HEX:<hexbytes>, or empty for none]: ");
      try {
        return answer.isEmpty() ? null : data(answer);
      } catch (IllegalArgumentException | IpcException e) {
        out.println("invalid data: " + e.getMessage());
      }
    }
  }

  /** Returns the empty text when there is nobody any more. */
  private String ask(String question) {
    out.print(question);
    out.flush();
    try {
      String answer = in.readLine();
      return answer == null ? "" : answer.strip();
    } catch (IOException _) {
      return "";
    }
  }

  private static Payload data(String answer) {
    if (answer.startsWith("FILE:")) {
      return ArrowFile.onlyColumn(Path.of(answer.substring("FILE:".length()).strip()));
    }
    if (answer.startsWith("HEX:")) {
      return ArrowData.ENCODER.encode(
          HexFormat.of().parseHex(answer.substring("HEX:".length()).strip()));
    }
    try {
      return ArrowData.read(Collections.singletonList(PlainJson.parseExactly(answer)), null);
    } catch (PlainJson.InvalidException | IpcException _) {
      return ArrowData.ENCODER.encode(answer);
    }
  }

  @Override
  public void sent(
      DataId output, org.dora.common.message.Metadata metadata, @Nullable Payload payload) {
    out.println("node sends output " + output + " with data: " + shown(IpcView.of(payload)));
  }

  private static String shown(IpcView data) {
    StringWriter values = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), values)) {
      ArrowData.writeValues(data, json);
      json.flush();
      return data.arrowTypeName() + " " + values;
    } catch (IpcException _) {
      return data.toString(); // of a type that has no JSON
    }
  }

  @Override
  public void closed(List<DataId> outputs) {
    out.println("node reports closed outputs " + outputs);
  }

  @Override
  public void left() {
    out.println("node reports OutputsDone");
  }
}
