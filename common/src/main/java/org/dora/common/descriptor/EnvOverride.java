package org.dora.common.descriptor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dora.common.DoraException;

/**
 * One {@code --env KEY=VALUE} of the command line (cli.md section 3). Within our own processes the
 * value arrives exactly as it was written; {@link #wireRefusal} says what a released receiver would
 * make of it.
 *
 * @param key name of the variable, not empty
 * @param value its text, never substituted nor coerced
 */
public record EnvOverride(String key, String value) {
  /**
   * Reads {@code KEY=VALUE}.
   *
   * @throws InvalidEnvOverrideException if there is no {@code =} or nothing before it
   */
  public static EnvOverride parse(String argument) {
    int split = argument.indexOf('=');
    if (split < 0) {
      throw new InvalidEnvOverrideException("invalid --env `" + argument + "`: expected KEY=VALUE");
    }
    if (split == 0) {
      throw new InvalidEnvOverrideException("invalid --env `" + argument + "`: empty key");
    }
    return new EnvOverride(argument.substring(0, split), argument.substring(split + 1));
  }

  /** Returns values by name; the last one of a name wins. */
  public static Map<String, EnvValue> values(List<EnvOverride> overrides) {
    Map<String, EnvValue> values = new LinkedHashMap<>();
    overrides.forEach(each -> values.put(each.key, new EnvValue.Text(each.value)));
    return values;
  }

  /** Returns why a released receiver would not see this value, in the released CLI's words. */
  public Optional<String> wireRefusal() {
    String received = EnvValue.of(value).rendered();
    if (received.equals(value)) {
      return Optional.empty();
    }
    return Optional.of(
        "--env `"
            + key
            + "="
            + value
            + "` would not survive the dataflow descriptor's encoding: nodes would receive `"
            + received
            + "` instead.");
  }

  /** A {@code --env} argument that is no {@code KEY=VALUE}. */
  public static final class InvalidEnvOverrideException extends DoraException {
    private static final long serialVersionUID = 1L;

    InvalidEnvOverrideException(String message) {
      super(message);
    }
  }
}
