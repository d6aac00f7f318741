# Runs a command and becomes its mirror: signals go in, the exit status (or the
# deadly signal) comes out. Given as text to `perl -e`, because a host does not
# see the checkout. `lab exec` uses two: one outside, whose PID the caller
# knows, and one inside, so that the command has a parent there (pkexec asks).
use strict;
my ($dir, @command) = @ARGV;
$0 = 'lab-exec'; # in `ps`, instead of this text
if ($dir ne '' and !chdir $dir) { print STDERR "lab: $dir: $!\n"; exit 126 }
my $pid;
my @signals = qw(TERM HUP INT QUIT USR1 USR2);
# The terminal sends these to the whole foreground group: once is enough.
my %from_terminal = -t STDIN ? (INT => 1, QUIT => 1) : ();
for my $name (@signals) {
  $SIG{$name} = sub { kill $name, $pid if $pid and !$from_terminal{$name} };
}
$pid = fork;
die "lab: fork: $!\n" unless defined $pid;
if (!$pid) {
  $SIG{$_} = 'DEFAULT' for @signals;
  exec { $command[0] } @command;
  print STDERR "lab: $command[0]: $!\n";
  exit 127;
}
1 until waitpid($pid, 0) == $pid;
if (my $signal = $? & 127) {
  $SIG{$_} = 'DEFAULT' for @signals;
  kill $signal, $$;
  exit 128 + $signal;
}
exit $? >> 8;
