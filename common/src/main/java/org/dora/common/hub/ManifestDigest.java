package org.dora.common.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.manifest.ManifestName;
import org.dora.common.manifest.NodeManifest;
import org.dora.common.types.TypeDefinition;
import org.dora.common.yaml.RealText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Hashes manifests, so that a lock file notices an entry that was rewritten: the SHA-256 of the
 * JSON that the released program makes of one, byte for byte.
 */
final class ManifestDigest {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  private final JsonGenerator out;

  private ManifestDigest(JsonGenerator out) {
    this.out = out;
  }

  /** Returns 64 hexadecimal digits. */
  static String of(NodeManifest manifest) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json(manifest).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String json(NodeManifest manifest) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      new ManifestDigest(out).manifest(manifest);
    }
    return text.toString();
  }

  private void manifest(NodeManifest manifest) {
    out.writeStartObject();
    out.writeNumberProperty("apiVersion", manifest.apiVersion());
    text("name", manifest.name());
    out.writeStringProperty("namespace", manifest.namespace());
    text("description", manifest.about().description());
    list("categories", manifest.about().categories().stream().map(ManifestName::of).toList());
    list("keywords", manifest.about().keywords());
    program(manifest.program());
    map("inputs", manifest.contract().inputs(), this::port);
    map("outputs", manifest.contract().outputs(), this::port);
    map("env", manifest.program().env(), this::variable);
    map("types", manifest.contract().types(), this::type);
    requirements(manifest.about());
    text("example", manifest.about().example());
    out.writeEndObject();
  }

  private void program(NodeManifest.Program program) {
    out.writeStringProperty("runtime", ManifestName.of(program.runtime()));
    out.writeStringProperty("entrypoint", program.entrypoint());
    text("build", program.build());
    list("platforms", program.platforms());
    text("dora", program.dora());
  }

  private void port(NodeManifest.Port port) {
    text("type", port.type());
    if (port.required() != null) {
      out.writeBooleanProperty("required", port.required());
    }
    text("description", port.description());
  }

  private void variable(NodeManifest.Variable variable) {
    if (variable.type() != null) {
      out.writeStringProperty("type", ManifestName.of(variable.type()));
    }
    if (variable.defaultValue() != null) {
      out.writeName("default");
      value(variable.defaultValue());
    }
    text("description", variable.description());
  }

  private void value(EnvValue value) {
    switch (value) {
      case EnvValue.Bool(boolean bool) -> out.writeBoolean(bool);
      case EnvValue.Int(long integer) -> out.writeNumber(integer);
      case EnvValue.Real(double real) ->
          out.writeRawValue(Double.isFinite(real) ? RealText.json(real) : "null");
      case EnvValue.Text(String text) -> out.writeString(text);
    }
  }

  private void type(TypeDefinition type) {
    out.writeStringProperty("arrow", type.arrow());
    text("description", type.description());
    objects(
        "params",
        type.params(),
        parameter -> {
          out.writeStringProperty("name", parameter.name());
          orNull("default", parameter.defaultValue());
        });
    objects(
        "fields",
        type.fields(),
        field -> {
          out.writeStringProperty("name", field.name());
          out.writeStringProperty("type", field.type());
          out.writeBooleanProperty("nullable", field.nullable());
        });
    objects(
        "metadata",
        type.metadata(),
        key -> {
          out.writeStringProperty("key", key.key());
          orNull("description", key.description());
        });
  }

  private void requirements(NodeManifest.About about) {
    if (!about.hardware().isEmpty() || !about.system().isEmpty()) {
      out.writeName("requirements");
      out.writeStartObject();
      list("hardware", about.hardware());
      if (!about.system().isEmpty()) {
        out.writeName("system");
        out.writeStartObject();
        about.system().forEach(out::writeStringProperty);
        out.writeEndObject();
      }
      out.writeEndObject();
    }
  }

  private void text(String key, @Nullable String value) {
    if (value != null) {
      out.writeStringProperty(key, value);
    }
  }

  private void orNull(String key, @Nullable String value) {
    out.writeName(key);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
  }

  private void list(String key, List<String> values) {
    if (!values.isEmpty()) {
      out.writeName(key);
      out.writeStartArray();
      values.forEach(out::writeString);
      out.writeEndArray();
    }
  }

  private <T> void objects(String key, List<T> values, Consumer<T> writing) {
    if (!values.isEmpty()) {
      out.writeName(key);
      out.writeStartArray();
      values.forEach(value -> object(value, writing));
      out.writeEndArray();
    }
  }

  private <T> void map(String key, Map<String, T> values, Consumer<T> writing) {
    if (!values.isEmpty()) {
      out.writeName(key);
      out.writeStartObject();
      values.forEach((name, value) -> {
        out.writeName(name);
        object(value, writing);
      });
      out.writeEndObject();
    }
  }

  private <T> void object(T value, Consumer<T> writing) {
    out.writeStartObject();
    writing.accept(value);
    out.writeEndObject();
  }
}
