#include "buildfacts.h"

#include <stddef.h>

#ifndef HZFORM_COMMIT
#define HZFORM_COMMIT NULL
#endif
#ifndef HZFORM_SWIFT
#define HZFORM_SWIFT NULL
#endif

const char *buildfacts_commit(void) { return HZFORM_COMMIT; }
const char *buildfacts_swift(void) { return HZFORM_SWIFT; }
