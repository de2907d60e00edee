package org.dora.common.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;
import org.dora.common.yaml.SourceText;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlProblems;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a module's file: shape and ids; what its ports and references mean is checked elsewhere.
 */
public final class ModuleReader {
  /** Longest file, in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final String ABSENT = "module file not found";
  private static final String UNREADABLE = "failed to read module file";
  private static final String UNPARSABLE = "failed to parse module file";

  private final Map<String, String> environment;
  private final YamlProblems problems = new YamlProblems();
  private final List<Finding> warnings = new ArrayList<>();

  private ModuleReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param name what messages call the file
   * @param environment that of this process, for {@code $NAME} in env values
   * @throws DescriptorException if the file cannot be read or holds no module
   */
  public static ModuleFile read(Path file, String name, Map<String, String> environment) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("module file too large (limit " + MAX_BYTES + " bytes): " + file);
      }
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ModuleReader(environment).parse(text, name);
    } catch (IOException e) {
      throw DescriptorException.unreadable(
          e instanceof NoSuchFileException ? ABSENT : UNREADABLE, name, e);
    }
  }

  private ModuleFile parse(String text, String name) {
    SourceText source;
    @Nullable ModuleFile file = null;
    try {
      source = new SourceText(name, text, YamlParser.parse(text));
    } catch (YamlException e) {
      throw DescriptorException.unparsable(UNPARSABLE, name, List.of(Problem.of(name, text, e)));
    }
    try {
      file = document(YamlValue.root(source.tree(), problems), source);
    } catch (YamlException e) {
      problems.add(e);
    }
    if (file == null || !problems.isEmpty()) {
      List<Problem> all = new ArrayList<>();
      for (YamlException problem : problems.inOrder()) {
        all.add(Problem.of(name, text, problem));
      }
      throw DescriptorException.unparsable(UNPARSABLE, name, all);
    }
    return file;
  }

  private @Nullable ModuleFile document(YamlValue document, SourceText source) {
    YamlFields fields = document.fields("struct ModuleFile");
    KeyAdvice.requireKnown(fields, ModuleFile.KEYS);
    ModuleFile.Header header = fields.required("module").read(ModuleReader::header);
    List<NodeDescriptor> nodes = fields.required("nodes").items(this::node);
    String build = fields.text("build");
    if (header == null) {
      return null;
    }
    List<Problem> told = new ArrayList<>();
    for (Finding warning : warnings) {
      told.add(Problem.at(source, warning.path(), warning.message()));
    }
    return new ModuleFile(header, nodes, build, source, told);
  }

  private NodeDescriptor node(YamlValue node) {
    return new NodeReader(EnvReading.file(environment), warnings).read(node);
  }

  private static ModuleFile.Header header(YamlValue header) {
    YamlFields fields = header.fields("struct ModuleHeader");
    KeyAdvice.requireKnown(fields, ModuleFile.Header.KEYS);
    return new ModuleFile.Header(
        fields.required("name").text(),
        ports(fields, "inputs"),
        ports(fields, "inputs_optional"),
        ports(fields, "outputs"));
  }

  private static List<DataId> ports(YamlFields fields, String key) {
    return fields.readOr(
        key,
        List.of(),
        value -> value.items(item -> PortsReader.dataId(item.inPath(value.path()))));
  }
}
