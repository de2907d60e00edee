package org.dora.cli.completion;

import java.util.Locale;
import java.util.Optional;

/** The shells that {@code dora completion} writes scripts for. */
public enum Shell {
  BASH,
  ELVISH,
  FISH,
  POWERSHELL,
  ZSH;

  /** Returns the name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the shell that a program is, by its file name. */
  public static Optional<Shell> ofProgram(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    for (Shell shell : values()) {
      if (name.equals(shell.toString())) {
        return Optional.of(shell);
      }
    }
    return name.equals("pwsh") ? Optional.of(POWERSHELL) : Optional.empty();
  }

  /** Returns the script that makes this shell complete a program's command lines. */
  public String script(CommandNode program) {
    return switch (this) {
      case BASH -> new BashScript(program).text();
      case ELVISH -> new ElvishScript(program).text();
      case FISH -> new FishScript(program).text();
      case POWERSHELL -> new PowershellScript(program).text();
      case ZSH -> new ZshScript(program).text();
    };
  }
}
