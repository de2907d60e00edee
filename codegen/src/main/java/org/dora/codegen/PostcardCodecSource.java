package org.dora.codegen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.dora.codegen.WireModel.Component;
import org.dora.codegen.WireModel.Shape;
import org.dora.codegen.WireModel.Variant;

/** The source text of one postcard codec. */
final class PostcardCodecSource extends CodecSource {
  /** Builtins that only JSON has. */
  private static final Set<String> UNKNOWN = Set.of("F32", "Signed32", "Duration", "Raw");

  PostcardCodecSource(WireModel model, TypeElement type) {
    super(model, type, codecName(type), "postcard encoding", "Postcard");
  }

  private static String codecName(TypeElement type) {
    return type.getSimpleName() + "Codec";
  }

  @Override
  void members() {
    if (model.isSum(type)) {
      sum();
    } else {
      product();
    }
  }

  private void product() {
    openWrite();
    for (Component component : model.components(type)) {
      write(component, "value." + component.name() + "()", "    ");
    }
    close();
    openRead();
    construct(type);
    close();
  }

  private void sum() {
    List<Variant> variants = model.variants(type);
    openWrite();
    line("    switch (value) {");
    for (Variant variant : variants) {
      List<Component> components = model.components(variant.type());
      line(
          "      case %s %s -> {"
              .formatted(nested(variant), components.isEmpty() ? "_" : "variant"));
      line("        out.writeVariant(%d);".formatted(variant.index()));
      for (Component component : components) {
        write(component, "variant." + component.name() + "()", "        ");
      }
      line("      }");
    }
    line("    }");
    close();
    openRead();
    line("    int index = in.readVariant();");
    line("    return switch (index) {");
    for (Variant variant : variants) {
      line(
          "      case %d -> read%s(in);"
              .formatted(variant.index(), variant.type().getSimpleName()));
    }
    line(
        "      default -> throw in.unknownVariant(\"%s\", index);".formatted(type.getSimpleName()));
    line("    };");
    close();
    for (Variant variant : variants) {
      line("");
      line(
          "  private static %s read%s(PostcardReader in) {"
              .formatted(nested(variant), variant.type().getSimpleName()));
      construct(variant.type());
      close();
    }
  }

  private void construct(TypeElement record) {
    List<Component> components = model.components(record);
    for (Component component : components) {
      line("    var %s = %s;", component.name(), read(component));
    }
    line(
        "    return %s%s",
        constructor(record),
        components.stream().map(Component::name).collect(Collectors.joining(", ", "(", ");")));
  }

  private void write(Component component, String value, String indent) {
    String inner = indent;
    String written = value;
    if (component.nullable()) {
      written = component.name() + "OrNull";
      inner = indent + "  ";
      line("%svar %s = %s;", indent, written, value);
      line("%sout.writePresent(%s != null);", indent, written);
      line("%sif (%s != null) {", indent, written);
    }
    if (component.onlyVariant()) {
      line(inner + "out.writeVariant(0);");
    }
    line("%s%s;", inner, writeStatement(component.type(), component.bits(), "out", written));
    if (component.nullable()) {
      line(indent + "}");
    }
  }

