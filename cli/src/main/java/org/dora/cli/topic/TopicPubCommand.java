package org.dora.cli.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.cli.node.DataflowTarget;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonException;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora topic pub}: sends something to those who read an output. */
@Command(
    description = {
      "Send JSON to those who read an output, as if its node had sent it: dora topic pub"
          + " camera/mode '\"fast\"'. Receivers get the bytes of the text.",
      ""
    })
public final class TopicPubCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<TOPIC>", description = "The output: node/output")
  private String topic = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "<DATA>", description = "JSON to send")
  private @Nullable String data;

  @Option(names = "--file", paramLabel = "<FILE>", description = "Send the JSON in this file")
  private @Nullable Path file;

  @Option(
      names = "--count",
      paramLabel = "<N>",
      converter = CountArgument.class,
      description = "How many times to send it (default: 1)")
  private long count = 1;

  @Mixin private DataflowTarget target = new DataflowTarget();

  private final Console console;

  /** Makes the command. */
  public TopicPubCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RawJson json = json();
    OutputRef output = output();
    return target.work(
        console,
        (client, dataflow) -> {
          ControlRequest request =
              new ControlRequest.TopicPublish(
                  dataflow.uuid(), output.node(), output.output(), json.text());
          for (long i = 1; i <= count; i++) {
            String receivers = publish(client, request);
            console
                .err()
                .println(
                    (count == 1 ? "Published to " + topic : "Published message " + i + "/" + count)
                        + receivers);
          }
        });
  }

  /** Returns who got it, as far as the coordinator knows. */
  private static String publish(ControlClient client, ControlRequest request) {
    return client.ask(request, ControlReply.class)
            instanceof ControlReply.TopicDelivered(long receivers)
        ? receivers == 1 ? " (1 receiver)" : " (" + receivers + " receivers)"
        : " (a coordinator of dora 1.1 does not say whether anybody received it)";
  }

  private OutputRef output() {
    int slash = topic.indexOf('/');
    try {
      if (slash > 0) {
        return new OutputRef(
            new NodeId(topic.substring(0, slash)), new DataId(topic.substring(slash + 1)));
      }
    } catch (InvalidIdException _) {
      // It has no such form.
    }
    throw CliException.failure(
        "invalid topic format: expected 'node_id/output_id', got '" + topic + "'");
  }

  private RawJson json() {
    if (data != null && file != null) {
      throw CliException.usage("the argument '<DATA>' cannot be used with '--file <FILE>'");
    }
    String text = data != null ? data : content();
    try {
      return RawJson.of(text.strip());
    } catch (JsonException e) {
      throw new CliException(
          CliException.FAILURE,
          "invalid JSON data: " + e.reason(),
          "a text needs quotes of its own: dora topic pub " + topic + " '\"text\"'");
    }
  }

  private String content() {
    if (file == null) {
      throw CliException.usage(
          "the following required arguments were not provided:\n  <DATA>\n\nUsage: dora topic pub"
              + " <TOPIC> <DATA>");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CliException(CliException.FAILURE, "failed to read `" + file + "`", "", e);
    }
  }
}
