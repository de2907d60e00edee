package org.dora.cli.topic;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.arrow.IpcException;
import org.dora.common.memory.Payload;
import org.dora.common.message.Metadata;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora topic info}: what comes on an output, and how much. */
@Command(
    description = {
      "Measure an output for some seconds: its type, how often messages come, and how large they"
          + " are.",
      ""
    })
public final class TopicInfoCommand implements Callable<Integer> {
  private static final double BITS_OF_MEGABIT = 1e6;

  @Mixin private TopicArguments topics = new TopicArguments();

  @Option(
      names = "--duration",
      paramLabel = "<SECONDS>",
      converter = CountArgument.class,
      description = "How long to measure (default: 5)")
  private long seconds = 5;

  private final Console console;

  /** Makes the command. */
  public TopicInfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return topics.work(
        console,
        (client, dataflow, found) -> {
          if (found.size() > 1) {
            throw CliException.failure("Please specify exactly one topic");
          }
          Duration limit = Duration.ofSeconds(seconds);
          Measurement measurement = new Measurement(new Rate(limit), new LeftOut(console));
          TopicStream stream =
              TopicStream.open(client, dataflow, found, true, TopicStream.Wanted.ALL, console);
          long start = System.nanoTime();
          stream.read(limit, measurement);
          measurement.leftOut.tell();
          double elapsed = (System.nanoTime() - start) / 1e9;
          console.out().print(report(found.getFirst(), measurement, elapsed));
        });
  }

  private static final class Measurement implements TopicStream.Reader {
    private final Rate rate;
    private final LeftOut leftOut;
    private long messages;
    private long bytes;
    private @Nullable String type;

    private Measurement(Rate rate, LeftOut leftOut) {
      this.rate = rate;
      this.leftOut = leftOut;
    }

    @Override
    public void leftOut(int messages) {
      leftOut.add(messages);
    }

    @Override
    public boolean message(Topic topic, Metadata metadata, @Nullable Payload data) {
      messages++;
      bytes += size(metadata, data);
      rate.add(metadata.timestamp());
      if (type == null && data != null) {
        type = typeOf(data);
      }
      return true;
    }

    private static long size(Metadata metadata, @Nullable Payload data) {
      return metadata.parameter(Metadata.WIRE_SIZE) instanceof Parameter.Int(long size)
          ? size
          : data == null ? 0 : data.size();
    }

    private static @Nullable String typeOf(Payload data) {
      try {
        return ShownData.type(data);
      } catch (IpcException _) {
        return null; // the next one may be better
      }
    }
  }

  private static String report(Topic topic, Measurement measured, double elapsed) {
    StringBuilder text = new StringBuilder("Topic: " + topic + "\n\nType: ");
    text.append(measured.type != null ? measured.type : unknownType(measured));
    Rate.Intervals intervals = measured.rate.intervals();
    text.append("\n\nPublisher:\n  * ").append(topic.node());
    text.append(
        intervals == null
            ? " (frequency unknown)"
            : String.format(Locale.ROOT, " (%.1f Hz)", intervals.frequency()));
    text.append("\n\nSubscribers:\n");
    for (String subscriber : topic.subscribers()) {
      text.append("  * ").append(subscriber).append('\n');
    }
    if (topic.subscribers().isEmpty()) {
      text.append("  <none>\n");
    }
    text.append("\nStatistics:\n  Total messages: ").append(measured.messages);
    text.append("\n  Bandwidth: ");
    text.append(
        measured.messages == 0
            ? "<unknown>"
            : String.format(
                Locale.ROOT, "%.2f Mbps", measured.bytes * 8 / (elapsed * BITS_OF_MEGABIT)));
    return text.append('\n').toString();
  }

  private static String unknownType(Measurement measured) {
    return measured.messages == 0
        ? "<unknown> (no messages received)"
        : "<unknown> (no message has data that can be read)";
  }
}
