# Gives the target `dora`, which a node links to: dora's C API, built by cargo as dora/Cargo.toml
# says. The first build takes minutes and downloads crates; later ones take no time, since all nodes
# share dora/target.
include_guard(GLOBAL)

if(CMAKE_BUILD_TYPE AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(dora_profile release)
    set(dora_release --release)
else()
    set(dora_profile debug)
    set(dora_release)
endif()

set(dora_target ${CMAKE_CURRENT_LIST_DIR}/target)
set(dora_library ${dora_target}/${dora_profile}/${CMAKE_STATIC_LIBRARY_PREFIX}dora_node_api_c${CMAKE_STATIC_LIBRARY_SUFFIX})

find_program(DORA_CARGO cargo REQUIRED)
add_custom_command(
    OUTPUT ${dora_library}
    COMMAND ${DORA_CARGO} build --package dora-node-api-c ${dora_release} --target-dir ${dora_target}
    WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR}
    DEPENDS ${CMAKE_CURRENT_LIST_DIR}/Cargo.toml
    COMMENT "Building dora's C API"
    USES_TERMINAL
    VERBATIM)
add_custom_target(dora_build DEPENDS ${dora_library})

find_package(Threads REQUIRED)
add_library(dora STATIC IMPORTED GLOBAL)
add_dependencies(dora dora_build)
set_target_properties(dora PROPERTIES IMPORTED_LOCATION ${dora_library})
if(WIN32)
    target_link_libraries(dora INTERFACE ws2_32 userenv ntdll bcrypt)
elseif(APPLE)
    target_link_libraries(dora INTERFACE "-framework CoreFoundation" "-framework Security" "-framework SystemConfiguration")
else()
    target_link_libraries(dora INTERFACE Threads::Threads ${CMAKE_DL_LIBS} m)
    target_link_options(dora INTERFACE -Wl,--gc-sections) # halves the programs
endif()
