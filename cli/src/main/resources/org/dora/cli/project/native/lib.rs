// Empty: Cargo.toml is here for its dependency.
