# SPDX-License-Identifier: GPL-3.0-or-later
# Which Meridian this is: MERIDIAN_VERSION and MERIDIAN_EPOCH (seconds of its commit), by
#   the file installer/version of a release's tarball ("VERSION EPOCH"),
#   git: the tag vX.Y.Z itself, X.Y.Z+gitN.gHASH behind one, BASE~gitN.gHASH before the first,
#   BASE, where there is neither.
# include() it after project(), or run it: cmake -DSOURCE=. -DBASE=0.6.0 [-DOUT=version.cpp] -P installer/version.cmake
cmake_minimum_required(VERSION 3.25)
if(NOT SOURCE)
  get_filename_component(SOURCE ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
endif()
if(NOT BASE)
  set(BASE ${PROJECT_VERSION})
endif()

function(meridian_git out)
  execute_process(COMMAND git -C ${SOURCE} ${ARGN} OUTPUT_VARIABLE said ERROR_QUIET RESULT_VARIABLE failed
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(failed)
    set(said "")
  endif()
  set(${out} "${said}" PARENT_SCOPE)
endfunction()

set(MERIDIAN_VERSION ${BASE})
set(MERIDIAN_EPOCH 0)
if(EXISTS ${SOURCE}/installer/version)
  file(READ ${SOURCE}/installer/version told)
  if(told MATCHES "^([^ ]+) ([0-9]+)")
    set(MERIDIAN_VERSION ${CMAKE_MATCH_1})
    set(MERIDIAN_EPOCH ${CMAKE_MATCH_2})
  endif()
elseif(EXISTS ${SOURCE}/.git)
  # A length of its own: git's usual one grows with the repository, and the same commit is to be the same version.
  meridian_git(hash rev-parse --short=10 HEAD)
  meridian_git(MERIDIAN_EPOCH log -1 --format=%ct)
  meridian_git(described describe --tags --long --match "v[0-9]*" HEAD)
  if(described MATCHES "^v([0-9][^-]*)-0-g")
    set(MERIDIAN_VERSION ${CMAKE_MATCH_1})
  elseif(described MATCHES "^v([0-9][^-]*)-([0-9]+)-g")
    set(MERIDIAN_VERSION ${CMAKE_MATCH_1}+git${CMAKE_MATCH_2}.g${hash})
  elseif(hash)
    meridian_git(count rev-list --count HEAD)
    set(MERIDIAN_VERSION ${BASE}~git${count}.g${hash})
  endif()
  execute_process(COMMAND git -C ${SOURCE} diff-index --quiet HEAD -- RESULT_VARIABLE changed ERROR_QUIET)
  if(changed)
    string(APPEND MERIDIAN_VERSION ".changed")
  endif()
endif()
if(DEFINED ENV{MERIDIAN_VERSION}) # a test's upgrade needs two versions of one commit
  set(MERIDIAN_VERSION $ENV{MERIDIAN_VERSION})
endif()

if(CMAKE_SCRIPT_MODE_FILE AND CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  if(OUT)
    file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT "// Made by installer/version.cmake.
#include \"manual/version.h\"
namespace meridian::manual {
std::string_view version() { return \"@MERIDIAN_VERSION@\"; }
} // namespace meridian::manual
")
  else()
    execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${MERIDIAN_VERSION} ${MERIDIAN_EPOCH}")
  endif()
endif()
