/** A machine with a bit of everything: users, threads, zombies, namespaces, a tracer, names that hurt. */
export const BUSY_MACHINE = `
  swapper/0 0
    systemd 1
      journald 210
      dbus-daemon 220 uid=101 gid=102
      cron 230
        sh 231 uid=33 gid=33
          backup 232 state=D
      sshd 240
        sshd 241
          bash 300 uid=1000 gid=1001
            vim 301
            make 302
              cc1 303 state=R
              cc1 304 state=R
            dead 310 zombie
      java 400 uid=1002 gid=1002 threads=GC:401,JIT:402,http:403,http:404
      postgres 420 uid=999 gid=998
        walwriter 421
        stats 422
      sudo 430 uid=1000 gid=1001 euid=0 egid=0
        less 431 uid=0 gid=0
      runc 500 threads=runc:501,runc:502
        inner 510 ns=1 uid=0 threads=worker:511/2
          inner-kid 512 ns=7
            deep 513 ns=8/1
      strace 520 uid=1000 gid=1001
      traced 521 tracer=520 uid=1000 gid=1001
      "two words" 530
      "evil\\u001b[2J" 531
      stopped 540 state=T
      traced-stop 541 state=t
      gone 550 zombie uid=1000
    kthreadd 2 kthread
      rcu_gp 3
      kworker/0:0 4
      kworker/0:0H 5
      ksoftirqd/0 6
      migration/0 7
      kworker/1:0 8
      kswapd0 9 state=S
      kcompactd0 10
      khugepaged 11
      kworker/u4:0 12
`;

/** The smallest tree that has all relations: few tasks, so that many of them can be analysed. */
export const SMALL_MACHINE = `
  swapper/0 0
    init 1
      getty 50 uid=1
      sshd 60
        bash 70 uid=1000 gid=1000
          top 71
      web 80 uid=33 gid=33 threads=web:81,web:82
        cgi 83
      gone 90 zombie
    kthreadd 2 kthread
      kworker/0:0 3
      ksoftirqd/0 4
      migration/0 5
      kworker/1:0 6
`;

/** The small machine with as many kernel threads as a quiet real one has. */
export const QUIET_MACHINE = `${SMALL_MACHINE}${Array.from({ length: 60 }, (_, i) => `      kthr/${i} ${100 + i}`).join('\n')}`;
