package org.dora.cli.dataflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.dora.cli.CliException;
import org.jspecify.annotations.Nullable;

/** Reads the files of one node's log on this machine, one behind the other. */
final class FileParts {
  private static final int BYTES = 256 << 10;

  private final Iterator<Path> files;
  private @Nullable InputStream open;

  FileParts(List<Path> files) {
    this.files = files.iterator();
  }

  /** Returns the next bytes; null behind the last file. */
  byte @Nullable [] next() {
    while (open != null || files.hasNext()) {
      try {
        if (open == null) {
          open = Files.newInputStream(files.next());
        }
        byte[] part = open.readNBytes(BYTES);
        if (part.length > 0) {
          return part;
        }
        open.close();
        open = null;
      } catch (IOException e) {
        throw new CliException(CliException.FAILURE, "cannot read log files", "", e);
      }
    }
    return null;
  }
}
