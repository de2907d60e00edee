package org.dora.cli;

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
public record StoreArgument(@Nullable Path file, @Nullable String notice) {
  /** Says it where {@code --store} does not. */
  public static final String VARIABLE = "DORA_COORDINATOR_STORE";

  /**
   * @param state our folder of what is kept
   * @throws CliException if it names no store
   */
  public static StoreArgument of(String text, Path state) {
    if (text.equals("memory")) {
      return new StoreArgument(null, null);
    }
    int colon = text.indexOf(':');
    String backend = colon < 0 ? text : text.substring(0, colon);
    String path = text.substring(backend.length());
    boolean isRedb = backend.equals("redb");
    if (!isRedb && !backend.equals("sqlite")) {
      throw invalid(text, "expected `memory`, `sqlite` or `sqlite:PATH`");
    }
    if (colon >= 0 && path.substring(1).isBlank()) {
      throw CliException.failure(
          backend + " path cannot be empty; use `" + backend + "` for the default path");
    }
    Path file =
        colon < 0
            ? state.resolve("coordinator.sqlite")
            : Path.of(path.substring(1) + (isRedb ? ".sqlite" : ""));
    return new StoreArgument(
        file, isRedb ? "note: this dora keeps its state in SQLite, not in redb: " + file : null);
  }

  private static CliException invalid(String text, String expected) {
    return CliException.usage("invalid value '" + text + "' for '--store <STORE>': " + expected);
  }

  /**
   * Opens the store.
   *
   * @param recreate whether one that is there is set aside
   */
  Store open(boolean recreate, Path state) {
    return file == null ? new MemoryStore() : SqliteStore.open(file, recreate, state);
  }

  /** Returns our folder of what is kept from one run to the next. */
  public static Path state(Map<String, String> environment) {
    return UserFolders.state(environment).resolve("dora");
  }
}
