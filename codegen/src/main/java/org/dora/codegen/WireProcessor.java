package org.dora.codegen;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Writes a codec for each type that carries {@code @Wire}, {@code @Json} or both. */
@SupportedAnnotationTypes({WireModel.WIRE, WireModel.JSON})
public final class WireProcessor extends AbstractProcessor {

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    WireModel model = new WireModel(processingEnv);
    for (TypeElement annotation : annotations) {
      boolean json = annotation.getQualifiedName().contentEquals(WireModel.JSON);
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        TypeElement type = (TypeElement) element;
        write(json ? new JsonCodecSource(model, type) : new PostcardCodecSource(model, type));
      }
    }
    return true;
  }

  private void write(CodecSource source) {
    try {
      String text = source.text();
      String name = WireModel.CODEC_PACKAGE + "." + source.name();
      try (Writer out = processingEnv.getFiler().createSourceFile(name, source.type).openWriter()) {
        out.write(text);
      }
    } catch (WireModel.UnsupportedTypeException e) {
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.place());
    } catch (IOException e) {
      String message = "cannot write the codec: " + e.getMessage();
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, source.type);
    }
  }
}
