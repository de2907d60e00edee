package org.dora.codegen;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import org.dora.codegen.WireModel.Variant;

/** What the source texts of all codecs have in common: head, signatures, lines. */
abstract class CodecSource {
  final WireModel model;
  final TypeElement type;
  final Set<String> imports = new TreeSet<>();

  private final String name;
  private final String encoding;
  private final String stream;
  private final String typeParameters;
  private final StringBuilder body = new StringBuilder();

  /**
   * @param name of the class
   * @param encoding what it writes, for its Javadoc
   * @param stream what its reader and writer are called: {@code Postcard} for {@code
   *     PostcardReader}
   */
  CodecSource(WireModel model, TypeElement type, String name, String encoding, String stream) {
    this.model = model;
    this.type = type;
    this.name = name;
    this.encoding = encoding;
    this.stream = stream;
    List<String> parameters =
        type.getTypeParameters().stream().map(p -> p.getSimpleName().toString()).toList();
    this.typeParameters = parameters.isEmpty() ? "" : "<" + String.join(", ", parameters) + ">";
  }

  String name() {
    return name;
  }

  String text() {
    imports.add("javax.annotation.processing.Generated");
    imports.add(type.getQualifiedName().toString());
    members();
    return "package "
        + WireModel.CODEC_PACKAGE
        + ";\n\n"
        + imports.stream().map(each -> "import " + each + ";\n").collect(Collectors.joining())
        + "\n/** Reads and writes {@link "
        + type.getSimpleName()
        + "} in "
        + encoding
        + ". */\n"
        + "@Generated(\"org.dora.codegen.WireProcessor\")\n"
        + "public final class "
        + name
        + " {\n  private "
        + name
        + "() {}\n"
        + body
        + "}\n";
  }

  /** Adds all methods of the class. */
  abstract void members();

  void openWrite() {
    open(
        "Appends {@code value} to {@code out}.",
        "public static "
            + (typeParameters.isEmpty() ? "" : typeParameters + " ")
            + "void write("
            + stream
            + "Writer out, "
            + typeName()
            + " value"
            + type.getTypeParameters().stream()
                .map(p -> ", " + stream + "Writer.Encoder<" + p + "> " + coder(p.getSimpleName()))
                .collect(Collectors.joining())
            + ")");
  }

  void openRead() {
    open(
        "Takes a value from {@code in}.",
        "public static "
            + (typeParameters.isEmpty() ? "" : typeParameters + " ")
            + typeName()
            + " read("
            + stream
            + "Reader in"
            + type.getTypeParameters().stream()
                .map(TypeParameterElement::getSimpleName)
                .map(p -> ", " + stream + "Reader.Decoder<" + p + "> " + coder(p))
                .collect(Collectors.joining())
            + ")");
  }

  /** The constructor of a record: the type itself, or one of its variants. */
  String constructor(TypeElement record) {
    return "new "
        + (record.equals(type)
            ? type.getSimpleName() + (typeParameters.isEmpty() ? "" : "<>")
            : type.getSimpleName() + "." + record.getSimpleName());
  }

  String nested(Variant variant) {
    return type.getSimpleName() + "." + variant.type().getSimpleName();
  }

  static String coder(CharSequence typeParameter) {
    return "coderOf" + typeParameter;
  }

  private String typeName() {
    return type.getSimpleName() + typeParameters;
  }

  private void open(String javadoc, String signature) {
    line("");
    line("  /** " + javadoc + " */");
    line("  " + signature + " {");
  }

  void close() {
    line("  }");
  }

  void line(String format, Object... arguments) {
    body.append(arguments.length == 0 ? format : format.formatted(arguments)).append('\n');
  }
}
