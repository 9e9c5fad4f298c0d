# SPDX-License-Identifier: GPL-3.0-or-later
# Read by cpack: which version it packs, and the one time that all files get.
cmake_minimum_required(VERSION 3.25)
set(SOURCE ${CPACK_CMAKE_SOURCE_DIR})
if(NOT SOURCE)
  get_filename_component(SOURCE ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
endif()
set(BASE ${CPACK_PACKAGE_VERSION})
include(${CMAKE_CURRENT_LIST_DIR}/version.cmake)
set(CPACK_PACKAGE_VERSION ${MERIDIAN_VERSION})
set(CPACK_DEBIAN_PACKAGE_VERSION ${MERIDIAN_VERSION})
set(CPACK_PACKAGE_FILE_NAME meridian)
set(ENV{SOURCE_DATE_EPOCH} ${MERIDIAN_EPOCH})
set(ENV{MERIDIAN_PACKED} "${MERIDIAN_VERSION}-1")
set(ENV{LC_ALL} C.UTF-8)
set(ENV{TZ} UTC)
# Debian's tools write with the caller's umask.
