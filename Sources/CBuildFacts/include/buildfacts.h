#ifndef BUILDFACTS_H
#define BUILDFACTS_H

/* What the build of a release tells about itself; null in any other build. */
const char *_Nullable buildfacts_commit(void);
const char *_Nullable buildfacts_swift(void);

#endif
