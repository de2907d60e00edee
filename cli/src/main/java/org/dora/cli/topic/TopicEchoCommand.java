package org.dora.cli.topic;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.FormatOption;
import org.dora.common.arrow.IpcException;
import org.dora.common.json.JsonWriter;
import org.dora.common.memory.Payload;
import org.dora.common.message.Metadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora topic echo}: prints messages as they come. */
@Command(
    description = {
      "Print the messages on outputs as they come: dora topic echo camera/image --count 1.",
      "Ends with the outputs, or with Ctrl-C.",
      ""
    })
public final class TopicEchoCommand implements Callable<Integer> {
  /** After so many silent seconds the user is told that nothing comes. */
  private static final int HINT_AFTER = 5;

  @Mixin private TopicArguments topics = new TopicArguments();

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--count",
      paramLabel = "<N>",
      converter = CountArgument.class,
      description = "End after this many messages")
  private @Nullable Long count;

  @Option(
      names = "--duration",
      paramLabel = "<SECONDS>",
      converter = CountArgument.class,
      description = "End after this many seconds")
  private @Nullable Long seconds;

  private final Console console;

  /** Makes the command. */
  public TopicEchoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Duration limit = seconds == null ? null : Duration.ofSeconds(seconds);
    return topics.watch(
        console,
        TopicStream.Wanted.ALL,
        stream -> {
          Printer printer = new Printer();
          stream.read(limit, printer);
          printer.leftOut.tell();
        });
  }

  private final class Printer implements TopicStream.Reader {
    private final LeftOut leftOut = new LeftOut(console);
    private long printed;
    private int silence;

    @Override
    public boolean message(Topic topic, Metadata metadata, @Nullable Payload data) {
      silence = HINT_AFTER;
      String values;
      try {
        values = data == null ? null : ShownData.json(data);
      } catch (IpcException e) {
        console.err().println("invalid data on " + topic + ": " + e.getMessage());
        return true;
      }
      String parameters = ShownMetadata.of(metadata);
      console
          .out()
          .println(
              format.isJson()
                  ? json(topic, metadata, values, parameters)
                  : line(topic, values, parameters));
      printed++;
      // Whoever read the output may be gone.
      return !console.out().checkError() && (count == null || printed < count);
    }

    @Override
    public void leftOut(int messages) {
      leftOut.add(messages);
    }

    @Override
    public void closed(Topic topic) {
      console.err().println("Output " + topic + " closed");
    }

    @Override
    public void silent() {
      silence++;
      if (silence == HINT_AFTER) {
        console
            .err()
            .println(
                "hint: no message has come for "
                    + HINT_AFTER
                    + " s; `dora topic list` shows the outputs, `dora node list` whether their"
                    + " nodes run");
      }
    }
  }

  private String line(Topic topic, @Nullable String values, @Nullable String parameters) {
    return coloured("32", topic.toString())
        + "\t"
        + (values == null ? "" : " " + coloured("1", "data") + "=" + values)
        + (parameters == null ? "" : " " + coloured("1", "metadata") + "=" + parameters);
  }

  private String coloured(String code, String text) {
    return console.outColours() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** The time is when the producer sent the message. */
  private static String json(
      Topic topic, Metadata metadata, @Nullable String values, @Nullable String parameters) {
    return "{\"timestamp\":"
        + metadata.timestamp().instant().toEpochMilli()
        + ",\"name\":"
        + new JsonWriter().text(topic.toString())
        + ",\"data\":"
        + values
        + ",\"metadata\":"
        + parameters
        + "}";
  }
}
