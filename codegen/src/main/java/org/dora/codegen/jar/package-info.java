/**
 * Makes the one executable file out of the shell head and the JAR of all modules: class files as an
 * AOT cache of the JVM can hold them, and the digest by which the head knows its cache. Runs while
 * module {@code cli} is packaged; nothing of it is in the file.
 */
@NullMarked
package org.dora.codegen.jar;

import org.jspecify.annotations.NullMarked;
