package org.dora.daemon.cleanup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.dora.daemon.process.ProcessRecords;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.RunningProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file about each process that the daemon starts into its runtime folder, where the next
 * daemon finds it ({@link AbandonedProcess}). The file is there before the process and goes when it
 * has been reaped. Without room for it nodes run all the same.
 */
final class GroupRecords implements ProcessRecords {
  private static final Logger LOG = LoggerFactory.getLogger(GroupRecords.class);

  private final RuntimeFolder folder;
  private final AtomicLong count = new AtomicLong();
  private final AtomicBoolean warned = new AtomicBoolean();

  GroupRecords(RuntimeFolder folder) {
    this.folder = folder;
  }

  @Override
  public Entry open(ProcessSpec spec) {
    try {
      Path file = folder.file(AbandonedProcess.FILE_PREFIX + count.incrementAndGet());
      Files.writeString(file, AbandonedProcess.head(spec));
      return new FileEntry(file);
    } catch (IOException e) {
      warn(e);
      return Entry.NONE;
    }
  }

  private void warn(IOException e) {
    if (!warned.getAndSet(true)) {
      LOG.warn("nodes will not be ended for this daemon if it is killed: {}", e.toString());
    }
  }

  private final class FileEntry implements Entry {
    private final Path file;

    private FileEntry(Path file) {
      this.file = file;
    }

    @Override
    public void started(int pid) {
      RunningProcess.of(pid)
          .ifPresent(process -> {
            try {
              Files.writeString(file, AbandonedProcess.tail(process), StandardOpenOption.APPEND);
            } catch (IOException e) {
              warn(e);
            }
          });
    }

    @Override
    public void ended() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("cannot remove {}: {}", file, e.toString());
      }
    }
  }
}
