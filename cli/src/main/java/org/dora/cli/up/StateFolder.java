package org.dora.cli.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.dora.cli.CliException;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.files.UserFolders;

/**
 * Where the processes of one coordinator's port work and leave their logs and token, so that {@code
 * dora up} writes nothing into the folder that it was called in.
 *
 * @param path of the folder, absolute
 */
record StateFolder(Path path) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes the folder if it is not there, for this user alone.
   *
   * @throws CliException if that is impossible
   */
  static StateFolder of(int port, Map<String, String> environment) {
    Path path = UserFolders.state(environment).resolve("dora").resolve(Integer.toString(port));
    try {
      Files.createDirectories(path);
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(path, PRIVATE);
      }
      return new StateFolder(path);
    } catch (IOException e) {
      throw CliException.failure(
          "cannot make the folder `" + path + "` for logs: " + DescriptorException.reasonOf(e));
    }
  }

  /**
   * Waits until no other {@code dora up} works on this folder: two at once start one coordinator.
   *
   * @return what is to be closed then
   */
  FileChannel lock() throws IOException {
    FileChannel file =
        FileChannel.open(
            path.resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock _ = file.lock();
    return file;
  }

  /** Returns the file for what a program prints; that of its last run keeps another name. */
  Path newLog(String program) {
    Path log = path.resolve(program + ".log");
    try {
      if (Files.exists(log)) {
        Files.move(log, path.resolve(program + ".old.log"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw CliException.failure(
          "cannot put `" + log + "` aside: " + DescriptorException.reasonOf(e));
    }
    return log;
  }
}
