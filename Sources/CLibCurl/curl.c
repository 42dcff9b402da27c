#define _GNU_SOURCE
#include "clibcurl.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* libcurl brings three dozen libraries along, which take half of the time and of the memory of a command that asks nobody
   anything. So it is loaded when the first of its functions is called: each one that we use is here, under its own name,
   and calls the one in the library. */

static void *library(void) {
    static void *loaded;
    void *handle = __atomic_load_n(&loaded, __ATOMIC_ACQUIRE);
    if (handle) {
        return handle;
    }
    /* Loading it twice gives the same handle, so it does not matter who comes first. */
    handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        fprintf(stderr, "error: libcurl cannot be loaded: %s\n", dlerror());
        exit(1);
    }
    __atomic_store_n(&loaded, handle, __ATOMIC_RELEASE);
    return handle;
}

static void *function(void **known, const char *name) {
    void *found = __atomic_load_n(known, __ATOMIC_ACQUIRE);
    if (found) {
        return found;
    }
    found = dlsym(library(), name);
    if (!found) {
        fprintf(stderr, "error: libcurl has no %s: it is older than 7.85\n", name);
        exit(1);
    }
    __atomic_store_n(known, found, __ATOMIC_RELEASE);
    return found;
}

/* A function of another name in C and of its own to the linker: curl's headers differ in a `const` between versions. */
#define FORWARD(result, name, parameters, arguments)                                            \
    result lazy_##name parameters __asm__(#name);                                               \
    result lazy_##name parameters {                                                             \
        static void *known;                                                                     \
        return ((result(*) parameters)function(&known, #name)) arguments;                       \
    }

/* All values of options, and all places for what is asked, are as wide as a pointer on the systems of Linux. */
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "a value is as wide as a pointer");

#define FORWARD_VALUE(result, name, subject, option)                                            \
    result lazy_##name(subject *handle, option which, ...) __asm__(#name);                      \
    result lazy_##name(subject *handle, option which, ...) {                                    \
        static void *known;                                                                     \
        va_list values;                                                                         \
        va_start(values, which);                                                                \
        void *value = va_arg(values, void *);                                                   \
        va_end(values);                                                                         \
        return ((result(*)(subject *, option, ...))function(&known, #name))(handle, which, value); \
    }

FORWARD(CURLcode, curl_global_init, (long flags), (flags))
FORWARD(char *, curl_version, (void), ())
FORWARD(void, curl_free, (void *text), (text))

FORWARD(CURL *, curl_easy_init, (void), ())
FORWARD(void, curl_easy_cleanup, (CURL * handle), (handle))
FORWARD(void, curl_easy_reset, (CURL * handle), (handle))
FORWARD(const char *, curl_easy_strerror, (CURLcode code), (code))
FORWARD_VALUE(CURLcode, curl_easy_setopt, CURL, CURLoption)
FORWARD_VALUE(CURLcode, curl_easy_getinfo, CURL, CURLINFO)

FORWARD(CURLM *, curl_multi_init, (void), ())
FORWARD(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi))
FORWARD(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL *handle), (multi, handle))
FORWARD(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL *handle), (multi, handle))
FORWARD(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running))
FORWARD(
    CURLMcode, curl_multi_poll,
    (CURLM * multi, struct curl_waitfd extra[], unsigned int count, int milliseconds, int *ready),
    (multi, extra, count, milliseconds, ready)
)
FORWARD(CURLMcode, curl_multi_wakeup, (CURLM * multi), (multi))
FORWARD(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left))
FORWARD_VALUE(CURLMcode, curl_multi_setopt, CURLM, CURLMoption)

FORWARD(struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text), (list, text))
FORWARD(void, curl_slist_free_all, (struct curl_slist * list), (list))

FORWARD(CURLU *, curl_url, (void), ())
FORWARD(void, curl_url_cleanup, (CURLU * url), (url))
FORWARD(CURLUcode, curl_url_get, (const CURLU *url, CURLUPart part, char **text, unsigned int flags), (url, part, text, flags))
FORWARD(CURLUcode, curl_url_set, (CURLU * url, CURLUPart part, const char *text, unsigned int flags), (url, part, text, flags))
