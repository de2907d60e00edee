package org.dora.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dora.common.files.UserFolders;
import org.dora.coordinator.store.MemoryStore;
import org.dora.coordinator.store.SqliteStore;
import org.dora.coordinator.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Where the coordinator keeps what it knows, as {@code --store} says it.
 *
 * @param file null for memory
 * @param notice what the user should know; null if it is what they asked for
 */
record StoreArgument(@Nullable Path file, @Nullable String notice) {
  private static final String SQLITE = "sqlite";
  private static final String REDB = "redb";

  /**
   * @param state our folder of what is kept
   * @throws CliException if it names no store
   */
  static StoreArgument of(String text, Path state) {
    int colon = text.indexOf(':');
    String backend = colon < 0 ? text : text.substring(0, colon);
    @Nullable String path = colon < 0 ? null : text.substring(colon + 1);
    if (path != null && path.isBlank()) {
      throw CliException.usage(
          "invalid value '%s' for '--store <STORE>': path cannot be empty; use `%s` for the default path"
              .formatted(text, backend));
    }
    Path usual = state.resolve("coordinator.sqlite");
    return switch (backend) {
      case "memory" when path == null -> new StoreArgument(null, null);
      case SQLITE -> new StoreArgument(path == null ? usual : Path.of(path), null);
      case REDB -> {
        Path file = path == null ? usual : Path.of(path + ".sqlite");
        yield new StoreArgument(
            file, "note: this dora keeps its state in SQLite files, not in redb: " + file);
      }
      default ->
          throw CliException.usage(
              "invalid value '%s' for '--store <STORE>': expected `memory`, `sqlite` or `sqlite:PATH`"
                  .formatted(text));
    };
  }

  /**
   * Opens the store.
   *
   * @param recreate whether one that is there is set aside
   */
  Store open(boolean recreate, Path state) throws IOException {
    return file == null ? new MemoryStore() : SqliteStore.open(file, recreate, state);
  }

  /** Returns our folder of what is kept from one run to the next. */
  static Path state(Map<String, String> environment) {
    return UserFolders.state(environment).resolve("dora");
  }
}
