#ifndef PLAIN_CURL_H
#define PLAIN_CURL_H

/* Sends that many GETs one after the other through one handle of libcurl's own, and drops what comes back.
   Returns how many bytes the bodies had together, or -1 if a request failed. */
long long plain_curl_get(const char *url, const char *header, int requests);

#endif
