package org.dora.cli.topic;

import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.FormatOption;
import org.dora.cli.Table;
import org.dora.cli.node.DataflowTarget;
import org.dora.common.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora topic list}: the outputs of a dataflow and who reads them. */
@Command(description = {"List the outputs of a dataflow and the inputs that read them.", ""})
public final class TopicListCommand implements Callable<Integer> {
  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  /** Makes the command. */
  public TopicListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return target.work(
        console, (client, dataflow) -> print(Topic.of(client.descriptor(dataflow.uuid()))));
  }

  private void print(List<Topic> topics) {
    Table table = new Table("Node", "Name", "Subscribers");
    for (Topic topic : topics) {
      if (format.isJson()) {
        console.out().println(json(topic));
      } else {
        table.row(
            topic.node().value(), topic.name().value(), String.join(", ", topic.subscribers()));
      }
    }
    if (!format.isJson()) {
      table.print(console.out());
    }
  }

  private static String json(Topic topic) {
    JsonWriter json =
        new JsonWriter()
            .beginMap()
            .key("node")
            .text(topic.node().value())
            .key("name")
            .text(topic.name().value())
            .key("subscribers")
            .beginList();
    topic.subscribers().forEach(json::text);
    return json.endList().endMap().toString();
  }
}
