package org.dora.codegen;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.dora.codegen.WireModel.Component;
import org.dora.codegen.WireModel.Constant;
import org.dora.codegen.WireModel.Shape;
import org.dora.codegen.WireModel.Variant;

/** The source text of one JSON codec, by the rules of serde (control-protocol.md section 4). */
final class JsonCodecSource extends CodecSource {
  private static final String JSON_PACKAGE = "org.dora.common.json";

  JsonCodecSource(WireModel model, TypeElement type) {
    super(model, type, codecName(type), "JSON", "Json");
  }

  private static String codecName(TypeElement type) {
    return type.getSimpleName() + "Json";
  }

  @Override
  void members() {
    imports.add(JSON_PACKAGE + ".JsonReader");
    imports.add(JSON_PACKAGE + ".JsonWriter");
    if (model.isChoice(type)) {
      choice();
    } else if (model.isSum(type)) {
      sum();
    } else if (model.isTuple(type)) {
      tuple();
    } else {
      product();
    }
  }

  private void choice() {
    List<Constant> constants = model.constants(type);
    openWrite();
    line("    out.text(");
    line("        switch (value) {");
    for (Constant constant : constants) {
      line("          case %s -> \"%s\";", constant.name(), constant.key());
    }
    line("        });");
    close();
    openRead();
    line("    String variant = in.beginVariant();");
    line("    %s value =", type.getSimpleName());
    line("        switch (variant) {");
    for (Constant constant : constants) {
      line(
          "          case \"%s\" -> %s.%s;", constant.key(), type.getSimpleName(), constant.name());
    }
    unknownVariant("          ", constants.stream().map(Constant::key).toList());
    line("        };");
    line("    in.unit();");
    line("    return value;");
    close();
  }

  private void product() {
    openWrite();
    fields(model.components(type), "value", "    ");
    close();
    openRead();
    readFields(type);
    line("    return %s;", construction(type));
    close();
  }

  private void tuple() {
    List<Component> components = model.components(type);
    openWrite();
    line("    out.beginList();");
    for (Component component : components) {
      line("    %s;", write(component, "out", "value." + component.name() + "()"));
    }
    line("    out.endList();");
    close();
    openRead();
    line("    in.beginTuple();");
    for (Component component : components) {
      if (!component.equals(components.getFirst())) {
        line("    in.nextElement();");
      }
      line("    var %s = %s;", component.name(), read(component, "in"));
    }
    line("    in.endTuple();");
    line("    return %s;", construction(type));
    close();
  }

  private void sum() {
    List<Variant> variants = model.variants(type);
    openWrite();
    line("    switch (value) {");
    for (Variant variant : variants) {
      writeVariant(variant);
    }
    line("    }");
    close();
    openRead();
    line("    String variant = in.beginVariant();");
    line("    return switch (variant) {");
    for (Variant variant : variants) {
      line(
          "      case \"%s\" -> read%s(in);",
          model.variantName(variant.type()), variant.type().getSimpleName());
    }
    unknownVariant("      ", variants.stream().map(v -> model.variantName(v.type())).toList());
    line("    };");
    close();
    variants.forEach(this::readVariant);
  }

  private void writeVariant(Variant variant) {
    String name = model.variantName(variant.type());
    List<Component> components = model.components(variant.type());
    if (components.isEmpty()) {
      line("      case %s _ -> out.text(\"%s\");", nested(variant), name);
      return;
    }
    line("      case %s variant -> {", nested(variant));
    line("        out.beginMap().key(\"%s\");", name);
    if (model.isNewtype(variant.type())) {
      Component only = components.getFirst();
      line("        %s;", write(only, "out", "variant." + only.name() + "()"));
    } else {
      fields(components, "variant", "        ");
    }
    line("        out.endMap();");
    line("      }");
  }

  private void readVariant(Variant variant) {
    List<Component> components = model.components(variant.type());
    line("");
    line(
        "  private static %s read%s(JsonReader in) {",
        nested(variant), variant.type().getSimpleName());
    if (components.isEmpty()) {
      line("    in.unit();");
    } else {
      line("    in.beginContent();");
      if (model.isNewtype(variant.type())) {
        Component only = components.getFirst();
        line("    var %s = %s;", only.name(), read(only, "in"));
      } else {
        readFields(variant.type());
      }
      line("    in.endContent();");
    }
    line("    return %s;", construction(variant.type()));
    close();
  }

