package org.dora.common.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * Leaves a token in both files. That only one can be written is no failure.
   *
   * @throws IOException if neither can be written
   */
  public void write(AuthToken token) throws IOException {
    IOException failure = null;
    int written = 0;
    for (Path file : List.of(local, shared)) {
      try {
        TokenFile.write(file, token);
        written++;
      } catch (IOException e) {
        failure = e;
      }
    }
    if (written == 0 && failure != null) {
      throw failure;
    }
  }

  /** Returns the token that a coordinator of this folder has left before, if it can be trusted. */
  public Optional<AuthToken> left() {
    return TokenFile.read(local);
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
    return TokenFile.read(local).or(() -> TokenFile.read(shared));
  }
}
