package org.dora.common.daemonlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a daemon the same after its end: a key in a file of the state folder. A daemon locks
 * its file as long as it lives, so a second one beside it has another key, and the same key means
 * that the daemon before is dead or gone from its connection.
 */
public final class DaemonKey implements AutoCloseable {
  private static final int MOST_DAEMONS = 1000;
  private static final int LARGEST_FILE = 4096;

  private final FileChannel file;
  private final @Nullable String machineId;
  private final PrivateKey privateKey;
  private final String publicKey;
  private long lastTime;

  private DaemonKey(
      FileChannel file,
      @Nullable String machineId,
      PrivateKey privateKey,
      String publicKey,
      long lastTime) {
    this.file = file;
    this.machineId = machineId;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.lastTime = lastTime;
  }

  /**
   * Takes the first key that no other daemon has, and makes one if there is none.
   *
   * @param folder where keys lie, made if it is not there
   * @param machineId for which the key is; daemons of different names share none
   */
  public static DaemonKey take(Path folder, @Nullable String machineId) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String name =
        machineId == null
            ? "daemon"
            : "daemon-" + UUID.nameUUIDFromBytes(machineId.getBytes(StandardCharsets.UTF_8));
    for (int number = 1; number <= MOST_DAEMONS; number++) {
      FileChannel file = open(folder.resolve(name + "." + number + ".key"));
      if (isTaken(file)) {
        file.close();
      } else {
        return readOrMake(file, machineId);
      }
    }
    throw new IOException("all " + MOST_DAEMONS + " daemon keys in " + folder + " are in use");
  }

  /** Whether a daemon lives that has one of the keys of a folder. */
  public static boolean isInUse(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> keys = Files.newDirectoryStream(folder, "*.key")) {
        for (Path key : keys) {
          try (FileChannel file = open(key)) {
            if (isTaken(file)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path,
        Set.copyOf(
            EnumSet.of(
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Locks the file; the lock ends with the channel. */
  private static boolean isTaken(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true;
    }
  }

  private static DaemonKey readOrMake(FileChannel file, @Nullable String machineId)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LARGEST_FILE);
    file.read(content, 0);
    String[] lines =
        new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).split("\n");
    try {
      if (lines.length == 3) {
        return new DaemonKey(
            file, machineId, privateKey(lines[0]), lines[1], Long.parseLong(lines[2]));
      }
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // The daemon that wrote it has died over it: this one gets a new key.
    }
    DaemonKey made = make(file, machineId);
    made.write();
    return made;
  }

  private static DaemonKey make(FileChannel file, @Nullable String machineId) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(DaemonIdentity.ALGORITHM).generateKeyPair();
      String publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
      return new DaemonKey(file, machineId, pair.getPrivate(), publicKey, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has Ed25519", e);
    }
  }

  private void write() throws IOException {
    String secret = Base64.getEncoder().encodeToString(privateKey.getEncoded());
    String text = secret + "\n" + publicKey + "\n" + lastTime + "\n";
    file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    file.truncate(text.length());
    file.force(true);
  }

  private static PrivateKey privateKey(String base64) throws GeneralSecurityException {
    return KeyFactory.getInstance(DaemonIdentity.ALGORITHM)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /**
   * Returns an identity for the next registration, newer than the last one also if the machine's
   * clock has gone back, as robots' clocks do when they are switched off.
   */
  public DaemonIdentity prove(InstantSource clock) {
    lastTime = Math.max(clock.millis(), lastTime + 1);
    try {
      write();
    } catch (IOException _) {
      // Then the clock alone makes the next one newer.
    }
    try {
      Signature signature = Signature.getInstance(DaemonIdentity.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(DaemonIdentity.signedText(publicKey, machineId, lastTime));
      String proof = Base64.getEncoder().encodeToString(signature.sign());
      return new DaemonIdentity(publicKey, lastTime, proof);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of ours signs", e);
    }
  }

  /** Leaves the key to the next daemon. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
