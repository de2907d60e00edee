package org.dora.interop.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In the packaged file picocli is told of a command's annotations what the JVM would tell it. */
class StartupAnnotationsTest {
  private static final Path DORA = Repository.dora();

  private final URLClassLoader loader =
      new URLClassLoader(new URL[] {urlOfDora()}, ClassLoader.getPlatformClassLoader());

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void everyAnnotationIsAsWritten() throws ReflectiveOperationException, IOException {
    Method get = questionTo("get");
    int compared = 0;
    for (AnnotatedElement element : commandsAndFields()) {
      for (Annotation written : picocliOf(element)) {
        Object told = get.invoke(null, element, written.annotationType());

        // The annotation of the JVM compares each member, and any implementation will do.
        assertEquals(written, told, element::toString);
        assertFalse(Proxy.isProxyClass(told.getClass()), element::toString);
        assertEquals(written.annotationType(), ((Annotation) told).annotationType());
        compared++;
      }
    }
    assertTrue(compared > 10, "annotations: " + compared);
  }

  @Test
  void noneIsInvented() throws ReflectiveOperationException, IOException {
    Method isPresent = questionTo("isPresent");
    List<Class<?>> types = annotationTypes();

    for (AnnotatedElement element : commandsAndFields()) {
      for (Class<?> type : types) {
        boolean written =
            picocliOf(element).stream().anyMatch(annotation -> annotation.annotationType() == type);

        assertEquals(written, isPresent.invoke(null, element, type), element + " " + type);
      }
    }
  }

  @Test
  void aClassThatTheBuildDidNotSeeIsReadByTheJvm() throws ReflectiveOperationException {
    Class<?> deprecated = java.util.Date.class;

    Object told = questionTo("get").invoke(null, deprecated.getMethod("getYear"), Deprecated.class);

    assertEquals(deprecated.getMethod("getYear").getAnnotation(Deprecated.class), told);
  }

  private Method questionTo(String name) throws ReflectiveOperationException {
    return loader
        .loadClass("org.dora.cli.CommandAnnotations")
        .getMethod(name, AnnotatedElement.class, Class.class);
  }

  private List<AnnotatedElement> commandsAndFields()
      throws ReflectiveOperationException, IOException {
    List<AnnotatedElement> elements = new ArrayList<>();
    for (Class<?> type : classes("org/dora/cli/")) {
      List<AnnotatedElement> ofType = new ArrayList<>(List.of(type.getDeclaredFields()));
      ofType.add(type);
      elements.addAll(ofType);
    }
    return elements;
  }

  private List<Class<?>> annotationTypes() throws ReflectiveOperationException, IOException {
    return classes("picocli/").stream()
        .filter(Class::isAnnotation)
        .filter(StartupAnnotationsTest::isThereAtRunTime)
        .toList();
  }

  private static boolean isThereAtRunTime(Class<?> type) {
    @Nullable Retention retention = type.getAnnotation(Retention.class);
    return retention != null && retention.value() == RetentionPolicy.RUNTIME;
  }

  private List<Class<?>> classes(String prefix) throws ReflectiveOperationException, IOException {
    List<Class<?>> found = new ArrayList<>();
    try (JarFile jar = new JarFile(DORA.toFile())) {
      List<String> names =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith(prefix) && name.endsWith(".class"))
              .toList();
      for (String name : names) {
        found.add(loader.loadClass(name.substring(0, name.length() - 6).replace('/', '.')));
      }
    }
    return found;
  }

  private static List<Annotation> picocliOf(AnnotatedElement element) {
    return Stream.of(element.getAnnotations())
        .filter(annotation -> annotation.annotationType().getName().startsWith("picocli."))
        .toList();
  }

  private static URL urlOfDora() {
    try {
      return DORA.toUri().toURL();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
