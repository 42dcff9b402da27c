"""Measures hcloud-python as scripts/benchmark-client measures ours: a page of 50 servers, decoded, in threads.

Usage: python_benchmark.py ENDPOINT REQUESTS
"""

import concurrent.futures
import sys
import time

import hcloud


def main():
    endpoint, requests = sys.argv[1], int(sys.argv[2])
    client = hcloud.Client(token="bench", api_endpoint=endpoint)

    def read(_):
        page = client.servers.get_list(page=1, per_page=50)
        assert len(page.servers) == 50

    read(0)
    print(f"hcloud-python {hcloud.__version__}, the same page decoded, {requests} requests a line")
    print(f"  {'':36}{'at once':>16}{'requests/s':>16}{'µs CPU each':>16}")
    for concurrency in (1, 8, 64):
        with concurrent.futures.ThreadPoolExecutor(concurrency) as pool:
            cpu, wall = time.process_time(), time.monotonic()
            list(pool.map(read, range(requests)))
            cpu, wall = time.process_time() - cpu, time.monotonic() - wall
        each = int(cpu / requests * 1e6)
        print(f"  {'decoded':36}{concurrency:>16}{int(requests / wall):>16}{each:>16}")


main()
