package org.dora.codegen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import org.dora.codegen.WireModel.Component;
import org.dora.codegen.WireModel.Shape;
import org.dora.codegen.WireModel.Variant;

/** The source text of one postcard codec. */
final class PostcardCodecSource {
  private final WireModel model;
  private final TypeElement type;
  private final String codec;
  private final String typeParameters;
  private final String typeName;
  private final Set<String> imports = new TreeSet<>();
  private final StringBuilder body = new StringBuilder();

  PostcardCodecSource(WireModel model, TypeElement type) {
    this.model = model;
    this.type = type;
    this.codec = WireModel.codecName(type);
    List<String> parameters =
        type.getTypeParameters().stream().map(p -> p.getSimpleName().toString()).toList();
    this.typeParameters = parameters.isEmpty() ? "" : "<" + String.join(", ", parameters) + ">";
    this.typeName = type.getSimpleName() + typeParameters;
  }

  String text() {
    imports.add("javax.annotation.processing.Generated");
    imports.add(type.getQualifiedName().toString());
    if (model.isSum(type)) {
      sum();
    } else {
      product();
    }
    return "package "
        + WireModel.CODEC_PACKAGE
        + ";\n\n"
        + imports.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining())
        + "\n/** Reads and writes {@link "
        + type.getSimpleName()
        + "} in postcard encoding. */\n"
        + "@Generated(\"org.dora.codegen.WireProcessor\")\n"
        + "public final class "
        + codec
        + " {\n  private "
        + codec
        + "() {}\n"
        + body
        + "}\n";
  }

  private void product() {
    open("Appends {@code value} to {@code out}.", writeSignature());
    for (Component component : model.components(type)) {
      body.append(write(component, "value." + component.name() + "()", "    "));
    }
    close();
    open("Takes a value from {@code in}.", readSignature());
    construct(type, typeParameters.isEmpty() ? "" : "<>", "    ");
    close();
  }

  private void sum() {
    List<Variant> variants = model.variants(type);
    open("Appends {@code value} to {@code out}.", writeSignature());
    line("    switch (value) {");
    for (Variant variant : variants) {
      List<Component> components = model.components(variant.type());
      line(
          "      case %s %s -> {"
              .formatted(nested(variant), components.isEmpty() ? "_" : "variant"));
      line("        out.writeVariant(%d);".formatted(variant.index()));
      for (Component component : components) {
        body.append(write(component, "variant." + component.name() + "()", "        "));
      }
      line("      }");
    }
    line("    }");
    close();
    open("Takes a value from {@code in}.", readSignature());
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
      construct(variant.type(), "", "    ");
      close();
    }
  }

  private void construct(TypeElement record, String diamond, String indent) {
    List<Component> components = model.components(record);
    for (Component component : components) {
      line(indent + "var " + component.name() + " = " + read(component) + ";");
    }
    String name =
        record.equals(type)
            ? type.getSimpleName().toString()
            : type.getSimpleName() + "." + record.getSimpleName();
    line(
        indent
            + "return new "
            + name
            + diamond
            + components.stream()
                .map(Component::name)
                .collect(Collectors.joining(", ", "(", ");")));
  }

  private String writeSignature() {
    return "public static "
        + (typeParameters.isEmpty() ? "" : typeParameters + " ")
        + "void write(PostcardWriter out, "
        + typeName
        + " value"
        + type.getTypeParameters().stream()
            .map(p -> ", PostcardWriter.Encoder<" + p + "> " + coder(p.getSimpleName()))
            .collect(Collectors.joining())
        + ")";
  }

  private String readSignature() {
    return "public static "
        + (typeParameters.isEmpty() ? "" : typeParameters + " ")
        + typeName
        + " read(PostcardReader in"
        + type.getTypeParameters().stream()
            .map(TypeParameterElement::getSimpleName)
            .map(p -> ", PostcardReader.Decoder<" + p + "> " + coder(p))
            .collect(Collectors.joining())
        + ")";
  }

  private static String coder(CharSequence typeParameter) {
    return "coderOf" + typeParameter;
  }

  private String write(Component component, String value, String indent) {
    StringBuilder text = new StringBuilder();
    String inner = indent;
    String written = value;
    if (component.nullable()) {
      written = component.name() + "OrNull";
      inner = indent + "  ";
      text.append(indent).append("var %s = %s;%n".formatted(written, value));
      text.append(indent).append("out.writePresent(%s != null);%n".formatted(written));
      text.append(indent).append("if (%s != null) {%n".formatted(written));
    }
    if (component.onlyVariant()) {
      text.append(inner).append("out.writeVariant(0);\n");
    }
    text.append(inner)
        .append(writeStatement(component.type(), component.bits(), "out", written))
        .append(";\n");
    if (component.nullable()) {
      text.append(indent).append("}\n");
    }
    return text.toString();
  }

  private String writeStatement(TypeMirror of, int bits, String out, String value) {
    return switch (model.shape(of, bits, type)) {
      case Shape.Builtin(String method) -> "%s.write%s(%s)".formatted(out, method, value);
      case Shape.UnsignedNumber _ -> "%s.writeUnsigned(%s)".formatted(out, value);
      case Shape.Newtype(TypeElement _, Component inner) ->
          writeStatement(inner.type(), inner.bits(), out, value + "." + inner.name() + "()");
      case Shape.Sequence(TypeMirror element) ->
          "%s.writeList(%s, %s)".formatted(out, value, encoder(element));
      case Shape.Dictionary(TypeMirror entry) ->
          "%s.writeMap(%s, %s)".formatted(out, value, encoder(entry));
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) ->
          "%s.write(%s, %s%s)"
              .formatted(
                  WireModel.codecName(other),
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
    return switch (model.shape(of, bits, type)) {
      case Shape.Builtin(String method) -> "%s.read%s()".formatted(in, method);
      case Shape.UnsignedNumber(int width, boolean isInt) ->
          (isInt ? "(int) " : "") + "%s.readUnsigned(%d)".formatted(in, width);
      case Shape.Newtype(TypeElement newtype, Component inner) -> {
        imports.add(newtype.getQualifiedName().toString());
        yield "new %s(%s)"
            .formatted(newtype.getSimpleName(), readExpression(inner.type(), inner.bits(), in));
      }
      case Shape.Sequence(TypeMirror element) -> "%s.readList(%s)".formatted(in, decoder(element));
      case Shape.Dictionary(TypeMirror entry) -> "%s.readMap(%s)".formatted(in, decoder(entry));
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) ->
          "%s.read(%s%s)"
              .formatted(
                  WireModel.codecName(other),
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
    return switch (model.shape(of, 0, type)) {
      case Shape.Builtin(String method) -> Optional.of(stream + "::" + verb + method);
      case Shape.Nested(TypeElement other, List<TypeMirror> arguments) when arguments.isEmpty() ->
          Optional.of(WireModel.codecName(other) + "::" + verb);
      case Shape.Parameter(String name) -> Optional.of(coder(name));
      case Shape.UnsignedNumber _,
          Shape.Newtype _,
          Shape.Sequence _,
          Shape.Dictionary _,
          Shape.Nested _ ->
          Optional.empty();
    };
  }

  private String nested(Variant variant) {
    return type.getSimpleName() + "." + variant.type().getSimpleName();
  }

  private void open(String javadoc, String signature) {
    line("");
    line("  /** " + javadoc + " */");
    line("  " + signature + " {");
  }

  private void close() {
    line("  }");
  }

  private void line(String text) {
    body.append(text).append('\n');
  }
}
