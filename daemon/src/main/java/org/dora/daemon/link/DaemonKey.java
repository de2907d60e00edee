package org.dora.daemon.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.dora.common.daemonlink.DaemonIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key by which our coordinator knows a daemon again after any restart. It lies in the user's
 * state folder, one for each machine id, and belongs to one living daemon at a time: another one of
 * the same name gets a key that lasts as long as itself, so that it is told apart.
 */
final class DaemonKey implements AutoCloseable {
  private static final String ALGORITHM = "Ed25519";

  /** A pair of keys is some 150 bytes. */
  private static final int LARGEST = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  private final @Nullable String machineId;
  private final KeyPair pair;

  /** Holds the lock on the key's file; null for a passing key. */
  private final @Nullable FileChannel file;

  private DaemonKey(@Nullable String machineId, KeyPair pair, @Nullable FileChannel file) {
    this.machineId = machineId;
    this.pair = pair;
    this.file = file;
  }

  /**
   * Reads the key of a daemon, or makes it.
   *
   * @param folder for keys, made if it is missing
   */
  static DaemonKey of(@Nullable String machineId, Path folder) {
    // What is no plain character of a file name may not make two names alike, or lead elsewhere.
    String name =
        machineId == null
            ? "unnamed"
            : "named-"
                + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(machineId.getBytes(StandardCharsets.UTF_8));
    Path path = folder.resolve(name + ".key");
    try {
      FileChannel file = locked(path);
      if (file != null) {
        return new DaemonKey(machineId, readOrMake(file), file);
      }
      LOG.info("the key `{}` belongs to another daemon that runs; this one gets its own", path);
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      LOG.warn("cannot use the key `{}`, this daemon gets a passing one: {}", path, e.toString());
    }
    return new DaemonKey(machineId, generated(), null);
  }

  private static @Nullable FileChannel locked(Path path) throws IOException {
    Files.createDirectories(
        Objects.requireNonNull(path.getParent()),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (file.tryLock() != null) {
        return file;
      }
    } catch (OverlappingFileLockException _) {
      // Another daemon of this process.
    }
    file.close();
    return null;
  }

  private static KeyPair readOrMake(FileChannel file) throws IOException, GeneralSecurityException {
    ByteBuffer content = ByteBuffer.allocate(LARGEST);
    while (file.read(content) > 0) {
      // On to the end.
    }
    String text = StandardCharsets.US_ASCII.decode(content.flip()).toString();
    if (!text.isEmpty()) {
      String[] lines = text.split("\n");
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder base64 = Base64.getDecoder();
      return new KeyPair(
          keys.generatePublic(new X509EncodedKeySpec(base64.decode(lines[0]))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines[lines.length - 1]))));
    }
    KeyPair pair = generated();
    Base64.Encoder base64 = Base64.getEncoder();
    String lines =
        base64.encodeToString(pair.getPublic().getEncoded())
            + "\n"
            + base64.encodeToString(pair.getPrivate().getEncoded())
            + "\n";
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(lines);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
    return pair;
  }

  private static KeyPair generated() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** Proves to the coordinator who this is. */
  DaemonIdentity identity(String challenge) {
    return DaemonIdentity.prove(pair.getPublic(), pair.getPrivate(), machineId, challenge);
  }

  /** Leaves the key to the next daemon. */
  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException _) {
        // The lock is gone in either case.
      }
    }
  }
}
