package org.dora.cli.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.build.HubPackages;
import org.dora.common.hub.Catalog;
import org.dora.common.hub.HubConfig;
import org.dora.common.hub.HubException;
import org.dora.common.hub.HubIndex;
import org.dora.common.hub.IndexCache;
import org.dora.common.hub.Untrusted;
import org.dora.common.manifest.ManifestName;
import org.dora.common.manifest.NodeManifest;
import org.dora.common.manifest.NodeManifest.Category;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora hub search}: finds packages in all indexes that are on this machine. */
@Command(description = {"Search the indexes of the hub for packages.", ""})
public final class HubSearchCommand implements Callable<Integer> {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<QUERY>",
      description = "Part of the name, the description or a keyword")
  private String query = "";

  @Option(
      names = "--category",
      paramLabel = "<CATEGORY>",
      description = "Only packages of this category, such as sensor")
  private @Nullable String category;

  @Option(
      names = "--platform",
      paramLabel = "<PLATFORM>",
      description = "Only packages that run there, such as linux-x86_64")
  private @Nullable String platform;

  @Option(names = "--offline", description = "Ask no index for news, use what is cached")
  private boolean offline;

  private final Console console;

  public HubSearchCommand(Console console) {
    this.console = console;
  }

  private record Hit(Catalog.Key key, Catalog.Release release) {}

  @Override
  public Integer call() {
    Category wanted = category == null ? null : category(category);
    List<Hit> hits = new ArrayList<>();
    try {
      HubConfig config = HubConfig.load(ENVIRONMENT);
      IndexCache indexes = new IndexCache(config, ENVIRONMENT, offline);
      for (HubIndex index : config.indexes()) {
        search(index, indexes, wanted, hits);
      }
      indexes.warnings().forEach(warning -> console.err().println("  warning: " + warning));
    } catch (HubException e) {
      throw HubPackages.failure(e);
    }
    if (hits.isEmpty()) {
      console.out().println("No matching nodes found.");
    }
    hits.sort(Comparator.comparing(hit -> hit.key().toString()));
    hits.forEach(this::print);
    return 0;
  }

  private static Category category(String name) {
    List<String> names = new ArrayList<>();
    for (Category category : Category.values()) {
      if (ManifestName.of(category).equals(name)) {
        return category;
      }
      names.add(ManifestName.of(category));
    }
    throw new CliException(
        CliException.FAILURE,
        "unknown category `" + name + "`",
        "there are " + String.join(", ", names));
  }

  private void search(
      HubIndex index, IndexCache indexes, @Nullable Category wanted, List<Hit> hits) {
    Catalog catalog;
    try {
      catalog = indexes.catalog(index);
    } catch (HubException e) {
      console
          .err()
          .println(
              "  warning: skipping index `"
                  + index.alias()
                  + "`: failed to fetch index `"
                  + index.alias()
                  + "`: "
                  + e.inOneLine());
      return;
    }
    for (Catalog.Key key : catalog.packages()) {
      catalog
          .newest(key)
          .filter(release -> matches(release.entry().manifest(), wanted))
          .ifPresent(release -> hits.add(new Hit(key, release)));
    }
  }

  private boolean matches(NodeManifest manifest, @Nullable Category wanted) {
    List<String> platforms = manifest.program().platforms();
    boolean asked =
        (wanted == null || manifest.about().categories().contains(wanted))
            && (platform == null || platforms.isEmpty() || platforms.contains(platform));
    return asked
        && (has(manifest.name())
            || has(manifest.about().description())
            || manifest.about().keywords().stream().anyMatch(this::has)
            || query.isEmpty());
  }

  private boolean has(@Nullable String text) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
  }

  private void print(Hit hit) {
    NodeManifest.About about = hit.release().entry().manifest().about();
    StringBuilder line = new StringBuilder(hit.key() + " " + hit.release().version());
    if (about.description() != null) {
      line.append(" — ").append(about.description());
    }
    if (!about.categories().isEmpty()) {
      line.append(" (")
          .append(String.join(", ", about.categories().stream().map(ManifestName::of).toList()))
          .append(')');
    }
    console.out().println(Untrusted.shown(line.toString()));
  }
}