  private void fields(List<Component> components, String owner, String indent) {
    line("%sout.beginMap();", indent);
    for (Component component : components) {
      String value = owner + "." + component.name() + "()";
      String key = "out.key(\"" + component.key() + "\")";
      if (component.omitted() || component.nullable()) {
        boolean isFlag = component.type().getKind() == TypeKind.BOOLEAN;
        line("%sif (%s) {", indent, isFlag ? value : value + " != null");
        line("%s  %s;", indent, write(component, key, value));
        if (!component.omitted()) {
          line("%s} else {", indent);
          line("%s  %s.nothing();", indent, key);
        }
        line("%s}", indent);
      } else {
        line("%s%s;", indent, write(component, key, value));
      }
    }
    line("%sout.endMap();", indent);
  }

  private void readFields(TypeElement record) {
    List<Component> components = model.components(record);
    for (Component component : components) {
      line("    %s %s = %s;", typeText(component.type()), component.name(), initial(component));
    }
    line("    long seenFields = 0;");
    line("    in.beginObject();");
    line("    for (String field = in.nextKey(); field != null; field = in.nextKey()) {");
    line("      switch (field) {");
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      line("        case \"%s\" -> {", component.key());
      line("          seenFields = in.once(seenFields, %d, field);", i);
      line("          %s = %s;", component.name(), readOrNull(component));
      line("        }");
    }
    line("        default -> in.skipValue();");
    line("      }");
    line("    }");
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (!component.nullable() && !component.defaulted()) {
        line("    in.require(seenFields, %d, \"%s\");", i, component.key());
      }
    }
  }

  private String construction(TypeElement record) {
    return constructor(record)
        + model.components(record).stream()
            .map(Component::name)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private void unknownVariant(String indent, List<String> known) {
    line("%sdefault ->", indent);
    line("%s    throw in.unknownVariant(", indent);
    line("%s        variant,", indent);
    line(
        known.stream()
            .map(name -> "%s        \"%s\"".formatted(indent, name))
            .collect(Collectors.joining(",\n", "", ");")));
  }

  /** What a component is before it was read, and for good if it is missing. */
  private String initial(Component component) {
    TypeMirror of = component.type();
    if (of.getKind().isPrimitive()) {
      return of.getKind() == TypeKind.BOOLEAN ? "false" : "0";
    }
    if (!component.defaulted() || component.nullable()) {
      return "null";
    }
    return switch (model.shape(of, component.bits(), type)) {
      case Shape.Sequence _ -> "List.of()";
      case Shape.Ordered _ -> imported("java.util.Collections") + ".emptySortedSet()";
      case Shape.Dictionary _ -> imported("java.util.Collections") + ".emptySortedMap()";
      case Shape.Nested(TypeElement other, List<TypeMirror> _) when model.isChoice(other) ->
          typeText(of) + "." + model.constants(other).getFirst().name();
      default ->
          throw new WireModel.UnsupportedTypeException(
              "no default is known for " + component.name(), type);
    };
  }

  private String imported(String name) {
    imports.add(name);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The name of a type in a declaration, without annotations; what it needs is imported. */
  private String typeText(TypeMirror of) {
    if (of.getKind() != TypeKind.DECLARED) {
      return of.getKind().isPrimitive()
          ? of.getKind().name().toLowerCase(Locale.ROOT)
          : of.toString();
    }
    DeclaredType declared = (DeclaredType) of;
    String arguments =
        declared.getTypeArguments().stream().map(this::typeText).collect(Collectors.joining(", "));
    return reference((TypeElement) declared.asElement())
        + (arguments.isEmpty() ? "" : "<" + arguments + ">");
  }

  private String reference(TypeElement of) {
    if (of.getEnclosingElement() instanceof TypeElement outer
        && outer.getKind() != ElementKind.PACKAGE) {
      return reference(outer) + "." + of.getSimpleName();
    }
    String name = of.getQualifiedName().toString();
    if (!name.startsWith("java.lang.")) {
      imports.add(name);
    }
    return of.getSimpleName().toString();
  }

  private String write(Component component, String out, String value) {
    return write(component.type(), component.bits(), out, value);
  }

  private String write(TypeMirror of, int bits, String out, String value) {
    return switch (model.shape(of, bits, type)) {
      case Shape.Builtin(String method) -> "%s.%s(%s)".formatted(out, writer(method), value);
      case Shape.UnsignedNumber _ -> "%s.unsigned(%s)".formatted(out, value);
      case Shape.Newtype(TypeElement _, Component inner) ->
          write(inner.type(), inner.bits(), out, value + "." + inner.name() + "()");
      case Shape.Sequence(TypeMirror element) ->
          "%s.list(%s, %s)".formatted(out, value, encoder(element));
      case Shape.Ordered(TypeMirror element) ->
          "%s.list(%s, %s)".formatted(out, value, encoder(element));
      case Shape.Dictionary(TypeMirror _, TypeMirror entry) ->
          "%s.map(%s, %s)".formatted(out, value, encoder(entry));
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) ->
          "%s.write(%s, %s%s)"
              .formatted(
                  codec(other),
                  out,
                  value,
                  arguments.stream().map(a -> ", " + encoder(a)).collect(Collectors.joining()));
      case Shape.Parameter(String name) -> "%s.write(%s, %s)".formatted(coder(name), out, value);
    };
  }

  private String encoder(TypeMirror of) {
    return switch (model.shape(of, 0, type)) {
      case Shape.Builtin(String method) -> "JsonWriter::" + writer(method);
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) when arguments.isEmpty() ->
          codec(other) + "::write";
      case Shape.Parameter(String name) -> coder(name);
      default -> "(to, item) -> " + write(of, 0, "to", "item");
    };
  }

  private String readOrNull(Component component) {
    String value = read(component, "in");
    return component.nullable() ? "in.readNull() ? null : " + value : value;
  }

  private String read(Component component, String in) {
    return read(component.type(), component.bits(), in);
  }

  private String read(TypeMirror of, int bits, String in) {
    return switch (model.shape(of, bits, type)) {
      case Shape.Builtin(String method) -> reader(method, in);
      case Shape.UnsignedNumber(int width, boolean isInt) ->
          (isInt ? "(int) " : "") + "%s.readUnsigned(%d)".formatted(in, width);
      case Shape.Newtype(TypeElement newtype, Component inner) ->
          "new %s(%s)".formatted(reference(newtype), read(inner.type(), inner.bits(), in));
      case Shape.Sequence(TypeMirror element) -> "%s.readList(%s)".formatted(in, decoder(element));
      case Shape.Ordered(TypeMirror element) -> "%s.readSet(%s)".formatted(in, decoder(element));
      case Shape.Dictionary(TypeMirror key, TypeMirror entry) ->
          "%s.readMap(%s, %s)".formatted(in, keyDecoder(key), decoder(entry));
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) ->
          "%s.read(%s%s)"
              .formatted(
                  codec(other),
                  in,
                  arguments.stream().map(a -> ", " + decoder(a)).collect(Collectors.joining()));
      case Shape.Parameter(String name) -> "%s.read(%s)".formatted(coder(name), in);
    };
  }

  private String decoder(TypeMirror of) {
    return switch (model.shape(of, 0, type)) {
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) when arguments.isEmpty() ->
          codec(other) + "::read";
      case Shape.Parameter(String name) -> coder(name);
      default -> "from -> " + read(of, 0, "from");
    };
  }

  private String keyDecoder(TypeMirror key) {
    return switch (model.shape(key, 0, type)) {
      case Shape.Newtype(TypeElement newtype, Component _) -> reference(newtype) + "::new";
      default -> "key -> key";
    };
  }

  private String codec(TypeElement other) {
    Optional<TypeElement> written = model.jsonBy(other);
    if (written.isPresent()) {
      return reference(written.get());
    }
    if (!model.isJson(other)) {
      throw new WireModel.UnsupportedTypeException("JSON has no form for " + other, type);
    }
    return codecName(other);
  }

  /** The writer's method for a builtin. */
  private String writer(String builtin) {
    return switch (builtin) {
      case "Bool" -> "bool";
      case "Bytes" -> "bytes";
      case "Duration" -> "duration";
      case "F32" -> "real32";
      case "F64" -> "real";
      case "Raw" -> "raw";
      case "Signed", "Signed32" -> "integer";
      case "String" -> "text";
      case "Timestamp" -> "timestamp";
      case "Uuid" -> "uuid";
      default ->
          throw new WireModel.UnsupportedTypeException("JSON has no form for " + builtin, type);
    };
  }

  private static String reader(String builtin, String in) {
    return switch (builtin) {
      case "Signed" -> in + ".readSigned(64)";
      case "Signed32" -> "(int) " + in + ".readSigned(32)";
      default -> in + ".read" + builtin + "()";
    };
  }
}
