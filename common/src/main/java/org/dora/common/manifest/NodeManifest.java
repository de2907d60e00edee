package org.dora.common.manifest;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.types.TypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a node says of it; may hold what {@link ManifestCheck} refuses.
 *
 * @param apiVersion of the format, {@link #API_VERSION} for all that dora knows
 * @param name of the package; null if the key is absent
 * @param namespace who publishes it
 * @param about what people want to know
 * @param program what is run, where and with which settings
 * @param contract what it takes and gives
 */
public record NodeManifest(
    long apiVersion,
    @Nullable String name,
    String namespace,
    About about,
    Program program,
    Contract contract) {
  /** The name of the file. */
  public static final String FILE_NAME = "dora-node.yml";

  /** The only version of the format that there is. */
  public static final long API_VERSION = 1;

  static final List<String> KEYS =
      List.of(
          "apiVersion",
          "name",
          "namespace",
          "description",
          "categories",
          "keywords",
          "runtime",
          "entrypoint",
          "build",
          "platforms",
          "dora",
          "inputs",
          "outputs",
          "env",
          "types",
          "requirements",
          "example");

  /**
   * What people want to know before they use a node; nothing is made of it.
   *
   * @param description one line
   * @param categories for search
   * @param keywords for search
   * @param hardware what the machine must have
   * @param system packages to install, by package manager or platform
   * @param example entries for the {@code nodes} of a dataflow, in YAML
   */
  public record About(
      @Nullable String description,
      List<Category> categories,
      List<String> keywords,
      List<String> hardware,
      SortedMap<String, String> system,
      @Nullable String example) {
    static final List<String> REQUIREMENT_KEYS = List.of("hardware", "system");

    public About {
      categories = List.copyOf(categories);
      keywords = List.copyOf(keywords);
      hardware = List.copyOf(hardware);
      system = Collections.unmodifiableSortedMap(new TreeMap<>(system));
    }
  }

  /**
   * What is run.
   *
   * @param runtime the language
   * @param entrypoint file relative to the manifest's folder, or a command that the build installs
   * @param build commands that make it; null if there is nothing to build
   * @param platforms where it runs, as {@code linux-x86_64}; empty for everywhere
   * @param dora range of versions of dora; null for any
   * @param env settings by name of the variable
   */
  public record Program(
      Runtime runtime,
      String entrypoint,
      @Nullable String build,
      List<String> platforms,
      @Nullable String dora,
      SortedMap<String, Variable> env) {
    public Program {
      platforms = List.copyOf(platforms);
      env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    }
  }

  /**
   * What a node takes and gives.
   *
   * @param inputs by name
   * @param outputs by name
   * @param types of its own, by full name
   */
  public record Contract(
      SortedMap<String, Port> inputs,
      SortedMap<String, Port> outputs,
      SortedMap<String, TypeDefinition> types) {
    public Contract {
      inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
      outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
      types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    }
  }

  /**
   * An input or output.
   *
   * @param type name of its type; null if nothing is promised
   * @param required whether a dataflow must connect it; null stands for yes, and outputs have none
   * @param description for people
   */
  public record Port(
      @Nullable String type, @Nullable Boolean required, @Nullable String description) {
    static final List<String> KEYS = List.of("type", "required", "description");

    /** Whether a dataflow must connect this input. */
    public boolean isRequired() {
      return required == null || required;
    }
  }

  /**
   * A setting.
   *
   * @param type null for text
   * @param defaultValue as written, without variables filled in; null if there is none
   * @param description for people
   */
  public record Variable(
      @Nullable VariableType type, @Nullable EnvValue defaultValue, @Nullable String description) {
    static final List<String> KEYS = List.of("type", "default", "description");
  }

  /** Languages of nodes. */
  public enum Runtime {
    PYTHON,
    RUST,
    C,
    CPP
  }

  /** Kinds of values of settings. */
  public enum VariableType {
    STRING,
    INT,
    FLOAT,
    BOOL
  }

  /** What a node is for. */
  public enum Category {
    SENSOR,
    ACTUATOR,
    ROBOT,
    TRANSFORM,
    FILTER,
    ML_INFERENCE,
    LLM,
    SPEECH,
    COMMUNICATION,
    RECORDER,
    VISUALIZATION,
    SIMULATOR,
    DEBUG
  }
}
