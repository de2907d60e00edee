package org.dora.node;

import java.util.Map;
import java.util.Optional;
import org.dora.common.arrow.IpcView;
import org.dora.common.config.NodeConfig;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what a node sends with what the descriptor declares, if {@code DORA_RUNTIME_TYPE_CHECK}
 * asks for it (node-protocol.md, sections 1.4 and 16.3). Messages without data and those of
 * services and actions are exempt.
 */
final class OutputTypeCheck {
  static final String VARIABLE = "DORA_RUNTIME_TYPE_CHECK";

  private static final Logger log = LoggerFactory.getLogger(OutputTypeCheck.class);

  /** What a mismatch leads to. */
  enum Mode {
    OFF,
    WARN,
    ERROR;

    static Mode of(@Nullable String value) {
      return switch (value == null ? "" : value) {
        case "error" -> ERROR;
        case "1", "warn", "true", "on" -> WARN;
        case "", "0", "false", "off" -> OFF;
        default -> {
          log.warn(
              "unknown {} value \"{}\", expected \"warn\" or \"error\"; disabling runtime type"
                  + " check",
              VARIABLE,
              value);
          yield OFF;
        }
      };
    }
  }

  private final Mode mode;
  private final Map<DataId, DeclaredType> types;

  /** Returns the check of a node's outputs that its environment asks for. */
  static OutputTypeCheck of(NodeConfig config) {
    return new OutputTypeCheck(Mode.of(System.getenv(VARIABLE)), config.runConfig().outputTypes());
  }

  /**
   * @param urns the descriptor's {@code output_types}
   */
  OutputTypeCheck(Mode mode, Map<DataId, String> urns) {
    this.mode = mode;
    this.types = mode == Mode.OFF ? Map.of() : DeclaredType.of(urns, "output");
  }

  /**
   * @throws DataTypeException if the data is of another type and that is an error
   */
  void check(DataId output, @Nullable Payload payload, Metadata metadata) {
    DeclaredType type = types.get(output);
    if (type == null || payload == null || metadata.isCorrelated()) {
      return;
    }
    Optional<String> actual = type.mismatch(IpcView.of(payload));
    if (actual.isEmpty()) {
      return;
    }
    String mismatch =
        "output \"%s\": expected Arrow type %s, got %s"
            .formatted(output, type.arrow(), actual.get());
    if (mode == Mode.ERROR) {
      throw new DataTypeException(mismatch);
    }
    log.warn("type mismatch: {}", mismatch);
  }
}
