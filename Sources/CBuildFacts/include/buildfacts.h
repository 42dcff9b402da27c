#ifndef BUILDFACTS_H
#define BUILDFACTS_H

/* The version of everything that is here, and the only place where it stands. */
#define HZFORM_VERSION "0.1.0"

/* What the build of a release tells about itself; null in any other build. */
const char *_Nullable buildfacts_commit(void);
const char *_Nullable buildfacts_swift(void);

#endif
