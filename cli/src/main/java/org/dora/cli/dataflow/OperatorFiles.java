package org.dora.cli.dataflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.jvm.JavaOperator;
import org.jspecify.annotations.Nullable;

/** Notices when the files of operators change, for {@code --hot-reload}. */
final class OperatorFiles {
  /** An operator in a dataflow. */
  record Operator(NodeId node, OperatorId id) {
    @Override
    public String toString() {
      return node + "/" + id;
    }
  }

  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final Map<Operator, Path> files;
  private final Map<Operator, FileTime> times = new HashMap<>();

  private OperatorFiles(Map<Operator, Path> files) {
    this.files = files;
    files.forEach((operator, file) -> times.put(operator, timeOf(file)));
  }

  /** Watches nothing. */
  static OperatorFiles none() {
    return new OperatorFiles(Map.of());
  }

  /**
   * Watches those operators of a dataflow that can be loaded anew, in Python and Java.
   *
   * @param folder what their paths are relative to
   */
  static OperatorFiles of(Descriptor descriptor, Path folder) {
    Map<Operator, Path> files = new HashMap<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      for (OperatorDescriptor operator : operatorsOf(node)) {
        String file = fileOf(operator.source());
        if (file != null) {
          files.put(new Operator(node.id(), operator.effectiveId()), folder.resolve(file));
        }
      }
    }
    return new OperatorFiles(files);
  }

  private static @Nullable String fileOf(OperatorSource source) {
    return switch (source) {
      case OperatorSource.Python(String file, var _) -> file;
      case OperatorSource.SharedLibrary(String library) when JavaOperator.isNamedBy(library) ->
          JavaOperator.of(library).file();
      case OperatorSource.SharedLibrary _, OperatorSource.Wasm _ -> null;
    };
  }

  private static List<OperatorDescriptor> operatorsOf(NodeDescriptor node) {
    OperatorDescriptor single = node.composition().operator();
    if (single != null) {
      return List.of(single);
    }
    List<OperatorDescriptor> several = node.composition().operators();
    return several == null ? List.of() : several;
  }

  /** Returns the operators whose files have changed since the last call. */
  List<Operator> changed() {
    List<Operator> changed = new ArrayList<>();
    for (Map.Entry<Operator, Path> entry : files.entrySet()) {
      FileTime now = timeOf(entry.getValue());
      // An editor may take the file away before it writes it anew.
      if (!now.equals(NEVER) && !now.equals(times.put(entry.getKey(), now))) {
        changed.add(entry.getKey());
      }
    }
    return changed;
  }

  private static FileTime timeOf(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      return NEVER;
    }
  }
}
