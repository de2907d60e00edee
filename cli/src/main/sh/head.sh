#!/bin/sh
# The dora file: this script, then a JAR. The shell reads the first, `java -jar` the second.

# The digest of the whole file, which its maker puts here: names the AOT cache that is made of it.
build=@build@
