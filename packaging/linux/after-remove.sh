# Runs and settings of the people here are theirs, and stay.
profile=/etc/apparmor.d/unroll
if [ -f "$profile" ]; then
  if [ -d /sys/kernel/security/apparmor ]; then apparmor_parser --remove "$profile" || true; fi
  rm "$profile"
fi
