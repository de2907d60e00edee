# Builds all nodes at once. `dora run` builds each by its own CMakeLists.txt.
cmake_minimum_required(VERSION 3.21)
project({{name}} LANGUAGES C)

include(dora/dora.cmake)
add_subdirectory(talker_1)
add_subdirectory(talker_2)
add_subdirectory(listener_1)
