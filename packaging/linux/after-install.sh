# An AppArmor that does not know the rule "userns" restricts no user namespaces, and would stumble over the profile.
source=/usr/share/unroll/apparmor
profile=/etc/apparmor.d/unroll
if command -v apparmor_parser >/dev/null && [ -d /etc/apparmor.d ] &&
  apparmor_parser --skip-kernel-load --skip-cache "$source" >/dev/null 2>&1
then
  cp "$source" "$profile"
  # In a chroot, or where AppArmor is off, it is loaded at the next start of the system.
  if [ -d /sys/kernel/security/apparmor ]; then apparmor_parser --replace "$profile" || true; fi
fi
