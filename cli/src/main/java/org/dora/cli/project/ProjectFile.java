package org.dora.cli.project;

/**
 * A file that a new project will have.
 *
 * @param path where, under the project's folder, with {@code /} between names
 * @param content what is in it
 */
public record ProjectFile(String path, String content) {}
