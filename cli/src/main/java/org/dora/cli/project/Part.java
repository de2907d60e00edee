package org.dora.cli.project;

/**
 * Something that the user is told of when it has been made.
 *
 * @param what such as {@code Java node}
 * @param name its name
 * @param path where it is, under the project's folder; empty for the folder itself
 */
public record Part(String what, String name, String path) {}
