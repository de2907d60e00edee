cmake_minimum_required(VERSION 3.21)
project({{name}} LANGUAGES C)
set(CMAKE_C_STANDARD 11)

include({{root}}dora/dora.cmake)
add_executable({{target}} node.c)
target_link_libraries({{target}} PRIVATE dora)
set_target_properties({{target}} PROPERTIES
    OUTPUT_NAME {{name}}
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/{{root}}bin)
