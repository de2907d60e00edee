package org.dora.daemon.connection;

/** Whoever a connection belongs to in the conductor's books; connections only carry it around. */
public interface ConnectionOwner {}
