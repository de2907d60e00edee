package org.dora.node;

import java.util.Map;
import org.dora.common.id.DataId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns if the first message on an input is not of the type that the descriptor declares
 * (node-protocol.md, section 16.3). Messages of services and actions come in many types and do not
 * count.
 */
final class InputTypeCheck {
  private static final Logger log = LoggerFactory.getLogger(InputTypeCheck.class);

  private final Map<DataId, DeclaredType> unchecked;

  /**
   * @param urns the descriptor's {@code input_types}
   */
  InputTypeCheck(Map<DataId, String> urns) {
    this.unchecked = DeclaredType.of(urns, "input");
  }

  void check(ReceivedInput input) {
    if (unchecked.isEmpty() || input.isCorrelated()) {
      return;
    }
    DeclaredType type = unchecked.remove(new DataId(input.id()));
    if (type != null) {
      type.mismatch(input.view())
          .ifPresent(actual ->
              log.atWarn()
                  .addKeyValue("input", input.id())
                  .addKeyValue("expected", type.arrow())
                  .addKeyValue("actual", actual)
                  .log(
                      "input type mismatch on first message: input `{}` is declared as {}, but {}"
                          + " came",
                      input.id(),
                      type.arrow(),
                      actual));
    }
  }

  /** Returns how many inputs have not had a message to check yet. */
  int unchecked() {
    return unchecked.size();
  }
}