  private String writeStatement(TypeMirror of, int bits, String out, String value) {
    return switch (shape(of, bits)) {
      case Shape.Builtin(String method) -> "%s.write%s(%s)".formatted(out, method, value);
      case Shape.UnsignedNumber _ -> "%s.writeUnsigned(%s)".formatted(out, value);
      case Shape.Newtype(TypeElement _, Component inner) ->
          writeStatement(inner.type(), inner.bits(), out, value + "." + inner.name() + "()");
      case Shape.Sequence(TypeMirror element) ->
          "%s.writeList(%s, %s)".formatted(out, value, encoder(element));
      case Shape.Ordered _ -> throw unsupported(of);
      case Shape.Dictionary(TypeMirror _, TypeMirror entry) ->
          "%s.writeMap(%s, %s)".formatted(out, value, encoder(entry));
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) ->
          "%s.write(%s, %s%s)"
              .formatted(
                  codecName(other),
                  out,
                  value,
                  arguments.stream().map(a -> ", " + encoder(a)).collect(Collectors.joining()));
      case Shape.Parameter(String name) -> "%s.write(%s, %s)".formatted(coder(name), out, value);
    };
  }

  private String encoder(TypeMirror of) {
    return methodReference(of, "PostcardWriter", "write")
        .orElseGet(() -> "(to, item) -> " + writeStatement(of, 0, "to", "item"));
  }

  private String read(Component component) {
    String value =
        component.onlyVariant()
            ? "in.readOnlyVariant(\"%s\", %s)"
                .formatted(component.name(), decoder(component.type()))
            : readExpression(component.type(), component.bits(), "in");
    return component.nullable() ? "in.readPresent() ? %s : null".formatted(value) : value;
  }

  private String readExpression(TypeMirror of, int bits, String in) {
    return switch (shape(of, bits)) {
      case Shape.Builtin(String method) -> "%s.read%s()".formatted(in, method);
      case Shape.UnsignedNumber(int width, boolean isInt) ->
          (isInt ? "(int) " : "") + "%s.readUnsigned(%d)".formatted(in, width);
      case Shape.Newtype(TypeElement newtype, Component inner) -> {
        imports.add(newtype.getQualifiedName().toString());
        yield "new %s(%s)"
            .formatted(newtype.getSimpleName(), readExpression(inner.type(), inner.bits(), in));
      }
      case Shape.Sequence(TypeMirror element) -> "%s.readList(%s)".formatted(in, decoder(element));
      case Shape.Ordered _ -> throw unsupported(of);
      case Shape.Dictionary(TypeMirror _, TypeMirror entry) ->
          "%s.readMap(%s)".formatted(in, decoder(entry));
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) ->
          "%s.read(%s%s)"
              .formatted(
                  codecName(other),
                  in,
                  arguments.stream().map(a -> ", " + decoder(a)).collect(Collectors.joining()));
      case Shape.Parameter(String name) -> "%s.read(%s)".formatted(coder(name), in);
    };
  }

  private String decoder(TypeMirror of) {
    return methodReference(of, "PostcardReader", "read")
        .orElseGet(() -> "from -> " + readExpression(of, 0, "from"));
  }

  /** Returns the method that does all there is to do for a type, if there is one. */
  private Optional<String> methodReference(TypeMirror of, String stream, String verb) {
    return switch (shape(of, 0)) {
      case Shape.Builtin(String method) -> Optional.of(stream + "::" + verb + method);
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) when arguments.isEmpty() ->
          Optional.of(codecName(other) + "::" + verb);
      case Shape.Parameter(String name) -> Optional.of(coder(name));
      case Shape.UnsignedNumber _,
          Shape.Newtype _,
          Shape.Sequence _,
          Shape.Ordered _,
          Shape.Dictionary _,
          Shape.Nested _ ->
          Optional.empty();
    };
  }

  private WireModel.UnsupportedTypeException unsupported(TypeMirror of) {
    return new WireModel.UnsupportedTypeException("postcard has no form for " + of, type);
  }

  /** Returns how a value is written, if this encoding has a form for it. */
  private Shape shape(TypeMirror of, int bits) {
    Shape shape = model.shape(of, bits, type);
    boolean known =
        switch (shape) {
          case Shape.Builtin(String method) -> !UNKNOWN.contains(method);
          case Shape.Nested(TypeElement other, List<TypeMirror> _) -> model.isWire(other);
          case Shape.Dictionary(TypeMirror key, TypeMirror _) ->
              model.shape(key, 0, type) instanceof Shape.Builtin;
          case Shape.Ordered _ -> false;
          case Shape.UnsignedNumber _, Shape.Newtype _, Shape.Sequence _, Shape.Parameter _ -> true;
        };
    if (!known) {
      throw unsupported(of);
    }
    return shape;
  }
}
