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

/** Writes a codec for each type that carries {@code @Wire}. */
@SupportedAnnotationTypes(WireModel.WIRE)
public final class WireProcessor extends AbstractProcessor {

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        writeCodec((TypeElement) element);
      }
    }
    return true;
  }

  private void writeCodec(TypeElement type) {
    try {
      String source = new PostcardCodecSource(new WireModel(processingEnv), type).text();
      String name = WireModel.CODEC_PACKAGE + "." + WireModel.codecName(type);
      try (Writer out = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
        out.write(source);
      }
    } catch (WireModel.UnsupportedTypeException e) {
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.place());
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, "cannot write the codec: " + e.getMessage(), type);
    }
  }
}
