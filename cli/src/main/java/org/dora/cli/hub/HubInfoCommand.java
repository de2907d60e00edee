package org.dora.cli.hub;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.build.HubPackages;
import org.dora.common.descriptor.HubReference;
import org.dora.common.hub.Catalog;
import org.dora.common.hub.HubConfig;
import org.dora.common.hub.HubException;
import org.dora.common.hub.IndexCache;
import org.dora.common.hub.PublishedVersion;
import org.dora.common.hub.Untrusted;
import org.dora.common.manifest.ManifestName;
import org.dora.common.manifest.NodeManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora hub info}: what a package takes and gives, and how it is used. */
@Command(description = {"Show what a package of the hub takes and gives.", ""})
public final class HubInfoCommand implements Callable<Integer> {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  @Parameters(
      index = "0",
      paramLabel = "<PACKAGE>",
      description = "The package, such as dora-yolo or acme/lidar@^2.1")
  private String reference = "";

  @Option(names = "--offline", description = "Ask no index for news, use what is cached")
  private boolean offline;

  private final Console console;

  public HubInfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      HubReference wanted = HubReference.parse(reference);
      IndexCache indexes = new IndexCache(HubConfig.load(ENVIRONMENT), ENVIRONMENT, offline);
      Catalog.Release release = release(catalog(indexes, wanted), wanted);
      indexes.warnings().forEach(warning -> console.err().println("  warning: " + warning));
      print(wanted, release);
      return 0;
    } catch (HubReference.InvalidHubReferenceException e) {
      throw CliException.failure(e.getMessage());
    } catch (HubException e) {
      throw HubPackages.failure(e);
    }
  }

  private static Catalog catalog(IndexCache indexes, HubReference wanted) {
    try {
      return indexes.catalogFor(wanted.namespace());
    } catch (HubException e) {
      throw new HubException(
          "failed to fetch index `" + indexes.aliasFor(wanted.namespace()) + "`", e);
    }
  }

  /** A version that was withdrawn is still shown if there is no other. */
  private Catalog.Release release(Catalog catalog, HubReference wanted) {
    try {
      return catalog.resolve(wanted);
    } catch (HubException e) {
      Catalog.Key key = Catalog.keyOf(wanted);
      for (PublishedVersion version : catalog.versions(key).reversed()) {
        if (wanted.range().matches(version.number()) && catalog.entry(key, version).yanked()) {
          return new Catalog.Release(version, catalog.entry(key, version));
        }
      }
      throw new HubException("failed to resolve `" + reference + "`", e);
    }
  }

  private void print(HubReference wanted, Catalog.Release release) {
    PrintStream out = console.out();
    NodeManifest manifest = release.entry().manifest();
    out.println(wanted.key() + " " + release.version());
    if (release.entry().yanked()) {
      out.println("  (yanked)");
    }
    if (manifest.about().description() != null) {
      out.println("  " + Untrusted.shown(manifest.about().description()));
    }
    list("categories", manifest.about().categories().stream().map(ManifestName::of).toList());
    list("platforms", manifest.program().platforms());
    String runtime = ManifestName.of(manifest.program().runtime());
    out.println(
        "  runtime: " + runtime.substring(0, 1).toUpperCase(Locale.ROOT) + runtime.substring(1));
    ports("inputs", manifest.contract().inputs());
    ports("outputs", manifest.contract().outputs());
    variables(manifest.program().env());
    String example = manifest.about().example();
    if (example != null) {
      out.println("  example:");
      example.lines().forEach(line -> out.println("    " + Untrusted.shown(line)));
    }
  }

  private void list(String key, List<String> values) {
    if (!values.isEmpty()) {
      console.out().println("  " + key + ": " + Untrusted.shown(String.join(", ", values)));
    }
  }

  private void ports(String key, SortedMap<String, NodeManifest.Port> ports) {
    if (ports.isEmpty()) {
      return;
    }
    console.out().println("  " + key + ":");
    ports.forEach((name, port) ->
        console
            .out()
            .println(
                Untrusted.shown(
                    "    " + name + ": " + (port.type() == null ? "(untyped)" : port.type()))));
  }

  private void variables(SortedMap<String, NodeManifest.Variable> variables) {
    if (variables.isEmpty()) {
      return;
    }
    console.out().println("  env:");
    variables.forEach((name, variable) -> {
      NodeManifest.VariableType type = variable.type();
      console
          .out()
          .println(
              Untrusted.shown(
                  "    " + name + (type == null ? "" : " (" + ManifestName.of(type) + ")")));
    });
  }
}
