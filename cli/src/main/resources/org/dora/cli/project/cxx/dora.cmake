# Gives the target `dora`, which a node links to: dora's C++ API, built by cargo as dora/Cargo.toml
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
set(dora_include ${dora_target}/include) # dora-node-api.h and .cc, written by cargo
set(dora_library ${dora_target}/${dora_profile}/${CMAKE_STATIC_LIBRARY_PREFIX}dora_node_api_cxx${CMAKE_STATIC_LIBRARY_SUFFIX})

find_program(DORA_CARGO cargo REQUIRED)
add_custom_command(
    OUTPUT ${dora_library} ${dora_include}/dora-node-api.cc ${dora_include}/dora-node-api.h
    COMMAND ${CMAKE_COMMAND} -E env
        CARGO_TARGET_DIR=${dora_target} DORA_NODE_API_CXX_INSTALL=${dora_include}
        ${DORA_CARGO} build --package dora-node-api-cxx ${dora_release}
    WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR}
    DEPENDS ${CMAKE_CURRENT_LIST_DIR}/Cargo.toml
    COMMENT "Building dora's C++ API"
    USES_TERMINAL
    VERBATIM)

# The generated source calls the Rust library and is called by it, so the two go together.
find_package(Threads REQUIRED)
add_library(dora OBJECT ${dora_include}/dora-node-api.cc)
target_include_directories(dora PUBLIC ${dora_include})
target_link_libraries(dora PUBLIC ${dora_library} Threads::Threads ${CMAKE_DL_LIBS})
if(WIN32)
    target_link_libraries(dora PUBLIC ws2_32 userenv ntdll bcrypt)
elseif(APPLE)
    target_link_libraries(dora PUBLIC "-framework CoreFoundation" "-framework Security" "-framework SystemConfiguration")
else()
    target_link_options(dora PUBLIC -Wl,--gc-sections) # halves the programs
endif()
