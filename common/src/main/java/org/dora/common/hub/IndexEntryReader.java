package org.dora.common.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Problem;
import org.dora.common.manifest.ManifestReader;
import org.dora.common.yaml.TextFile;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlProblems;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** Reads the file of one version: {@code <namespace>/<name>/<version>.yml} of an index. */
final class IndexEntryReader {
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  private IndexEntryReader() {}

  /**
   * Reads a file.
   *
   * @throws HubException if it cannot be read or is no entry
   */
  static IndexEntry read(Path file) {
    String text;
    try {
      text = TextFile.read(file, MAX_BYTES);
    } catch (TextFile.UnreadableException e) {
      throw new HubException("no index entry at `" + file + "`", e);
    }
    YamlProblems problems = new YamlProblems();
    IndexEntry entry = null;
    try {
      entry = entry(YamlValue.root(YamlParser.parse(text), problems));
    } catch (YamlException e) {
      problems.add(e);
    }
    if (entry == null || !problems.isEmpty()) {
      throw invalid(file, text, problems);
    }
    return entry;
  }

  private static HubException invalid(Path file, String text, YamlProblems problems) {
    List<Problem> reasons = new ArrayList<>();
    for (YamlException problem : problems.inOrder()) {
      reasons.add(Problem.of(file.toString(), text, problem));
    }
    return new HubException("invalid index entry `" + file + "`", HubException.listing(reasons));
  }

  private static IndexEntry entry(YamlValue document) {
    YamlFields fields = document.fields("struct IndexEntry");
    fields.requireKnown(IndexEntry.KEYS);
    String _ = fields.text("published");
    return new IndexEntry(
        ManifestReader.read(fields.required("manifest")),
        source(fields.required("source")),
        yanked(fields),
        fields.text("yank_reason"));
  }

  private static boolean yanked(YamlFields fields) {
    YamlValue value = fields.present("yanked").orElse(null);
    Boolean yanked = value == null ? null : value.read(YamlValue::bool);
    return yanked != null && yanked;
  }

  private static PackageSource source(YamlValue value) {
    YamlFields fields = value.fields("struct SourceSpec");
    fields.requireKnown(PackageSource.KEYS);
    List<PackageSource.Binary> binaries =
        fields.readOr("binary", List.of(), each -> each.items(IndexEntryReader::binary));
    @Nullable PackageSource fallback = fields.read("fallback-git", IndexEntryReader::source);
    return new PackageSource(
        fields.text("git"), fields.text("rev"), fields.text("subdir"), binaries, fallback);
  }

  private static PackageSource.Binary binary(YamlValue value) {
    YamlFields fields = value.fields("struct BinaryArtifact");
    fields.requireKnown(PackageSource.Binary.KEYS);
    return new PackageSource.Binary(
        fields.required("platform").text(),
        fields.required("url").text(),
        fields.required("sha256").text());
  }
}
