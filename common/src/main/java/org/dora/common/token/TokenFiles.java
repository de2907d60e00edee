package org.dora.common.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dora.common.files.UserFolders;

/**
 * The two files in which a coordinator leaves its token for others of the same user
 * (control-protocol.md section 3).
 */
public final class TokenFiles {
  /** The variable that wins over both files. */
  public static final String VARIABLE = "DORA_AUTH_TOKEN";

  private static final String NAME = ".dora-token";

  private final Path local;
  private final Path shared;

  /**
   * @param folder where the command works
   * @param environment that of the process
   */
  public TokenFiles(Path folder, Map<String, String> environment) {
    this.local = folder.resolve(NAME);
    this.shared = UserFolders.configuration(environment).resolve("dora").resolve(NAME);
  }

  /**
   * Leaves a token in the file of the user and, if so wanted, in that of the folder. A file that
   * has it already stays as it is; that one of two cannot be written is no failure.
   *
   * @throws IOException if none can be written
   */
  public void write(AuthToken token, boolean inFolder) throws IOException {
    IOException failure = null;
    int written = 0;
    for (Path file : inFolder ? List.of(local, shared) : List.of(shared)) {
      try {
        if (!TokenFile.read(file).map(AuthToken::secret).equals(Optional.of(token.secret()))) {
          TokenFile.write(file, token);
        }
        written++;
      } catch (IOException e) {
        failure = e;
      }
    }
    if (written == 0 && failure != null) {
      throw failure;
    }
  }

  /** Returns the token that a coordinator has left before, if a file has one to be trusted. */
  public Optional<AuthToken> left() {
    return TokenFile.read(local).or(() -> TokenFile.read(shared));
  }

  /** Returns the file that {@link #left} reads. */
  public Optional<Path> file() {
    return Stream.of(local, shared).filter(it -> TokenFile.read(it).isPresent()).findFirst();
  }

  /**
   * Returns the token to present: that of the variable, of this folder, or of the user. Files that
   * others could have read or written are passed over. To be asked again for each attempt to
   * connect, since a coordinator that was started anew may have another one.
   *
   * @param environment that of the process
   */
  public Optional<AuthToken> find(Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isEmpty()) {
      return Optional.of(AuthToken.of(variable));
    }
    return left();
  }
}
