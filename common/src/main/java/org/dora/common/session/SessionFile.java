package org.dora.common.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.dora.common.DoraException;

/**
 * Keeps a dataflow's session in {@code out/<name>.dora-session.yaml} beside its file, and git away
 * from it. Bytes are those of the released program, which takes turns with ours.
 */
public final class SessionFile {
  private static final String SUFFIX = ".dora-session.yaml";

  private final Path file;
  private final InstantSource clock;

  /**
   * @param dataflow the dataflow's file, as it was given
   * @param clock for the ids of new sessions
   */
  public SessionFile(Path dataflow, InstantSource clock) {
    this.file = dataflow.resolveSibling("out").resolve(stem(dataflow) + SUFFIX);
    this.clock = clock;
  }

  /** Returns a file's name without its last extension. */
  static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Where the session is kept. */
  public Path path() {
    return file;
  }

  /**
   * Returns the session; begins one if there is none that can be read.
   *
   * @param warnings hears that a file had to be replaced
   * @throws SessionException if a new session cannot be written
   */
  public DataflowSession read(Consumer<String> warnings) {
    if (Files.exists(file)) {
      try {
        return SessionYaml.parse(Files.readString(file));
      } catch (IOException | DoraException e) {
        warnings.accept(
            "failed to read dataflow session file at `"
                + file
                + "`: "
                + reason(e)
                + "; a new one is begun, previous builds are forgotten");
      }
    }
    DataflowSession session = DataflowSession.begin(clock);
    write(session);
    return session;
  }

  private static String reason(Exception failure) {
    return failure instanceof IOException io
        ? new FileProblem(io).getMessage()
        : String.valueOf(failure.getMessage());
  }

  /**
   * Replaces the session.
   *
   * @throws SessionException if that is impossible
   */
  public void write(DataflowSession session) {
    try {
      FileWrite.replace(file, SessionYaml.text(session));
      ignore();
    } catch (IOException e) {
      throw new SessionException(
          "failed to write dataflow session file `" + file + "`", new FileProblem(e));
    }
  }

  /** Adds the file to those that git leaves alone. */
  private void ignore() throws IOException {
    Path gitignore = file.resolveSibling(".gitignore");
    String line = "/" + file.getFileName();
    if (!Files.exists(gitignore)) {
      FileWrite.replace(gitignore, line + "\n");
      return;
    }
    String existing = Files.readString(gitignore);
    if (existing.lines().noneMatch(line::equals)) {
      FileWrite.replace(gitignore, existing + "\n" + line + "\n");
    }
  }
}
