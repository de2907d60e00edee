package org.dora.cli.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.hub.ManifestScaffold;
import org.dora.common.manifest.NodeManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dora hub init}: writes a manifest to fill in beside a node's program. */
@Command(description = {"Write a manifest (dora-node.yml) to fill in for a node.", ""})
public final class HubInitCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<PATH>",
      description = "The folder of the node (default: .)")
  private Path path = Path.of(".");

  private final Console console;

  public HubInitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path file = path.resolve(NodeManifest.FILE_NAME);
    if (Files.exists(file)) {
      throw exists(file);
    }
    if (!Files.isDirectory(path)) {
      throw CliException.failure("`" + path + "` is not a directory");
    }
    write(file, ManifestScaffold.of(path));
    console.out().println("Wrote " + file + ".");
    console
        .out()
        .println(
            "Next steps:\n"
                + "  1. fill in the typed inputs/outputs (see `libraries/core/types/std/` of dora for"
                + " available type URNs)\n"
                + "  2. check it: dora validate --node-manifest "
                + file);
    return 0;
  }

  private static void write(Path file, String text) {
    try {
      // Does not follow a link, nor replace a file that has just appeared.
      Files.write(
          file, text.getBytes(UTF_8), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException e) {
      throw new CliException(CliException.FAILURE, "failed to write `" + file + "`", "", e);
    }
  }

  private static CliException exists(Path file) {
    return CliException.failure("`" + file + "` already exists — refusing to overwrite");
  }
}
