package org.dora.common.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * The commits that {@code --locked} builds from, whatever branches have become (dataflow.md section
 * 8.4). Bytes are those of the released program.
 *
 * @param fingerprint of the descriptor's repositories, {@link GitFingerprint}; null in files of
 *     version 1
 * @param gitSources the commits by node
 * @param binarySources the programs of the hub by node
 */
public record LockFile(
    @Nullable String fingerprint,
    SortedMap<NodeId, GitSource> gitSources,
    SortedMap<NodeId, BinaryPin> binarySources) {
  private static final long OLDEST = 1;

  /** Of files without anything from the hub, which older versions can read. */
  private static final long PLAIN = 2;

  private static final long NEWEST = 3;

  public LockFile {
    gitSources = Collections.unmodifiableSortedMap(new TreeMap<>(gitSources));
    binarySources = Collections.unmodifiableSortedMap(new TreeMap<>(binarySources));
  }

  /** Returns the file of a dataflow: {@code <name>.dora-lock.yaml} beside its file. */
  public static Path pathFor(Path dataflow) {
    return dataflow.resolveSibling(SessionFile.stem(dataflow) + ".dora-lock.yaml");
  }

  /**
   * Reads a file.
   *
   * @throws SessionException if it is not there or is no lock file
   */
  public static LockFile read(Path file) {
    String headline = "failed to read build lockfile at `" + file + "`";
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new SessionException(
          headline, new SessionException("failed to read lockfile", new FileProblem(e)));
    } catch (YamlException e) {
      throw new SessionException(headline, new SessionException("failed to parse lockfile", e));
    }
  }

  private static LockFile parse(String text) {
    YamlFields fields = YamlValue.root(YamlParser.parse(text)).fields("struct BuildLockfile");
    YamlValue version = fields.required("version");
    long number = version.unsigned32();
    if (number < OLDEST || number > NEWEST) {
      throw version.refusal(
          "unsupported lockfile version " + number + ", expected " + OLDEST + "..=" + NEWEST);
    }
    return new LockFile(
        fields.text("descriptor_fingerprint"),
        SessionYaml.gitSources(fields.required("git_sources")),
        SessionYaml.byNode(fields.optional("binary_sources").orElse(null), LockFile::binaryPin));
  }

  private static BinaryPin binaryPin(YamlValue value) {
    YamlFields fields = value.fields("struct BinaryPin");
    return new BinaryPin(
        fields.required("platform").text(),
        fields.required("url").text(),
        fields.required("sha256").text(),
        SessionYaml.provenance(fields.required("hub")));
  }

  /**
   * Writes this.
   *
   * @throws SessionException if that is impossible
   */
  public void write(Path file) {
    try {
      FileWrite.replace(file, text());
    } catch (IOException e) {
      throw new SessionException(
          "failed to write build lockfile to `" + file + "`", new FileProblem(e));
    }
  }

  private String text() {
    BlockYaml.Fields fields =
        new BlockYaml.Fields()
            .put("version", BlockYaml.plain(Long.toString(version())))
            .put("descriptor_fingerprint", fingerprint)
            .put("git_sources", SessionYaml.gitSources(gitSources));
    if (!binarySources.isEmpty()) {
      BlockYaml.Fields pins = new BlockYaml.Fields();
      binarySources.forEach((node, pin) ->
          pins.put(
              node.value(),
              new BlockYaml.Fields()
                  .put("platform", pin.platform())
                  .put("url", pin.url())
                  .put("sha256", pin.sha256())
                  .put("hub", SessionYaml.provenance(pin.hub()))
                  .node()));
      fields.put("binary_sources", pins.node());
    }
    return BlockYaml.text(fields.node());
  }

  private long version() {
    boolean hub =
        !binarySources.isEmpty()
            || gitSources.values().stream()
                .anyMatch(source -> source.hub() != null || source.subdir() != null);
    return hub ? NEWEST : PLAIN;
  }

  /**
   * Refuses to be used for another descriptor.
   *
   * @param descriptor its fingerprint, {@link GitFingerprint}
   * @throws SessionException unless it is the one that this file was written for
   */
  public void requireWrittenFor(String descriptor) {
    if (fingerprint == null) {
      throw new SessionException(
          "lockfile is missing `descriptor_fingerprint` (v1 format). regenerate with `dora build"
              + " --write-lockfile` before using `--locked`");
    }
    if (!fingerprint.equals(descriptor)) {
      throw new SessionException(
          "lockfile descriptor/source fingerprint mismatch: it was written for `"
              + fingerprint
              + "`, the dataflow now is `"
              + descriptor
              + "`. the dataflow git source graph changed since lockfile generation; regenerate"
              + " with `dora build --write-lockfile`");
    }
  }

  /**
   * Returns what a node is to be built from.
   *
   * @param repo what the descriptor says
   * @throws SessionException if there is no such entry, or it is of another repository
   */
  public GitSource sourceOf(NodeId node, String repo) {
    GitSource source = gitSources.get(node);
    if (source == null) {
      throw new SessionException("no lockfile entry found for node `" + node + "`");
    }
    if (!source.repo().equals(repo)) {
      throw new SessionException(
          "lockfile repo mismatch for node `"
              + node
              + "`: expected `"
              + repo
              + "`, found `"
              + source.repo()
              + "`");
    }
    return source;
  }
}
