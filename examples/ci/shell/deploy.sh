#!/bin/sh
# Plans, shows, and applies a checkout; for everything that can run a shell. The state file is committed and pushed.
#
#     deploy.sh plan            writes plan.json and plan.md
#     deploy.sh apply           applies plan.json, exactly that or nothing
#     deploy.sh drift           fails where somebody changed the project by hand
#     deploy.sh destroy         deletes the stack
#
# HCLOUD_TOKEN is in the environment; to plan and to look for drift it may be one that only reads.
set -eu
cd "$(dirname "$0")"

case ${1:-} in
plan)
    hzform plan --out plan.json ${HZFORM_ALLOW:+--allow "$HZFORM_ALLOW"}
    hzform show plan.json --format markdown >plan.md
    ;;
apply)
    status=0
    hzform apply plan.json --commit --push || status=$?
    # Somebody or something was faster: what was reviewed is not what would happen now.
    [ "$status" != 4 ] || echo "Plan again, and have the new plan approved." >&2
    exit "$status"
    ;;
drift)
    hzform drift
    ;;
destroy)
    hzform destroy --auto-approve --allow data-loss,downtime,ip-change --commit --push
    ;;
*)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
