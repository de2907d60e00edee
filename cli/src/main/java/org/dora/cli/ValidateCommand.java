package org.dora.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dora.cli.build.HubPackages;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.hub.HubOptions;
import org.dora.common.hub.HubResolution;
import org.dora.common.manifest.ContractCheck;
import org.dora.common.session.LockFile;
import org.dora.common.session.SessionException;
import org.dora.common.types.TypeReport;
import org.dora.common.types.UserTypes;
import org.dora.common.types.UserTypesException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dora validate}: says whether a dataflow is well formed, and what is wrong with it if not.
 */
@Command(
    description = {
      "Check a dataflow without running it: its form, its wiring, its settings, its types.",
      "",
      "The files that nodes run are not looked at.",
      ""
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<PATH>",
      description = "The dataflow's YAML file")
  private @Nullable Path file;

  @Option(
      names = "--strict-types",
      description = "Take type warnings for errors, as `strict_types: true` does")
  private boolean strictTypes;

  @Option(
      names = "--node-manifest",
      paramLabel = "<PATH>",
      description = "Check a node's manifest (dora-node.yml) instead of a dataflow")
  private @Nullable Path nodeManifest;

  @Option(names = "--offline", description = "Ask no index of the hub, use what is cached")
  private boolean offline;

  private final Console console;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (nodeManifest != null) {
      refuseBeside("<PATH>", file != null);
      refuseBeside("--strict-types", strictTypes);
      refuseBeside("--offline", offline);
      NodeManifestFile.validate(nodeManifest, console.out());
      return 0;
    }
    if (file == null) {
      throw CliException.usage("the following required arguments were not provided:\n  <PATH>");
    }
    dataflow(file);
    return 0;
  }

  private static void refuseBeside(String other, boolean given) {
    if (given) {
      throw CliException.usage(
          "the argument '--node-manifest <PATH>' cannot be used with '" + other + "'");
    }
  }

  private void dataflow(Path path) {
    PrintStream out = console.out();
    out.println("Validating " + path + "...");
    ParsedDescriptor written =
        DataflowFile.readFlat(path, System.getenv(), DataflowFile.MODULES_FAILED);
    Path folder = Objects.requireNonNullElse(path.getParent(), Path.of("."));
    UserTypes userTypes = userTypes(folder);
    if (userTypes.count() > 0) {
      out.println("Loaded " + userTypes.count() + " user-defined type(s) from types/");
    }
    HubResolution hub = HubPackages.resolve(written, path, hubOptions(path), out::println);
    ParsedDescriptor parsed = hub.dataflow();
    List<Problem> warnings = DataflowFile.check(parsed, this::headline);
    out.println("Input/output wiring OK.");
    out.println("Descriptor config OK.");
    for (Problem warning : warnings) {
      if (!parsed.warnings().contains(warning)) {
        console.warn(warning.toString());
      }
    }
    boolean strict = strictTypes || Boolean.TRUE.equals(parsed.descriptor().strictTypes());
    types(hub, ContractCheck.report(parsed, folder, hub.with(userTypes), strict), strict);
  }

  /** A lock file is followed as far as possible, so that this judges what was built. */
  private HubOptions hubOptions(Path dataflow) {
    Path file = LockFile.pathFor(dataflow);
    LockFile lock = null;
    if (Files.exists(file)) {
      try {
        lock = LockFile.read(file);
        console.out().println("  Using hub pins from lockfile `" + file + "`");
      } catch (SessionException e) {
        console.warn(
            "could not read lockfile `"
                + file
                + "`: "
                + e.getMessage()
                + " — resolving hub: nodes live");
      }
    }
    return new HubOptions(Map.of(), offline, lock, false);
  }

  private static UserTypes userTypes(Path folder) {
    try {
      return UserTypes.load(folder);
    } catch (UserTypesException e) {
      throw CliException.ofProblems("failed to load user types", e.problems());
    }
  }

  /** Settings are looked at once the wiring is known to be good. */
  private String headline(Finding.Kind first) {
    if (first == Finding.Kind.SETTINGS) {
      console.out().println("Input/output wiring OK.");
    }
    return first.title();
  }

  /** Ignored keys count as warnings here, since dora drops them without a word. */
  private void types(HubResolution hub, TypeReport report, boolean strict) {
    PrintStream out = console.out();
    List<Problem> ignoredKeys = hub.dataflow().warnings();
    for (String note : report.notes()) {
      out.println("  " + note);
    }
    for (String inference : report.inferences()) {
      out.println("  " + inference);
    }
    List<Problem> all = new ArrayList<>(ignoredKeys);
    all.addAll(report.warnings());
    int count = hub.warnings().size() + all.size();
    if (count == 0) {
      out.println("All type annotations OK.");
      return;
    }
    out.println("Type warnings:");
    for (String warning : hub.warnings()) {
      out.println("  - " + warning);
    }
    for (Problem key : ignoredKeys) {
      out.println("  - " + key.place() + ": " + key.message());
    }
    for (Problem warning : report.warnings()) {
      out.println("  - " + warning.message());
    }
    String found = count + " type warning(s) found";
    out.println(found + ".");
    if (strict) {
      throw CliException.ofProblems(found + " (--strict mode)", all);
    }
  }
}
