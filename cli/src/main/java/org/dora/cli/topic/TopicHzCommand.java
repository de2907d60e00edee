package org.dora.cli.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.memory.Payload;
import org.dora.common.message.Metadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora topic hz}: how often messages come. */
@Command(
    description = {
      "Measure how often messages come on outputs, by the times at which they were sent.",
      ""
    })
public final class TopicHzCommand implements Callable<Integer> {
  private static final String ALL = "ALL";

  @Mixin private TopicArguments topics = new TopicArguments();

  @Option(
      names = "--window",
      paramLabel = "<SECONDS>",
      converter = CountArgument.class,
      description = "How many of the last seconds count (default: 10)")
  private long window = 10;

  @Option(
      names = "--duration",
      paramLabel = "<SECONDS>",
      converter = CountArgument.class,
      description = "Print the numbers once after this many seconds, instead of a live page")
  private @Nullable Long seconds;

  private final Console console;

  /** Makes the command. */
  public TopicHzCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return topics.watch(console, TopicStream.Wanted.METADATA, this::measure);
  }

  private void measure(TopicStream stream) {
    Map<String, Rate> rates = new LinkedHashMap<>();
    rates.put(ALL, new Rate(Duration.ofSeconds(window)));
    for (Topic topic : stream.topics()) {
      rates.put(topic.toString(), new Rate(Duration.ofSeconds(window)));
    }
    LeftOut leftOut = new LeftOut(console);
    RateReader reader = new RateReader(rates, leftOut);
    if (seconds != null) {
      stream.read(Duration.ofSeconds(seconds), reader);
      print(rates);
    } else if (!console.outIsTerminal() || !Console.inIsTerminal()) {
      throw CliException.failure(
          "`dora topic hz` requires an interactive terminal. Pass `--duration <SECONDS>` for"
              + " non-interactive use.");
    } else {
      RatePage.watch(console, stream, rates, reader);
    }
    leftOut.tell();
  }

  /** Notes when messages were sent. */
  private record RateReader(Map<String, Rate> rates, LeftOut leftOut)
      implements TopicStream.Reader {
    @Override
    public boolean message(Topic topic, Metadata metadata, @Nullable Payload data) {
      for (String name : new String[] {ALL, topic.toString()}) {
        Rate rate = rates.get(name);
        if (rate != null) {
          rate.add(metadata.timestamp());
        }
      }
      return true;
    }

    @Override
    public void leftOut(int messages) {
      leftOut.note(messages);
    }
  }

  private void print(Map<String, Rate> rates) {
    console.out().println("topic\tavg_ms\tavg_hz\tmin_ms\tmax_ms\tstd_ms\tsamples");
    rates.forEach((name, rate) -> {
      Rate.Intervals it = rate.intervals();
      console
          .out()
          .println(
              it == null
                  ? name + "\t-\t-\t-\t-\t-\t" + rate.samples()
                  : String.format(
                      Locale.ROOT,
                      "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%d",
                      name,
                      it.average(),
                      it.frequency(),
                      it.least(),
                      it.most(),
                      it.deviation(),
                      rate.samples()));
    });
  }
}
