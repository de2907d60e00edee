package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class OperatorLoggingTest {
  @Test
  void outputsOfOperatorsHaveTheirId() {
    Descriptor descriptor =
        DescriptorParser.parse(
                """
                nodes:
                  - id: runtime
                    operators:
                      - {id: quiet, shared-library: a}
                      - {id: loud, shared-library: b, send_stdout_as: text, max_log_size: 2KB}
                      - {id: last, shared-library: c, send_logs_as: logs, min_log_level: warn}
                  - {id: single, operator: {python: d.py, send_logs_as: logs}}
                  - {id: plain, path: e, send_stdout_as: text}
                """,
                "test.yml",
                Map.of())
            .descriptor();
    ResolvedDataflow resolved = ResolvedDataflow.of(descriptor);
    assertEquals(
        new NodeLogging("loud/text", "last/logs", "warn", "2KB", null),
        logging(resolved, "runtime"));
    assertEquals(new NodeLogging(null, "op/logs", null, null, null), logging(resolved, "single"));
    assertEquals(new NodeLogging("text", null, null, null, null), logging(resolved, "plain"));
  }

  private static NodeLogging logging(ResolvedDataflow dataflow, String node) {
    return dataflow.node(new NodeId(node)).orElseThrow().logging();
  }
}
