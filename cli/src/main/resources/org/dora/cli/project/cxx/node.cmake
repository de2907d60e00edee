cmake_minimum_required(VERSION 3.21)
project({{name}} LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)

include({{root}}dora/dora.cmake)
add_executable({{target}} node.cc)
target_link_libraries({{target}} PRIVATE dora)
set_target_properties({{target}} PROPERTIES
    OUTPUT_NAME {{name}}
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/{{root}}bin)
