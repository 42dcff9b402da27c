#include "plain_curl.h"

#include <curl/curl.h>

static size_t count(char *bytes, size_t size, size_t number, void *total) {
    (void)bytes;
    *(long long *)total += (long long)(size * number);
    return size * number;
}

long long plain_curl_get(const char *url, const char *header, int requests) {
    long long total = 0;
    CURLcode result = CURLE_OK;
    CURL *handle = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, header);
    if (handle == NULL || headers == NULL) return -1;
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 64L << 10);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, count);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &total);
    for (int number = 0; number < requests && result == CURLE_OK; number++) result = curl_easy_perform(handle);
    curl_easy_cleanup(handle);
    curl_slist_free_all(headers);
    return result == CURLE_OK ? total : -1;
}
