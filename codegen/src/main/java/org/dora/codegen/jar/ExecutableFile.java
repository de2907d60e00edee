package org.dora.codegen.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Puts the shell head before the JAR. The head is told the digest of both, which names the AOT
 * cache of exactly this file: a JVM before 25.0.4 takes a cache of another one (JDK-8377932).
 */
public final class ExecutableFile {
  /** In the head: where the digest goes. */
  static final String DIGEST_PLACE = "@build@";

  private static final int DIGEST_BYTES = 8;

  private ExecutableFile() {}

  /**
   * Writes the executable file.
   *
   * @param arguments the head, the JAR, the file to write
   */
  public static void main(String[] arguments) throws IOException {
    String head = Files.readString(Path.of(arguments[0]));
    byte[] jar = StartupJar.of(Path.of(arguments[1]));
    Path file = Path.of(arguments[2]);
    // Written aside and renamed: a dora that is running keeps the file that it has open.
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(aside, of(head, jar));
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(aside, file, ATOMIC_MOVE);
  }

  static byte[] of(String head, byte[] jar) {
    if (head.split(DIGEST_PLACE, -1).length != 2) {
      throw new IllegalArgumentException("the head must have one " + DIGEST_PLACE);
    }
    byte[] start = head.replace(DIGEST_PLACE, digest(head.getBytes(UTF_8), jar)).getBytes(UTF_8);
    byte[] file = new byte[start.length + jar.length];
    System.arraycopy(start, 0, file, 0, start.length);
    System.arraycopy(jar, 0, file, start.length, jar.length);
    return file;
  }

  static String digest(byte[] head, byte[] jar) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head);
      return HexFormat.of().formatHex(digest.digest(jar), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
