# Ends what its parent leaves behind, however the parent ended: its end of the pipe closes even on kill -9, when nobody
# else could end a child whose event loop is blocked, or remove a socket's folder. In the shell's language, because a
# second Node that only waits would take 60 MiB for it.
# Lines: '+ PID' a child began, '- PID' it is gone, 'dir PATH' a folder to remove at the end, 'mark NAME=VALUE' a line
# of the environment of programs and of all that they start, no matter who its parent is in the end.

children=' '
marks=''
set --
while read -r verb subject; do
  case $verb in
    +) children="$children$subject " ;;
    -) children="${children%% "$subject" *} ${children#* "$subject" }" ;;
    mark) marks="$marks $subject" ;;
    dir) set -- "$@" "$subject" ;;
  esac
done
# Children lead groups of their own, so that what they started goes with them.
for pid in $children; do kill -s KILL -- "-$pid" 2>/dev/null; done
for mark in $marks; do
  for environment in $(grep -lsaFxz -- "$mark" /proc/[0-9]*/environ 2>/dev/null); do
    pid=${environment#/proc/}
    kill -s KILL "${pid%/environ}" 2>/dev/null
  done
done
[ $# -eq 0 ] || rm -rf -- "$@"
