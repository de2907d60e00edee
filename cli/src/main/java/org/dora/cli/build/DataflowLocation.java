package org.dora.cli.build;

import java.nio.file.Path;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.daemon.download.DownloadException;
import org.dora.daemon.download.DownloadedFile;
import org.dora.daemon.download.FileDownload;

/** Finds the file of the dataflow that a command is about; one given by address is downloaded. */
public final class DataflowLocation {
  private DataflowLocation() {}

  /**
   * Returns the file; an address is downloaded into the current folder first (cli.md 1.7).
   *
   * @throws CliException if that fails
   */
  public static Path resolve(String pathOrUrl, Console console) {
    if (!FileDownload.isUrl(pathOrUrl)) {
      return Path.of(pathOrUrl);
    }
    try (StatusLine status = StatusLine.on(console)) {
      status.show("downloading " + pathOrUrl);
      DownloadedFile file =
          new FileDownload(pathOrUrl, Path.of(""), null, false)
              .fetch((bytes, _) -> status.update("downloading " + pathOrUrl + ": " + bytes + " B"));
      status.close();
      console.err().println("downloaded `" + pathOrUrl + "` to `" + file.path() + "`");
      return file.path();
    } catch (DownloadException e) {
      throw new CliException(CliException.FAILURE, "failed to download dataflow yaml file", "", e);
    }
  }
}
