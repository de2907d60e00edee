package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of build lines that only a shell would understand, since none runs them (dataflow.md
 * section 8.2).
 */
public final class BuildLineCheck {
  private final List<Finding> findings = new ArrayList<>();

  private BuildLineCheck() {}

  /** Returns a warning for each such line. */
  public static List<Finding> findings(Descriptor descriptor) {
    BuildLineCheck check = new BuildLineCheck();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      NodeDescriptor node = descriptor.nodes().get(i);
      String path = "nodes[" + i + "]";
      check.build(path + ".build", node.source().build());
      OperatorDescriptor single = node.composition().operator();
      if (single != null) {
        check.build(path + ".operator.build", single.build());
      }
      List<OperatorDescriptor> operators = node.composition().operators();
      for (int o = 0; operators != null && o < operators.size(); o++) {
        check.build(path + ".operators[" + o + "].build", operators.get(o).build());
      }
    }
    return List.copyOf(check.findings);
  }

  private void build(String path, @Nullable String build) {
    if (build == null) {
      return;
    }
    for (String line : BuildLine.linesOf(build)) {
      List<String> signs = BuildLine.shellSyntax(line);
      if (!signs.isEmpty()) {
        findings.add(
            Finding.warning(
                path,
                "build line `"
                    + line.strip()
                    + "` contains `"
                    + String.join("`, `", signs)
                    + "`, which is passed on as text: build lines are not run by a shell; write"
                    + " `sh -c \"...\"` for one"));
      }
    }
  }
}
